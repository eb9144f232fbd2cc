"""A person sees who may read across care givers, and takes it back in one step."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import opened, resident, staff
from ingang.foundation.consents.actions.consents import give_consent
from ingang.foundation.consents.actions.incapacity import note_incapacity
from ingang.foundation.consents.models import Consent, IncapacityNote
from ingang.foundation.consents.rules import Asked, Clarified

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
HERE = reverse("my_settings:consents")
SARA, MONA = staff("sara"), staff("mona")


@pytest.fixture(autouse=True)
def _given(cast: Callable[[str], UUID], now: datetime) -> None:
    """Alva has consented to one unit of each of two care givers, and to nobody else."""
    Consent.unguarded.all().delete()
    grant, until = opened(resident("alva"), "consents.consent", now=now), now + timedelta(days=30)
    for reader in (SARA, MONA):
        give_consent(grant=grant, unit=reader.unit, care_giver=reader.care_giver, until=until, now=now)


def test_each_care_giver_is_named_and_one_is_taken_back_at_once(log_in_as: LogInAs) -> None:
    alva = log_in_as("alva")
    before = alva.get(HERE).content.decode()

    answer = alva.post(HERE, {"care_giver": SARA.care_giver})

    after = alva.get(answer["Location"]).content.decode()
    assert "Björkbackens Vård AB" in before
    assert "Björkbackens Vård AB" not in after
    assert "Det är återkallat" in after
    assert list(Consent.unguarded.filter(revoked_at=None).values_list("care_giver", flat=True)) == [MONA.care_giver]


def test_a_note_that_she_can_not_consent_is_shown_to_her_and_ends_too(
    log_in_as: LogInAs, cast: Callable[[str], UUID], now: datetime
) -> None:
    note_incapacity(
        grant=opened(SARA, "consents.consent", person=cast("alva"), now=now), how=Clarified.SHOWS_NOW,
        asked=Asked.CARE_STAFF, until=now + timedelta(days=9), now=now,
    )  # fmt: skip
    alva = log_in_as("alva")

    assert "antecknat att du varaktigt inte kan samtycka" in alva.get(HERE).content.decode()
    alva.post(HERE, {"care_giver": SARA.care_giver})
    assert IncapacityNote.unguarded.get().ended_at == now


@pytest.mark.parametrize("care_giver", ["", "nobody", "\0"])
def test_what_is_not_given_can_not_be_taken_back(log_in_as: LogInAs, care_giver: str) -> None:
    assert log_in_as("alva").post(HERE, {"care_giver": care_giver}).status_code in {400, 404}
    assert Consent.unguarded.filter(revoked_at=None).count() == 2


def test_nobody_acts_here_for_another_and_a_stranger_sees_her_own_alone(log_in_as: LogInAs) -> None:
    assert log_in_as("bo", acting_for="ella").get(HERE).status_code == 404
    assert "Ingen har ditt samtycke" in log_in_as("cleo").get(HERE).content.decode()
    assert log_in_as("sara").get(HERE).status_code == 404
