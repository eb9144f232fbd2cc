"""Every form: empty, huge, double, foreign, replayed, crossed and without its token. Nothing happens twice."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.foundation.personal.scope import house_scope
from ingang.services.booking.models import Appointment, Hold
from tests.faults.forms import FORMS, NAMES, WITHOUT_TOKEN
from tests.faults.pages import Page, is_page, methods_of, takes_forms

LogIn_ = Callable[..., Client]
# As long as all fields can be together, so that each of them is read; larger bodies stand below.
LONG = 2_000_000 // (2 * len(NAMES))
VALUES = ["", "\0", "x" * LONG, "9" * LONG, "-1", "💉", "9999", "31", "0001-01-01", "2026-02-30", "None", "<b>"]
URL = "application/x-www-form-urlencoded"


@pytest.fixture
def forms(things: list[Page]) -> list[Page]:
    """Every address that takes a form."""
    return [page for page in things if takes_forms(page)]


def test_the_list_of_forms_is_whole(forms: list[Page]) -> None:
    assert {str(page) for page in forms} == FORMS


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:12] or "empty")
def test_whatever_stands_in_the_fields_is_answered(value: str, forms: list[Page], log_in_as: LogIn_) -> None:
    bad = []

    for page in forms:
        answer = log_in_as(page.owner).post(page.path, {name: [value, value] for name in NAMES})
        if answer.status_code >= 500 or not (_says_something(answer) or str(page) == "log_in:ended_at_issuer"):
            bad.append((str(page), answer.status_code))

    assert bad == [("log_in:begin", 503)][: len(bad)]  # no BankID answers here, and the page says so


BODIES: list[tuple[str, bytes, str]] = [
    ("json", b'{"person": [1]}', "application/json"),
    ("broken json", b"{", "application/json"),
    ("invalid utf-8", b"outcome=%ff%fe&finish=1&place=\xff\xfe&person=\xc3\x28", URL),
    ("unknown charset", b"person=a", f"{URL}; charset=utf-7"),
    ("multipart without boundary", b"x", "multipart/form-data"),
    (
        "multipart cut off",
        b'--b\r\nContent-Disposition: form-data; name="person"\r\n\r\nx',
        "multipart/form-data; boundary=b",
    ),
    (
        "a file",
        b'--b\r\nContent-Disposition: form-data; name="person"; filename="../x"\r\n\r\nx\r\n--b--\r\n',
        "multipart/form-data; boundary=b",
    ),
    ("ten thousand fields", b"&".join(b"a%d=1" % n for n in range(10_000)), URL),
    ("ten megabytes", b"outcome=" + b"x" * 10_000_000, URL),
    ("nothing", b"", ""),
]


@pytest.mark.parametrize(("body", "kind"), [one[1:] for one in BODIES], ids=[one[0] for one in BODIES])
def test_whatever_the_body_is_it_is_answered(body: bytes, kind: str, forms: list[Page], log_in_as: LogIn_) -> None:
    bad = []

    for page in forms:
        answer = log_in_as(page.owner).post(page.path, body, content_type=kind)
        if answer.status_code >= 500 or not (_says_something(answer) or str(page) == "log_in:ended_at_issuer"):
            bad.append((str(page), answer.status_code))

    assert bad == [("log_in:begin", 503)][: len(bad)]  # no BankID answers here, and the page says so


@pytest.mark.parametrize("token", ["", "x" * 64, "another session's"])
def test_a_form_without_its_sessions_token_changes_nothing(
    token: str, forms: list[Page], strict: LogIn_, log_in_as: LogIn_
) -> None:
    other = log_in_as("cleo")
    other.get(reverse("log_in:lock"))
    token = other.session["_csrftoken"] if token == "another session's" else token
    before = _everything()
    answers = {}

    for page in forms:
        if str(page) not in WITHOUT_TOKEN:
            answers[str(page)] = strict(page.owner).post(page.path, {"csrfmiddlewaretoken": token})

    assert {name for name, answer in answers.items() if answer.status_code != 403 or not is_page(answer)} == set()
    assert _everything() == before


@pytest.mark.parametrize("method", ["put", "delete", "patch", "trace", "options", "get", "post", "head"])
def test_a_wrong_method_changes_nothing_and_says_so(method: str, things: list[Page], log_in_as: LogIn_) -> None:
    before, wrong = _everything(), []

    for page in things:
        if method.upper() in methods_of(page.path):
            continue
        answer = getattr(log_in_as(page.owner), method)(page.path)
        if answer.status_code != 405 or not answer["Allow"] or not (is_page(answer) or method == "head"):
            wrong.append((str(page), answer.status_code))

    assert wrong == []
    assert _everything() == before


def test_every_form_after_the_log_out_leads_to_the_log_in(forms: list[Page], log_in_as: LogIn_) -> None:
    wrong = []

    for page in forms:
        if page.address.rule == "public":
            continue
        client = log_in_as(page.owner)
        client.post(reverse("log_in:out"))
        before = _everything()
        answer = client.post(page.path, {"do": "take", "person": str(UUID(int=1))})
        if answer.status_code != 302 or not answer["Location"].startswith("/logga-in/") or _everything() != before:
            wrong.append(str(page))

    assert wrong == []


def test_booking_twice_with_the_same_form_books_once(things: list[Page], log_in_as: LogIn_) -> None:
    client, check = log_in_as("alva"), _path(things, "booking:check")
    before = _count("booking.appointment_booked")

    answers = [client.post(check) for _ in range(3)]

    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}
    assert client.get(answers[0]["Location"]).status_code == 200
    assert _count("booking.appointment_booked") == before + 1


def test_cancelling_twice_cancels_once(things: list[Page], log_in_as: LogIn_) -> None:
    client, cancel = log_in_as("alva"), _path(things, "booking:cancel")
    before = _count("booking.appointment_cancelled")

    answers = [client.post(cancel) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert _count("booking.appointment_cancelled") == before + 1


def test_two_tabs_with_two_times_leave_one_hold_and_a_clear_answer(things: list[Page], log_in_as: LogIn_) -> None:
    client, check = log_in_as("alva"), _path(things, "booking:check")
    let_go, before = _path(things, "booking:let_go"), _count("booking.appointment_booked")

    first, second = client.post(let_go), client.post(check)

    assert first.status_code == 302
    assert second.status_code in {302, 404, 409}
    assert _count("booking.appointment_booked") == before


def test_the_same_publication_twice_is_published_once(log_in_as: LogIn_, things: list[Page]) -> None:
    client, publish = log_in_as("sara", assignment=1), _path(things, "booking:publish")
    before = _count("booking.times_published")
    page = client.get(publish).context["form"]
    kind = page.fields["time_type"].choices[0][0]
    form = {
        "publication": str(page["publication"].value()),
        "time_type": kind,
        **{f"on_{n}": value for n, value in enumerate(("3", "12", "2026"))},
        **{"begins": "13:00", "ends": "14:00", "minutes": "30", "place": ""},
    }

    answers = [client.post(publish, form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert _count("booking.times_published") == before + 1


def test_work_that_is_done_is_not_done_again(things: list[Page], log_in_as: LogIn_) -> None:
    client, item = log_in_as("sara"), _path(things, "staff_desk:item")

    answers = [client.post(item, {"do": "finish", "outcome": "Ringde."}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 409]
    assert is_page(answers[1])


def test_ending_a_log_in_twice_ends_it_once(things: list[Page], log_in_as: LogIn_) -> None:
    client, end = log_in_as("alva"), _path(things, "log_in:end_one")

    answers = [client.post(end) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert _count("identity.logged_out") == 1


def _says_something(answer: Any) -> bool:
    return answer.status_code in {204, 302, 401} or is_page(answer)


def _path(things: list[Page], name: str) -> str:
    return next(page.path for page in things if str(page) == name)


def _count(event: str) -> int:
    return AuditEvent.objects.filter(event=event, outcome="done").count()


def _everything() -> dict[str, object]:
    """What a form could change: everything but the openings, which every page records."""
    with house_scope():
        return {
            "holds": sorted(Hold.unguarded.values_list("id", "held_until")),
            "appointments": sorted(Appointment.unguarded.values_list("id", "status")),
            "changes": AuditEvent.objects.exclude(event__startswith="access.")
            .exclude(event="inbox.message_opened")
            .count(),
            "ended": LogIn.objects.exclude(ended_at=None).count(),
        }
