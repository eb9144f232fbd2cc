"""The 13th, 16th and 18th birthdays, told once each, as soon as the day has begun in Sweden.

Nothing that protects anybody waits for this: access weighs the age at every request. This is what tells the services,
so that letters go out and units hear (corrections 3.3, records-identity-law 6, flow 2).
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.models import GuardianAccessDecision, Person
from ingang.foundation.people.queries import linked_identities
from ingang.foundation.people.rules import DECISION_ENDS_AT, TURNING_AGES, latest_birth_date
from ingang.kernel.actor import Job
from ingang.kernel.periods import local_date

IN_A_RUN = 5_000
LOOKS_BACK = timedelta(days=31)
"""Somebody whom nobody has looked at before is told of birthdays this recent; older ones were before our time."""


def tell_birthdays(*, actor: Job, now: datetime) -> int:
    """Announce people.turned_13, _16 or _18 once for each person, and tell how many. Records people.age_reached.

    Late, twice, or after a day without a worker it tells the same: what has been told stands on the person. The dead,
    and those without a date of birth, have no birthdays here.
    """
    on = local_date(now)
    _note_what_was_before_us(on)
    told = 0
    for age in TURNING_AGES:
        born = {"birth_date__lte": latest_birth_date(age=age, on=on)}
        due = Person.objects.filter(told_age__lt=age, deceased_on=None, **born).order_by("birth_date", "id")
        for person in list(due.values_list("id", flat=True)[:IN_A_RUN]):
            told += _tell(person, age, actor, now)
    return told


def _note_what_was_before_us(on: date) -> None:
    """Those whom nobody has looked at before: their older birthdays are history, and announced to nobody."""
    new = Person.objects.filter(told_age=None)
    for age in reversed(TURNING_AGES):
        new.filter(birth_date__lte=latest_birth_date(age=age, on=on - LOOKS_BACK)).update(told_age=age)
    new.exclude(birth_date=None).update(told_age=0)


@transaction.atomic
def _tell(person: UUID, age: int, actor: Job, now: datetime) -> bool:
    # The one who moves the age is the one who tells: two workers never tell the same birthday.
    if not Person.objects.filter(id=person, told_age__lt=age).update(told_age=age):
        return False
    if age == DECISION_ENDS_AT:
        running = GuardianAccessDecision.unguarded.filter(person__in=linked_identities(person=person), ended_at=None)
        running.update(ended_at=now)
    record(event="people.age_reached", actor=actor, person=person, now=now, details={"age": str(age)})
    announce(name=f"people.turned_{age}", person=person, fields={}, now=now)
    return True
