"""Reading log-ins: one's own, and those that an issuer speaks of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.identity.models import LogIn, LogInLock
from ingang.foundation.identity.sessions import is_open

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class OwnLogIn:
    """A log-in as its owner sees it."""

    id: UUID
    issuer: str
    device: str
    address: str
    started_at: datetime
    last_active_at: datetime
    ended_at: datetime | None
    is_here: bool
    is_open: bool


def own_log_ins(*, log_in: LogIn, now: datetime) -> list[OwnLogIn]:
    """The latest log-ins of the one who owns this one: open ones first, the latest first."""
    mine = LogIn.objects.filter(**_owner(log_in)).order_by("-started_at", "-id")[:SHOWN]
    shown = [
        OwnLogIn(
            id=one.id,
            issuer=one.issuer,
            device=one.device,
            address=one.address,
            started_at=one.started_at,
            last_active_at=one.last_active_at,
            ended_at=one.ended_at,
            is_here=one.id == log_in.id,
            is_open=is_open(log_in=one, now=now),
        )
        for one in mine
    ]
    return sorted(shown, key=lambda one: (not one.is_here, not one.is_open))


def own_log_in(*, id: UUID, log_in: LogIn) -> LogIn | None:
    """One log-in by its id, if it belongs to the owner of `log_in`."""
    return LogIn.objects.filter(id=id, **_owner(log_in)).first()


def have_logged_in(*, persons: frozenset[UUID]) -> bool:
    """Whether any of the persons has ever logged in here: then she knows of her pages (e-services 1.3)."""
    return LogIn.objects.filter(person__in=persons).exists()


def log_ins_at_issuer(*, issuer: str, session: str, subject: str) -> list[LogIn]:
    """The open log-ins that the issuer speaks of: one session of its own, or every one of a subject."""
    rows = LogIn.objects.filter(issuer=issuer, ended_at=None).order_by("id")
    if session:
        return list(rows.filter(issuer_session=session))
    return list(rows.filter(issuer_subject=subject)) if subject else []


def locked_persons(*, persons: Iterable[UUID]) -> frozenset[UUID]:
    """Those of the persons whose log-in is locked."""
    locks = LogInLock.unguarded.filter(person__in=list(persons), lifted_at=None)
    return frozenset(locks.values_list("person", flat=True))


def _owner(log_in: LogIn) -> dict[str, object]:
    return {"person": log_in.person} if log_in.person else {"staff": log_in.staff}
