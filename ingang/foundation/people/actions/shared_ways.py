"""A teenager's account is not in truth the parent's: one contact way on both is found, and both are asked (peers 13).

Found when a way is confirmed or a browser turned on, and by a job. Each is asked in own words and told nothing of the
other. What becomes of the answers:

    the youth says that others read there    settled: what is hidden from guardians never goes by that way
    only she reads, and it is not the         settled: the guardian's way is removed, hers is used for everything
      guardian's
    the ways are no longer the same           settled
    no answers, or both say it is theirs      after two weeks it becomes a unit's work
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from ingang.foundation.audit.actions import record, record_under
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.contact import GuardianSays, YouthSays
from ingang.foundation.people.errors import SharedWayUnknown
from ingang.foundation.people.models import ContactWay, Guardianship, Person, SharedWay
from ingang.foundation.people.queries import in_force
from ingang.foundation.people.rules import ADULT_AT, GUARDIANSHIP_ENDS_AT
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Job
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.periods import birthday, local_date

UNANSWERED = timedelta(days=14)
PUSH = "push"
HOUSE = Job(name="people.shared_ways")
"""Who stands in the log: that one of them confirmed a way must not tell the other who it is."""


def find_shared_ways(*, now: datetime) -> int:
    """The job: find them among all youths, settle what is no longer shared, and ask for help where nobody answers.

    Gives back how many were new. Records people.shared_way_found and people.shared_way_settled.
    """
    settle_changed(rows=SharedWay.unguarded.all(), now=now)
    found = _note(_pairs(local_date(now)), now)
    ask_for_help(now=now)
    return found


def note_shared_way(*, person: UUID, now: datetime) -> int:
    """The person confirmed a way: find whether a guardian or a youth of hers has it, and settle what has changed."""
    hers = Q(person=person) | Q(guardian=person)
    settle_changed(rows=SharedWay.unguarded.filter(hers), now=now)
    return _note(_pairs(local_date(now)).filter(hers), now)


def note_shared_browser(*, persons: Iterable[UUID], now: datetime) -> None:
    """These had or have push on in one browser: if one is a youth and another her guardian, both are asked."""
    persons = list(persons)
    for pair in _pairs(local_date(now)).filter(person__in=persons, guardian__in=persons):
        _keep(pair.person, pair.guardian, PUSH, now)


def settle_changed(*, rows: QuerySet[SharedWay], now: datetime) -> None:
    """Forget those that are no longer the same way, answered or not. Records people.shared_way_settled."""
    kept = list(rows.exclude(channel=PUSH).order_by("id"))
    ways = _ways({one for row in kept for one in (row.person, row.guardian)})
    for row in kept:
        if not _same(ways, row.person, row.guardian, row.channel):
            with transaction.atomic():
                _settle(row, now)
                row.delete()


def ask_for_help(*, now: datetime) -> int:
    """Announce people.shared_way_unanswered once for each that two weeks have not settled."""
    waiting = SharedWay.unguarded.filter(settled_at=None, asked_for_help_at=None, found_at__lte=now - UNANSWERED)
    asked = 0
    for row in waiting.order_by("id"):
        with transaction.atomic():
            if SharedWay.unguarded.filter(id=row.id, asked_for_help_at=None).update(asked_for_help_at=now):
                fields = {"shared": str(row.id)}
                announce(name="people.shared_way_unanswered", person=row.person, fields=fields, now=now)
                asked += 1
    return asked


@action
def answer_shared_way(*, grant: Grant, shared: UUID, says: str, now: datetime) -> None:
    """The youth or the guardian says whose the way is; what that settles stands at the top of this file.

    Refuses anybody else, and an answer that is not for the one who gives it. Records people.shared_way_answered.
    """
    if grant.ground is not Ground.OWN_DATA:
        raise SharedWayUnknown()
    row = SharedWay.unguarded.select_for_update().filter(id=shared, settled_at=None).first()
    if row is not None and row.person == grant.person and says in set(YouthSays):
        row.youth_answer = says
    elif row is not None and row.guardian == grant.person and says in set(GuardianSays):
        row.guardian_answer = says
    else:
        raise SharedWayUnknown()
    row.save(update_fields=["youth_answer", "guardian_answer"])
    record_under(event="people.shared_way_answered", grant=grant, now=now, details={"shared": str(row.id)})
    if row.guardian_answer == GuardianSays.NOT_MINE:
        ContactWay.unguarded.filter(person=row.guardian, channel=row.channel).delete()
        record_under(event="people.contact_removed", grant=grant, now=now, details={"channel": row.channel})
    if row.youth_answer == YouthSays.SHARED or row.guardian_answer == GuardianSays.NOT_MINE:
        _settle(row, now)


def _pairs(on: date) -> QuerySet[Guardianship]:
    """Every youth of 13-17 with each of her guardians."""
    youths = Person.objects.filter(
        deceased_on=None,
        birth_date__gt=birthday(on, age=-ADULT_AT),
        birth_date__lte=birthday(on, age=-GUARDIANSHIP_ENDS_AT),
    )
    return Guardianship.unguarded.filter(in_force(on=on), person__in=youths.values("id"))


def _note(pairs: QuerySet[Guardianship], now: datetime) -> int:
    found = list(pairs.order_by("id").values_list("person", "guardian"))
    ways = _ways({one for pair in found for one in pair})
    return sum(
        _keep(youth, guardian, channel, now)
        for youth, guardian in found
        for channel in ("mail", "sms")
        if _same(ways, youth, guardian, channel)
    )


def _ways(persons: set[UUID]) -> dict[tuple[UUID, str], str]:
    rows = ContactWay.unguarded.filter(person__in=persons).exclude(verified_at=None)
    return {(row.person, row.channel): row.address.casefold() for row in rows}


def _same(ways: dict[tuple[UUID, str], str], youth: UUID, guardian: UUID, channel: str) -> bool:
    own = ways.get((youth, channel))
    return own is not None and own == ways.get((guardian, channel))


@transaction.atomic
def _keep(youth: UUID, guardian: UUID, channel: str, now: datetime) -> bool:
    row, is_new = SharedWay.unguarded.get_or_create(
        person=youth, guardian=guardian, channel=channel, defaults={"found_at": now}
    )
    if is_new:
        record(event="people.shared_way_found", actor=HOUSE, person=youth, now=now, details={"shared": str(row.id)})
    return is_new


@transaction.atomic
def _settle(row: SharedWay, now: datetime) -> bool:
    if not SharedWay.unguarded.filter(id=row.id, settled_at=None).update(settled_at=now):
        return False
    record(event="people.shared_way_settled", actor=HOUSE, person=row.person, now=now, details={"shared": str(row.id)})
    return True
