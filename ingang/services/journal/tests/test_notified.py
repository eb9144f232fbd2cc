"""What the engagement index notifies us of is fetched at the next opening."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import opened, resident
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import scope
from ingang.services.journal.keeping import FRESH
from ingang.services.journal.models import KeptAnswer

pytestmark = pytest.mark.django_db

UPPSALA, OTHER = "SE0000000510-S001", "SE0000000520-S001"


def test_what_was_kept_before_is_fetched_anew_and_what_came_after_is_not(
    cast: Callable[[str], UUID], now: datetime, deliver: Callable[..., int]
) -> None:
    minute, moment = now - timedelta(minutes=1), now + timedelta(seconds=1)
    grant = opened(resident("alva"), "records.clinical", now=now)
    with scope(grant):
        for log_in, (system, asked_at) in enumerate(((UPPSALA, minute), (OTHER, minute), (UPPSALA, moment))):
            KeptAnswer(
                person=grant.person,
                log_in=UUID(int=log_in),
                system=system,
                state="answered",
                asked_at=asked_at,
                sealed=b"",
            ).save(force_insert=True)
    announce(name="engagements.notified", person=grant.person, fields={"system": UPPSALA}, now=now)
    deliver()

    with scope(grant):
        found = KeptAnswer.under(grant).order_by("log_in").values_list("system", "asked_at")
        assert list(found) == [(UPPSALA, now - FRESH), (OTHER, minute), (UPPSALA, moment)]


def test_another_persons_answers_are_left_as_they_are(
    cast: Callable[[str], UUID], now: datetime, deliver: Callable[..., int]
) -> None:
    grant = opened(resident("alva"), "records.clinical", now=now)
    with scope(grant):
        KeptAnswer(
            person=grant.person, log_in=UUID(int=1), system=UPPSALA, state="answered", asked_at=now, sealed=b""
        ).save(force_insert=True)
    announce(name="engagements.notified", person=cast("cleo"), fields={"system": UPPSALA}, now=now)
    deliver()

    with scope(grant):
        assert KeptAnswer.under(grant).get().asked_at == now
