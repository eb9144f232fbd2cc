"""Log lines: one per event, in fields, with the request's id, and never a person's data, whatever goes wrong."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from demo.cast import RESIDENTS, STAFF, person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.kernel.periods import local_date
from ingang.project import logs
from ingang.services.booking.views import times
from tests.faults.pages import Page

NONCE = "a-nonce-that-nobody-may-read-in-a-log"


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """What the log collector gets, as it stands in production; call it to read the lines."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Lines())
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel("INFO")
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.removeHandler(handler)
    root.setLevel(before)


def personal(now: datetime) -> set[str]:
    """Numbers, names and ids of the cast."""
    told = {one.given_name for one in RESIDENTS} | {one.family_name for one in (*RESIDENTS, *STAFF)}
    told |= {str(person_id(one.key)) for one in RESIDENTS} | {one.number for one in STAFF}
    numbers = {one.number(local_date(now)) for one in RESIDENTS}
    return told | numbers | {number[2:] for number in numbers} | {NONCE, "sök-ord"}


@pytest.mark.once
def test_no_page_and_no_error_leaves_personal_data_in_the_log(
    things: list[Page], log_in_as: Callable[..., Client], lines: Any, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = next(one for one in RESIDENTS if one.key == "alva").number(local_date(now))

    def fails(*_: Any, **__: Any) -> None:
        raise IntegrityError(f"Key (value)=({number}) already exists: Alva Lindqvist") from ValueError(f"Alva {number}")

    for page in things:
        if str(page) == "log_in:lock":
            continue
        for key, acting_for in (("alva", None), ("bo", "ella"), ("cleo", "alva"), ("sara", None)):
            client = log_in_as(key, acting_for=acting_for)
            client.get(f"{page.path}?sok=sök-ord&q=sök-ord&person={number}")
            client.post(page.path, {"person": number, "outcome": "Alva Lindqvist", "do": "finish"})
    client = log_in_as("alva")
    client.get(f"/min/{number}/Lindqvist/?namn=Alva")
    client.get(f"/logga-in/tillbaka/{NONCE}/")
    client.get("/", HTTP_HOST=f"{number}.example")
    client.raise_request_exception = False
    monkeypatch.setattr(times, "all_coming", fails)
    broken = client.get(reverse("booking:start"))

    text = json.dumps(lines(), ensure_ascii=False)

    assert broken.status_code == 500
    assert len(lines()) > 100
    assert {one for one in personal(now) if one in text} == set()
    assert "?" not in text


def test_the_support_code_on_the_page_is_the_requests_id_in_the_log_and_in_the_audit_log(
    log_in_as: Callable[..., Client], lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise KeyError("Alva Lindqvist")

    client = log_in_as("alva")
    client.raise_request_exception = False
    monkeypatch.setattr(times, "all_coming", fails)

    answer = client.get(reverse("booking:start"))

    told = [line for line in lines() if line["level"] == "error"]
    assert answer.status_code == 500
    assert [line["error"] for line in told] == [["KeyError"]]
    assert told[0]["request"] in answer.content.decode()
    assert AuditEvent.objects.filter(request_id=told[0]["request"]).exists()
    assert "Lindqvist" not in answer.content.decode()
    assert any("test_logs.py" in frame for frame in told[0]["frames"])


def test_every_request_has_one_line_and_an_id_of_its_own(log_in_as: Callable[..., Client], lines: Any) -> None:
    client = log_in_as("alva")

    client.get(reverse("booking:start"))
    client.get(reverse("inbox:start"))

    told = [line for line in lines() if line["logger"] == "ingang.project.requests"]
    assert [line["page"] for line in told] == ["booking:start", "inbox:start"]
    assert len({line["request"] for line in told}) == 2
    assert {line["status"] for line in told} == {200}


@pytest.mark.parametrize(
    ("logger", "message", "arguments", "event"),
    [
        ("django.request", "Not Found: %s", ("/min/19900101-2384/",), "Not Found"),
        ("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'alva.example'.", (), "Invalid HTTP_HOST header"),
        ("django-q", "Failed 'Alva' - 199001012384", (), "Failed"),
        (
            "urllib3",
            "Retrying after connection broken by %r: /token?code=secret",
            ("x",),
            "Retrying after connection broken by",
        ),
        ("other", "%s", ("Alva",), "no words"),
        ("other", "", (), "no words"),
        ("ingang.some", "the card of %s failed: %s", ("inbox", "KeyError"), "the card of inbox failed: KeyError"),
        ("ingang.some", "wrote to %s", ("alva@example.se",), "wrote to …"),
        ("ingang.some", "number %s or %s", ("19900101-2384", "9001012384"), "number … or …"),
        ("ingang.some", "call %s", ("+46 70 123 45 67",), "call …"),
    ],
)
def test_the_words_of_a_line_hold_no_value(
    logger: str, message: str, arguments: tuple[object, ...], event: str, lines: Any
) -> None:
    logging.getLogger(logger).error(message, *arguments)

    assert lines()[-1]["event"] == event
