"""What happens to a log-in under way: it ends, it is stolen, its person dies, a right ends or a child turns 13."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http.cookies import Morsel
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Assignment, Guardianship, Mandate, Person
from ingang.kernel.periods import start_of_day
from tests.faults.pages import Page, content_of, is_page

LogIn_ = Callable[..., Client]
COOKIE = settings.SESSION_COOKIE_NAME


@pytest.fixture
def pages(things: list[Page]) -> list[Page]:
    """Every page that residents read."""
    return [page for page in things if page.address.rule == "resident"]


def copied(client: Client) -> Client:
    """Another browser with the same cookies, as a thief would have."""
    thief = Client()
    cookie: Morsel[str] = client.cookies[COOKIE]
    thief.cookies[COOKIE] = cookie.value
    return thief


def is_sent_to_log_in(answer: Any) -> bool:
    return answer.status_code == 405 or (answer.status_code == 302 and answer["Location"].startswith("/logga-in/"))


def lets_nobody_in(client: Client, pages: list[Page]) -> list[str]:
    """The pages that open all the same."""
    return [str(page) for page in pages if not is_sent_to_log_in(client.get(page.path))]


def test_a_stolen_cookie_is_worth_nothing_after_the_log_out(log_in_as: LogIn_, pages: list[Page]) -> None:
    client = log_in_as("alva")
    thief = copied(client)

    client.post(reverse("log_in:out"))

    assert lets_nobody_in(thief, pages) == []


@pytest.mark.parametrize("minutes", [settings.SESSION_IDLE_MINUTES, settings.SESSION_ABSOLUTE_MINUTES])
def test_a_stolen_cookie_is_worth_nothing_after_the_limits(
    minutes: int, log_in_as: LogIn_, pages: list[Page], now: datetime, time_machine: Any
) -> None:
    client = log_in_as("alva")
    thief = copied(client)
    if minutes == settings.SESSION_ABSOLUTE_MINUTES:
        LogIn.objects.update(last_active_at=now + timedelta(minutes=minutes))

    time_machine.move_to(now + timedelta(minutes=minutes), tick=False)

    assert lets_nobody_in(thief, pages) == []


def test_scripts_that_ask_by_themselves_do_not_keep_the_log_in_alive(
    log_in_as: LogIn_, now: datetime, time_machine: Any
) -> None:
    client = log_in_as("alva")
    for minute in range(1, settings.SESSION_IDLE_MINUTES + 1):
        time_machine.move_to(now + timedelta(minutes=minute), tick=False)
        client.get(reverse("log_in:state"))

    answer = client.get(reverse("overview:start"))

    assert is_sent_to_log_in(answer)


@pytest.mark.parametrize("who", [("alva", None, "alva"), ("bo", "ella", "bo")])
def test_who_dies_in_mid_session_is_out_at_the_next_page(
    who: tuple[str, str | None, str], log_in_as: LogIn_, pages: list[Page]
) -> None:
    client = log_in_as(who[0], acting_for=who[1])
    client.get(reverse("overview:start"))

    Person.objects.filter(id=person_id(who[2])).update(deceased_on=date(2026, 11, 26))

    assert lets_nobody_in(client, pages) == []


def test_the_representative_of_one_who_dies_sees_no_page_of_hers(log_in_as: LogIn_, pages: list[Page]) -> None:
    client = log_in_as("erik", acting_for="dagny")
    client.get(reverse("booking:start"))

    Person.objects.filter(id=person_id("dagny")).update(deceased_on=date(2026, 11, 26))

    assert _pages_that_show(client, pages, "Dagny") == []
    assert client.get(reverse("booking:start")).status_code in {403, 404}


def test_a_guardian_sees_nothing_from_the_stroke_of_the_childs_13th_birthday(
    log_in_as: LogIn_, pages: list[Page], time_machine: Any
) -> None:
    midnight = start_of_day(date(2026, 11, 27))
    client = log_in_as("bo", acting_for="noah")
    LogIn.objects.update(started_at=midnight - timedelta(minutes=5), last_active_at=midnight - timedelta(minutes=5))

    time_machine.move_to(midnight - timedelta(seconds=1), tick=False)
    before = {str(page): client.get(page.path).status_code for page in pages}
    shown_before = _pages_that_show(client, pages, "Noah")
    time_machine.move_to(midnight, tick=False)
    after = {str(page): client.get(page.path).status_code for page in pages}

    assert midnight == datetime(2026, 11, 26, 23, 0, tzinfo=UTC)
    assert shown_before != []
    assert before["booking:start"] == 200
    assert _pages_that_show(client, pages, "Noah") == []
    assert {name for name, status in after.items() if status == 200} <= {"acting_for_others:start"}


def test_after_the_birthday_the_guardian_finds_the_way_back_to_herself(log_in_as: LogIn_, time_machine: Any) -> None:
    client = log_in_as("bo", acting_for="noah")
    midnight = start_of_day(date(2026, 11, 27))
    LogIn.objects.update(started_at=midnight, last_active_at=midnight)
    time_machine.move_to(midnight, tick=False)

    refused = client.get(reverse("booking:start"))
    back = client.post(reverse("acting_for_others:leave"))
    own = client.get(reverse("booking:start"))

    assert is_page(refused)
    assert reverse("acting_for_others:start").encode() in refused.content
    assert back.status_code == 302
    assert own.status_code == 200


def test_a_revoked_mandate_ends_at_the_next_page(log_in_as: LogIn_, pages: list[Page], now: datetime) -> None:
    client = log_in_as("erik", acting_for="dagny")
    before = client.get(reverse("booking:start"))

    Mandate.unguarded.filter(person=person_id("dagny")).update(revoked_at=now)

    assert before.status_code == 200
    assert _pages_that_show(client, pages, "Dagny") == []


def test_ended_custody_ends_at_the_next_page(log_in_as: LogIn_, pages: list[Page]) -> None:
    client = log_in_as("bo", acting_for="ella")
    before = client.get(reverse("booking:start"))

    Guardianship.unguarded.filter(person=person_id("ella")).update(valid_until=date(2026, 11, 26))

    assert before.status_code == 200
    assert _pages_that_show(client, pages, "Ella") == []


def test_staff_whose_assignment_ended_are_asked_to_choose_another(log_in_as: LogIn_, things: list[Page]) -> None:
    client = log_in_as("sara")
    before = client.get(reverse("staff_desk:start"))
    Assignment.objects.filter(hsa_id="SE0000000020-A001").update(valid_until=date(2026, 11, 26))

    answers = {str(page): client.get(page.path, follow=True) for page in things if page.address.rule == "staff"}
    shown = {name: answer.request["PATH_INFO"] for name, answer in answers.items() if answer.status_code != 405}

    assert before.status_code == 200
    assert set(shown.values()) == {reverse("log_in:choose_assignment")}


def test_staff_whose_only_assignment_ended_are_told_so_and_can_log_out(log_in_as: LogIn_) -> None:
    client = log_in_as("mona")
    Assignment.objects.update(valid_until=date(2026, 11, 26))

    answer = client.get(reverse("staff_desk:start"), follow=True)

    assert answer.status_code == 200
    assert reverse("log_in:out").encode() in answer.content


def test_a_staff_member_who_is_patient_too_is_nobody_on_residents_pages(log_in_as: LogIn_, pages: list[Page]) -> None:
    client = log_in_as("sara")

    assert {client.get(page.path).status_code for page in pages} <= {404, 405}


def test_logging_out_everywhere_ends_the_other_browsers_at_their_next_request(
    log_in_as: LogIn_, pages: list[Page]
) -> None:
    here, there, phone = (log_in_as("alva") for _ in range(3))
    stranger = log_in_as("cleo")

    here.post(reverse("log_in:out"), {"everywhere": "1"})

    assert lets_nobody_in(there, pages) == lets_nobody_in(phone, pages) == []
    assert stranger.get(reverse("overview:start")).status_code == 200


def test_locking_the_log_in_ends_every_browser(log_in_as: LogIn_, pages: list[Page]) -> None:
    here, there = log_in_as("alva"), log_in_as("alva")

    here.post(reverse("log_in:lock"))

    assert lets_nobody_in(there, pages) == []


def test_two_log_outs_at_once_are_recorded_once(log_in_as: LogIn_) -> None:
    here = log_in_as("alva")
    tab = copied(here)

    answers = [one.post(reverse("log_in:out")) for one in (here, tab)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert AuditEvent.objects.filter(event="identity.logged_out").count() == 1


def test_a_session_that_names_no_log_in_is_nobodys(db: None) -> None:
    client = Client()
    session = client.session
    session["log_in"] = str(UUID(int=5))
    session.save()

    assert is_sent_to_log_in(client.get(reverse("overview:start")))


@pytest.mark.parametrize("value", ["x", "'", "a" * 5000, "..", "0" * 32])
def test_a_made_up_cookie_is_nobodys(value: str, db: None) -> None:
    client = Client()
    client.cookies[COOKIE] = value

    answer = client.get(reverse("overview:start"))

    assert is_sent_to_log_in(answer)
    assert answer.cookies.get(COOKIE) is None or answer.cookies[COOKIE].value != value


def _pages_that_show(client: Client, pages: list[Page], name: str) -> list[str]:
    # The list of those whom one may act for is about the reader, and shows those who are left.
    return [str(page) for page in pages if name.encode() in content_of(client.get(page.path))]
