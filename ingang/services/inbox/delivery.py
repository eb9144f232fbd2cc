"""Whether anybody could read a message to the person, and be told of it: status only, never an address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ingang.foundation.identity.actions import lock_in_force
from ingang.foundation.identity.queries import have_logged_in
from ingang.foundation.notifications.queries import recipients, refusal
from ingang.foundation.people.models import Person, Protection
from ingang.foundation.people.queries import person as person_by_id
from ingang.foundation.people.queries import usable_contact_ways
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.inbox.errors import (
    NeverLoggedIn,
    NobodyMayRead,
    ReceiverDeceased,
    ReceiverLocked,
    ReceiverUnreachable,
)
from ingang.services.inbox.models import Message


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How a message would reach the person now: why not at all, or by which channels its readers are told."""

    problem: ReceiverUnreachable | None
    channels: frozenset[str] = frozenset()
    is_protected: bool = False

    @property
    def is_told(self) -> bool:
        """Whether somebody gets a notice; otherwise the message waits silently (e-services 2.8)."""
        return bool(self.channels)


def reach_of(*, grant: Grant, hidden_from_guardian: bool, now: datetime) -> Reach:
    """How a message would reach the grant's person now. The grant shows that access was weighed and recorded."""
    person = person_by_id(id=grant.person)
    if person is None or (person.deceased_on and person.deceased_on <= local_date(now)):
        return Reach(problem=ReceiverDeceased() if person else NobodyMayRead())
    protected = person.protection != Protection.NONE
    told = recipients(person=person.id, hidden_from_guardian=hidden_from_guardian, now=now)
    problem = _problem(person, {person.id, *told}, now)
    channels = {way.channel for one in told for way in usable_contact_ways(person=one, on=local_date(now))}
    return Reach(problem=problem, channels=frozenset() if problem else frozenset(channels), is_protected=protected)


def check_reachable(*, grant: Grant, hidden_from_guardian: bool, now: datetime) -> None:
    """Refuse to write to somebody whom nothing would reach, with the ReceiverUnreachable that tells why."""
    if problem := reach_of(grant=grant, hidden_from_guardian=hidden_from_guardian, now=now).problem:
        raise problem


def _problem(person: Person, readers: set[UUID], now: datetime) -> ReceiverUnreachable | None:
    if lock_in_force(person=person.id):
        return ReceiverLocked()
    able = {one for one in readers if not refusal(recipient=one, person=person.id, kind=Message.data_kind, now=now)}
    if not able:
        return NobodyMayRead()
    return None if have_logged_in(persons=frozenset(able)) else NeverLoggedIn()
