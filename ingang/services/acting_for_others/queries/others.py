"""Whom one acts for, with what works for each of them and what does not."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from ingang.foundation.access.errors import AccessRefused, NoMandate
from ingang.foundation.access.representation import ActingChoice, people_i_may_act_for
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.registry import current
from ingang.kernel.service import Audience, Role, Service
from ingang.services.acting_for_others.words import GROUNDS, NEVER_HANDED_OVER


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A service that does not work for the other person, and why."""

    title: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Other:
    """Somebody one may act for. `until` is the first day on which it has ended, `ends_by_age` by a birthday."""

    person: UUID
    name: str
    role: str
    until: date | None
    ends_by_age: bool
    works: tuple[str, ...]
    closed: tuple[Closed, ...]


def people_i_act_for(*, actor: Resident | Representative, now: datetime) -> tuple[Other, ...]:
    """Everybody whom the one who logged in may act for now, by name; asked anew every time, never remembered."""
    services = [service for service in current().services if _title(service) and _kinds(service)]
    return tuple(_other(choice, services) for choice in people_i_may_act_for(actor=actor, now=now))


def _other(choice: ActingChoice, services: list[Service]) -> Other:
    return Other(
        person=choice.person,
        name=choice.name,
        role=gettext(GROUNDS[choice.ground]),
        until=choice.until,
        ends_by_age=choice.role is Role.GUARDIAN,
        works=tuple(_title(service) for service in services if _works(service, choice)),
        closed=tuple(_closed(service, choice) for service in services if not _works(service, choice)),
    )


def _works(service: Service, choice: ActingChoice) -> bool:
    return _kinds(service) <= choice.kinds


def _closed(service: Service, choice: ActingChoice) -> Closed:
    missing = sorted(_kinds(service) - choice.kinds)
    return Closed(title=_title(service), why=_why(missing[0], choice.refused.get(missing[0])))


def _why(kind: str, refusal: AccessRefused | None) -> str:
    if isinstance(refusal, NoMandate) and kind not in current().ombud_kinds:
        return gettext(NEVER_HANDED_OVER)
    return gettext((refusal or AccessRefused()).sentence)


def _title(service: Service) -> str:
    """What residents call it; empty for what has no place in their menu."""
    entry = next((one for one in service.menu if one.audience is Audience.RESIDENT), None)
    return gettext(entry.title) if entry else ""


def _kinds(service: Service) -> frozenset[str]:
    return frozenset(kind.code for kind in service.data_kinds) | frozenset(service.card_kinds)
