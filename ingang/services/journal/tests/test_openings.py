"""What is new to a reader."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import opened, representative, resident
from demo.records import seed
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Opening
from ingang.services.journal.openings import SAME_READING, note_opening

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
CLINICAL = "records.clinical"


def grant(key: str, acting_for: str | None, now: datetime) -> Grant:
    return opened(representative(key, acting_for=acting_for) if acting_for else resident(key), CLINICAL, now=now)


def test_the_time_before_is_told_and_coming_back_soon_is_the_same_reading(
    cast: Callable[[str], UUID], now: datetime
) -> None:
    mine = grant("alva", None, now)
    moments = [now, now + SAME_READING, now + timedelta(days=3), now + timedelta(days=3, minutes=5)]

    assert [note_opening(grant=mine, now=at) for at in moments] == [None, None, moments[1], moments[1]]


def test_each_reader_has_times_of_her_own(cast: Callable[[str], UUID], now: datetime) -> None:
    for at in (now, now + timedelta(days=1)):
        note_opening(grant=grant("bo", "noah", now), now=at)

    assert note_opening(grant=grant("bo", "ella", now), now=now + timedelta(days=2)) is None


def test_what_came_since_last_time_is_marked_and_can_be_shown_alone(
    log_in_as: LogInAs, cast: Callable[[str], UUID], now: datetime
) -> None:
    yesterday = now - timedelta(days=1)
    seed(now=now, progress=lambda _text: None)
    client = log_in_as("alva")
    first = client.get(reverse("journal:start")).content.decode()
    with house_scope():
        Opening.unguarded.update(opened_at=yesterday)
        Resource.unguarded.update(stored_at=yesterday)
        Resource.unguarded.filter(person=cast("alva"), title="Melanocytnevus på bålen").update(stored_at=now)
    again = client.get(reverse("journal:start")).content.decode()
    alone = client.get(reverse("journal:start"), {"nytt": "on"}).content.decode()

    assert "sedan du var här" not in first
    assert "1 ny uppgift sedan du var här senast" in again
    assert again.count(">Ny</span>") == 1
    assert "1 uppgift</h2>" in alone
    assert "Melanocytnevus på bålen" in alone
