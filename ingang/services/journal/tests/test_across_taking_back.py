"""The patient at the desk takes back the consent: it ends for the whole care giver at the next request."""

import re
from datetime import datetime

import pytest
from django.urls import reverse

from ingang.foundation.consents.models import CareRelation, Consent
from ingang.services.journal.tests.across import (
    GROUND,
    MONA,
    OTHERS,
    SARA,
    Cast,
    LogInAs,
    at,
    consent,
    server,
    text_of,
)

__all__ = ["server"]

pytestmark = pytest.mark.django_db

PLACE = "journal:consents"


def held(cast: Cast, now: datetime, unit: str, care_giver: str, employee: str = "") -> None:
    given = consent(cast, now, unit=unit, employee=employee)
    Consent.unguarded.filter(id=given.id).update(care_giver=care_giver)


def test_what_is_taken_back_stops_every_open_reading_at_the_next_request(
    log_in_as: LogInAs, cast: Cast, now: datetime
) -> None:
    held(cast, now, SARA.unit, SARA.care_giver)
    held(cast, now, "another unit", SARA.care_giver, employee="one of them")
    reader, desk = log_in_as("sara"), log_in_as("sara")
    reader.post(at(GROUND, cast), {"ground": "given"})
    before = reader.get(at(OTHERS, cast)).status_code

    shown = text_of(desk.get(at(PLACE, cast)))
    answer = desk.post(at(PLACE, cast))
    after = text_of(desk.get(answer["Location"]))

    assert before == 200
    assert "samtycke till alla med uppdrag" in shown
    assert "samtycke till en i personalen" in shown
    assert "Det är återkallat" in after
    assert reader.get(at(OTHERS, cast)).status_code == 403
    assert not Consent.unguarded.filter(revoked_at=None).exists()
    assert "tog tillbaka ett samtycke" in text_of(log_in_as("alva").get(reverse("access_log:start")))


def test_what_another_care_giver_has_is_neither_shown_nor_ended(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    held(cast, now, MONA.unit, MONA.care_giver)
    client = log_in_as("sara")

    assert "Det finns inget registrerat" in text_of(client.get(at(PLACE, cast)))
    assert client.post(at(PLACE, cast)).status_code == 404
    assert Consent.unguarded.get().revoked_at is None


def test_the_way_there_stands_on_the_patients_page(log_in_as: LogInAs, cast: Cast) -> None:
    page = text_of(log_in_as("sara").get(at("journal:patient", cast)))

    assert re.search(rf'href="{at(PLACE, cast)}"', page)


def test_without_a_relation_there_is_nobody(log_in_as: LogInAs, cast: Cast) -> None:
    CareRelation.unguarded.filter(unit=SARA.unit).delete()

    assert log_in_as("sara").post(at(PLACE, cast)).status_code == 404


@pytest.mark.parametrize("key", ["cleo", "bo", "alva"])
def test_no_resident_comes_here(log_in_as: LogInAs, cast: Cast, key: str) -> None:
    assert log_in_as(key).get(at(PLACE, cast)).status_code == 404
