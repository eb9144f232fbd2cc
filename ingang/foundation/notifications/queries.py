"""Whom to tell and by which ways; read anew when a notice is written and when it is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.foresight import foreseen, foreseen_own
from ingang.foundation.identity.devices import device_name
from ingang.foundation.identity.queries import locked_persons
from ingang.foundation.notifications.models import ChosenChannels, Device, Notice, NoticeState
from ingang.foundation.notifications.rules import looks_after_own_matters
from ingang.foundation.notifications.ways import ALL_CHANNELS, chosen_channels, default_channels
from ingang.foundation.people.models import Person
from ingang.foundation.people.queries import guardians_of
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

NOBODY = "nobody_to_tell"
LOCKED = "log_in_locked"

Asked = tuple[UUID, UUID, str]
"""May this recipient be told of this person's matter of this kind?"""


@dataclass(frozen=True, kw_only=True)
class NoticeOutcome:
    """What became of a notice, for those who must see that somebody was not reached."""

    code: str
    channel: str
    state: str
    reason: str
    sent_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class NoticeChoice:
    """A kind of notice, and the channels by which the person wants to be told of it.

    `title` is an English message id. A channel that she has no confirmed way for, or no device, is not used.
    """

    code: str
    title: str
    channels: frozenset[str]


@query
def notice_choices(*, grant: Grant) -> tuple[NoticeChoice, ...]:
    """What the person of the grant has chosen for every kind of notice, in the order of the manifests."""
    rows = ChosenChannels.under(grant).filter(person=grant.person)
    chosen = {row.code: frozenset(row.channels) & ALL_CHANNELS for row in rows}
    return tuple(
        NoticeChoice(code=code, title=words.title, channels=chosen.get(code, default_channels(code=code)))
        for code, words in current().notices.items()
    )


@dataclass(frozen=True, kw_only=True)
class PushDevice:
    """A browser in which the person turned push on; `is_here`: in the log-in that asks."""

    id: UUID
    name: str
    added_at: datetime
    is_here: bool


@query
def push_devices(*, grant: Grant, log_in: UUID) -> list[PushDevice]:
    """Where the person's push notices are shown, the latest first."""
    rows = Device.under(grant).filter(person=grant.person).order_by("-added_at", "-id")
    return [
        PushDevice(id=row.id, name=device_name(row.agent), added_at=row.added_at, is_here=row.log_in == log_in)
        for row in rows
    ]


@query
def notices_about(*, about: UUID, grant: Grant) -> list[NoticeOutcome]:
    """Every notice about one thing, the earliest first."""
    rows = Notice.under(grant).filter(about=about).order_by("written_at", "id")
    return [
        NoticeOutcome(code=row.code, channel=row.channel, state=row.state, reason=row.reason, sent_at=row.sent_at)
        for row in rows
    ]


@query
def count_undelivered(*, grant: Grant) -> int:
    """How many notices did not reach anybody, or perhaps not."""
    states = (NoticeState.FAILED, NoticeState.SUPPRESSED, NoticeState.UNCERTAIN)
    return Notice.under(grant).filter(state__in=states).count()


def recipients(*, person: UUID, hidden_from_guardian: bool, now: datetime) -> list[UUID]:
    """Whom a notice about the person goes to: herself, or before her 13th birthday her guardians.

    What is hidden from guardians leaves no trace in their notices either (corrections 3.2).
    """
    on = local_date(now)
    row = Person.objects.filter(id=person).first()
    if row is None:
        return []
    if looks_after_own_matters(birth_date=row.birth_date, on=on):
        return [person]
    return [] if hidden_from_guardian else [guardian.id for guardian in guardians_of(child=person, on=on)]


def wanted_kinds(*, persons: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """The kinds of notices that each of the persons wishes by some channel."""
    persons = list(persons)
    chosen = chosen_channels(persons=persons)
    return {
        one: frozenset(code for code in current().notices if chosen.get(one, {}).get(code, default_channels(code=code)))
        for one in persons
    }


def is_wanted(*, person: UUID, code: str, hidden_from_guardian: bool, now: datetime) -> bool:
    """Whether anybody who looks after the person's matters wants notices of this kind: a job need not write others."""
    told = recipients(person=person, hidden_from_guardian=hidden_from_guardian, now=now)
    chosen = chosen_channels(persons=told)
    return any(chosen.get(one, {}).get(code, default_channels(code=code)) for one in told)


def refusal(*, recipient: UUID, person: UUID, kind: str, now: datetime) -> str:
    """Why the recipient may not be told now, as a code; empty when she may read what the notice tells of."""
    asked = (recipient, person, kind)
    return refusals(asked=[asked], now=now)[asked]


def refusals(*, asked: Iterable[Asked], now: datetime) -> dict[Asked, str]:
    """Why each recipient may not be told now, as a code; empty when she may read what the notice tells of.

    The access rules decide: death, the 13th birthday, a blocked guardian and protected identity stop notices too.
    Whose log-in is locked could not read what she is told of. People told of their own matters cost as many
    statements as one.
    """
    asked = frozenset(asked)
    locked = locked_persons(persons={recipient for recipient, _, _ in asked})
    own = foreseen_own(asked={(person, kind) for recipient, person, kind in asked if recipient == person}, now=now)
    return {one: LOCKED if one[0] in locked else _refusal(one, own, now) for one in asked}


def _refusal(one: Asked, own: Mapping[tuple[UUID, str], Ground | AccessRefused], now: datetime) -> str:
    recipient, person, kind = one
    answer = (
        own[person, kind]
        if recipient == person
        else foreseen(acting=recipient, person=person, kinds=(kind,), now=now)[kind]
    )
    return answer.code if isinstance(answer, AccessRefused) else ""
