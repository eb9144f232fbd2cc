"""Staff read about a patient who lastingly can not consent: what they are asked, what is recorded, what stands."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from conftest import relate
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import IncapacityNote
from ingang.services.journal.tests.across import (
    GROUND,
    OTHERS,
    SARA,
    TOMORROW,
    Cast,
    LogInAs,
    at,
    block,
    server,
    text_of,
    titles,
)
from ingang.services.journal.tests.sources import UPPSALA

__all__ = ["server"]

pytestmark = pytest.mark.django_db

PLACE = "journal:incapacity"
TOLD = {"how": "told_by_others", "asked": "representative", "nothing_against": "on", **TOMORROW}


def test_a_note_is_the_ground_and_is_recorded_first(log_in_as: LogInAs, cast: Cast) -> None:
    client = log_in_as("sara")
    answer = client.post(at(PLACE, cast), TOLD)

    assert answer["Location"] == at(OTHERS, cast)
    note = IncapacityNote.unguarded.get()
    assert (note.unit, note.how, note.asked, note.noted_by) == (
        SARA.unit, "told_by_others", "representative", SARA.hsa_id,
    )  # fmt: skip
    recorded = [row.event for row in AuditEvent.objects.filter(person=cast("alva")).order_by("id")]
    assert recorded[-2:] == ["consents.incapacity_noted", "access.across_opened"]
    assert AuditEvent.objects.latest("id").ground == "lasting_incapacity"
    assert "Diagnos: Pollenallergi" in text_of(client.get(at(OTHERS, cast)))


def test_the_patient_sees_the_note_and_the_ground_in_the_log(log_in_as: LogInAs, cast: Cast) -> None:
    log_in_as("sara").post(at(PLACE, cast), TOLD)
    log = text_of(log_in_as("alva").get(reverse("access_log:start")))

    assert "antecknade att patienten varaktigt inte kan samtycka" in log
    assert "Skäl: vård av någon som varaktigt inte kan samtycka" in log


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("how", "Välj hur det är klarlagt"),
        ("asked", "Välj tillsammans med vem"),
        ("nothing_against", "Om något talar emot det får du inte läsa"),
        ("last_day_2", "Skriv dag, månad och år"),
    ],
)
def test_each_question_needs_an_answer(log_in_as: LogInAs, cast: Cast, left_out: str, words: str) -> None:
    told = {key: value for key, value in TOLD.items() if key != left_out}
    answer = log_in_as("sara").post(at(PLACE, cast), told)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not IncapacityNote.unguarded.exists()


def test_a_note_for_more_than_a_year_says_why_not(log_in_as: LogInAs, cast: Cast) -> None:
    answer = log_in_as("sara").post(at(PLACE, cast), {**TOLD, "last_day_2": "2028"})

    assert answer.status_code == 400
    assert "högst ett år fram" in answer.content.decode()


def test_what_is_noted_is_offered_to_the_unit_and_not_asked_again(log_in_as: LogInAs, cast: Cast) -> None:
    log_in_as("sara").post(at(PLACE, cast), TOLD)
    client = log_in_as("sara")

    assert 'value="noted"' in text_of(client.get(at(GROUND, cast)))
    assert 'value="noted"' not in text_of(log_in_as("mona").get(at(GROUND, cast)))
    assert client.post(at(GROUND, cast), {"ground": "noted"})["Location"] == at(OTHERS, cast)
    assert IncapacityNote.unguarded.count() == 1


def test_a_note_that_has_ended_is_told_at_the_next_request(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    client = log_in_as("sara")
    client.post(at(PLACE, cast), TOLD)
    IncapacityNote.unguarded.update(ended_at=now)

    answer = client.get(at(OTHERS, cast))

    assert answer.status_code == 403
    assert "eller så har anteckningen slutat gälla" in answer.content.decode()


def test_a_block_stands_is_told_before_and_never_named(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    block(cast, now, UPPSALA)
    client = log_in_as("sara")
    before = text_of(client.get(at(PLACE, cast)))
    client.post(at(PLACE, cast), TOLD)
    page = text_of(client.get(at(OTHERS, cast)))

    assert "Patienten har spärrat något" in before
    assert titles(page) == ["Diagnos: Pollenallergi"]
    assert "Spärren står kvar också när patienten varaktigt inte kan tillfrågas" in page
    for name in ("Uppsala", UPPSALA):
        assert name not in before + page


def test_for_a_child_there_is_another_ground(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    relate("ella", SARA.unit, SARA.care_giver, now=now)
    client = log_in_as("sara")
    page: Any = client.get(at(PLACE, cast, "ella"))

    assert "För ett barn finns en egen grund" in page.content.decode()
    client.post(at(PLACE, cast, "ella"), TOLD)
    assert not IncapacityNote.unguarded.exists()


@pytest.mark.parametrize("key", ["cleo", "bo", "alva"])
def test_no_resident_comes_here(log_in_as: LogInAs, cast: Cast, key: str) -> None:
    assert log_in_as(key).post(at(PLACE, cast), TOLD).status_code == 404
