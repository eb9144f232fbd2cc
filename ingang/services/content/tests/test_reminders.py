"""Letters about what waits: to whom it is, in numbers, at most once a week, and none where there is nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from ingang.connectors.mail.errors import MailUnavailable
from ingang.connectors.mail.fake import FakeMailer
from ingang.foundation.access.actions import open_job
from ingang.foundation.notifications.senders import by_mail
from ingang.foundation.people.models import Assignment
from ingang.kernel.periods import local_date
from ingang.services.content.editing import reminders
from ingang.services.content.editing.reminders import choose_address, send_reminders, what_waits
from ingang.services.content.founding import found
from ingang.services.content.models import Article, RegionalAddition, Reminding
from ingang.services.content.opinions import write as keep
from ingang.services.content.samples import samples
from ingang.services.content.tests.rooms import HOME, act, article_form

LogIn = Callable[..., Client]
DAY = timedelta(days=1)
NORA, HUGO, LINN = "SE0000000050-S001", "SE0000000050-S002", "SE0000000060-S001"


@pytest.fixture
def mailer(monkeypatch: pytest.MonkeyPatch) -> FakeMailer:
    fake = FakeMailer()
    monkeypatch.setattr(reminders, "configured_senders", lambda: {"mail": by_mail(fake)})
    return fake


@pytest.fixture
def texts(cast: Callable[[str], Any], now: datetime) -> None:
    """Nothing waits: every text is reviewed in a year. Nora, Hugo and Linn want letters."""
    samples(owner=cast("alva"), now=now)
    for hsa_id in (NORA, HUGO, LINN):
        choose_address(hsa_id=hsa_id, address=f"{hsa_id[-4:]}@example.se", now=now)


def run(now: datetime) -> int:
    """The job at the moment."""
    return send_reminders(grant=open_job(name="content.remind", kinds=(), now=now), now=now)


def test_nothing_is_sent_where_nothing_waits(texts: None, mailer: FakeMailer, now: datetime) -> None:
    assert run(now) == 0
    assert what_waits(now=now) == {}
    assert mailer.sent == []


@pytest.mark.parametrize(
    ("days", "urgent", "line"),
    [
        (61, None, ""),
        (60, None, "2 texter att granska inom 60 dagar"),
        (15, None, "2 texter att granska inom 60 dagar"),
        (14, None, "2 texter att granska inom 14 dagar"),
        (0, None, "2 texter att granska inom 14 dagar"),
        (-1, None, "2 texter vars granskning är försenad"),
        (300, -1, "2 texter vars granskning är försenad"),
        (300, 3, "2 texter att granska inom 14 dagar"),
    ],
)
def test_reviews_that_come_near_or_are_late_are_told(
    days: int, urgent: int | None, line: str, texts: None, mailer: FakeMailer, now: datetime
) -> None:
    today = local_date(now)
    swedish = Article.objects.filter(language="sv")
    swedish.update(review_due_on=today + days * DAY, urgent_until=urgent and today + urgent * DAY)

    run(now)

    told = [(one.recipient, line in one.text) for one in mailer.sent]
    assert told == ([("S001@example.se", True)] if line else [])


def test_each_is_told_of_her_own_once_a_week_without_names(
    texts: None, mailer: FakeMailer, now: datetime, log_in_as: LogIn
) -> None:
    nora = log_in_as("nora")
    nora.post(f"{HOME}pages/add/content/article/{found().pk}/", article_form() | {"action-submit": "1"})
    act(nora, Article.objects.get(key="huvudvark"), "approve")
    keep(key="provtext", language="sv", region="", owner="12", words="Fel.", now=now - 14 * DAY)
    keep(key="provtext", language="sv", region="", owner="", words="Nytt.", now=now - 13 * DAY)
    RegionalAddition.objects.update(review_due_on=local_date(now))

    runs = [run(now + days * DAY) for days in (0, 0, 6, 7)]

    first, second = mailer.sent[:2]
    assert runs == [2, 0, 1, 2]
    assert (first.recipient, second.recipient) == ("S002@example.se", "S001@example.se")
    assert "1 granskning som väntar på din roll" in first.text
    assert "1 synpunkt från en läsare som har legat i 14 dagar" in second.text
    assert "granska inom" not in second.text
    assert not any(word in first.text + second.text for word in ("Nora", "Linn", "Huvudvärk", "Fel."))


def test_what_the_server_does_not_take_is_tried_again_as_the_same_mail(
    texts: None, mailer: FakeMailer, now: datetime
) -> None:
    Article.objects.update(review_due_on=local_date(now))
    mailer.break_with(MailUnavailable())
    failed = run(now)
    mailer.break_with(None)

    assert (failed, run(now)) == (0, 1)
    again = Reminding.objects.get(hsa_id=NORA)
    Reminding.objects.filter(hsa_id=NORA).update(sent_on=None)
    run(now)
    assert again.sent_on == local_date(now)
    assert len({one.idempotency_key for one in mailer.sent}) == 1


def test_whose_assignment_has_ended_is_sent_nothing(texts: None, mailer: FakeMailer, now: datetime) -> None:
    Article.objects.update(review_due_on=local_date(now))
    Assignment.objects.filter(staff=NORA).update(valid_until=local_date(now))

    assert run(now) == 0


@pytest.mark.parametrize(
    ("address", "status", "kept"),
    [("nora@example.se", 302, ["nora@example.se"]), ("", 302, []), ("nora", 400, []), ("a\0b@example.se", 400, [])],
)
def test_everybody_chooses_for_herself(address: str, status: int, kept: list[str], cast: Any, log_in_as: LogIn) -> None:
    cast("alva")
    client = log_in_as("nora")

    answer = client.post("/redaktor/paminnelser/", {"address": address})

    assert (answer.status_code, list(Reminding.objects.values_list("address", flat=True))) == (status, kept)
    assert client.get("/redaktor/paminnelser/").status_code == 200
