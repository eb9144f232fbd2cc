"""What people type, misspelt and colloquial: the right answer is among the first three, whichever service has it."""

import pytest

from benchmarks.typed import SHARE, missed, typed
from conftest import TODAY
from demo.city_units import city_units
from demo.pages_of_care import pages_of_care
from demo.places_of_care import places_of_care
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.actions import refresh_all
from ingang.services.booking.models import TimeType
from ingang.services.booking.seeded_kinds import TYPES


@pytest.fixture
def nation(cast: object) -> None:
    """Every unit of the demonstration with its page and its kinds of time, in the index."""
    units = [*places_of_care().units, *city_units()]
    CareUnit.objects.bulk_create(units)
    pages_of_care(units, today=TODAY).write()
    TimeType.objects.bulk_create(
        TimeType(
            unit=unit.hsa_id, code=one.code, title_sv=one.title_sv, title_en=one.title_en, minutes=one.minutes,
            form=one.form, is_hidden=one.is_hidden, is_open_to_residents=True,
        )
        for unit in CareUnit.objects.filter(kind__in=TYPES)
        for one in TYPES[unit.kind]
    )  # fmt: skip
    refresh_all()


def test_at_least_200_texts_are_typed_and_none_twice() -> None:
    texts = [(one.text, one.findable) for one in typed()]

    assert len(texts) >= 200
    assert len(set(texts)) == len(texts)


def test_the_right_answer_is_among_the_first_three_for_nearly_all_that_people_type(nation: None) -> None:
    wrong, count = missed()

    assert len(wrong) <= (1 - SHARE) * count, [(one.text, one.right) for one in wrong]
