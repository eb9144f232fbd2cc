"""A booked time makes the person the unit's patient for a while."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from ingang.foundation.consents.actions.relations import AFTER_VISIT, begin_care_relation
from ingang.foundation.consents.models import CareRelation
from ingang.foundation.consents.queries import has_care_relation

pytestmark = pytest.mark.django_db

UNIT, GIVER = "SE0000000040-U001", "SE0000000040-G001"


def booked(person: UUID, ends_at: datetime, now: datetime) -> None:
    begin_care_relation(person=person, unit=UNIT, care_giver=GIVER, because="booked", visit_ends_at=ends_at, now=now)


def test_a_booked_time_begins_a_relation_that_ends_a_while_after_the_visit(
    cast: Callable[[str], UUID], now: datetime
) -> None:
    person, visit = cast("cleo"), now + timedelta(days=7)

    booked(person, visit, now)

    at = [now - timedelta(seconds=1), now, visit + AFTER_VISIT - timedelta(days=1), visit + AFTER_VISIT]
    assert [has_care_relation(persons=frozenset({person}), unit=UNIT, now=one) for one in at] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("first", "second"), [(7, 30), (30, 7)])
def test_another_time_makes_it_longer_and_never_shorter(
    cast: Callable[[str], UUID], now: datetime, first: int, second: int
) -> None:
    person = cast("cleo")

    for days in (first, second):
        booked(person, now + timedelta(days=days), now)

    (relation,) = CareRelation.unguarded.filter(person=person)
    assert relation.valid_until == now + timedelta(days=30) + AFTER_VISIT
