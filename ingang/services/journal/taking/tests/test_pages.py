"""The pages, as the cast."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from demo.cast import person_id
from ingang.connectors.fhir.errors import FhirLate
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.services.journal.models import Taking
from ingang.services.journal.taking.tests.conftest import Connect
from ingang.services.journal.taking.tests.making import alvas, condition, server_of, uppsala, work

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
CHOOSE = "journal:take_along"
WHOLE = {"form": "fhir"}


@pytest.fixture(autouse=True)
def _nobody_else(connect: Connect) -> None:
    connect()


def ask(client: Client, **chosen: str) -> str:
    """Asks for a file, and gives the address of its page."""
    answer = client.post(reverse(CHOOSE), {**WHOLE, **chosen})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def let_work() -> None:
    """The worker makes what Alva asked for last."""
    with house_scope():
        latest = Taking.unguarded.filter(person=person_id("alva")).order_by("-id")[0]
    work(grant=alvas(latest.asked_at), id=latest.id)


def page(client: Client, place: str) -> str:
    return client.get(place).content.decode()


def test_alva_asks_waits_and_fetches_and_each_step_says_where_she_is(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    assert f'href="{reverse(CHOOSE)}"' in page(client, reverse("journal:start"))

    place = ask(client)
    waits = page(client, place)
    let_work()
    done = page(client, place)
    file = client.get(f"{place}fil/")

    assert "Den väntar på sin tur" in waits
    assert f'http-equiv="refresh" content="5; url={place}vantar/"' in waits
    assert "Filen är klar" in done
    assert "http-equiv" not in done
    assert re.fullmatch(r'attachment; filename="journaldata-\d{4}-\d\d-\d\d\.json"', file["Content-Disposition"])
    assert file["Cache-Control"] == "no-store"
    assert b"".join(file).startswith(b'{"resourceType":"Bundle"')
    assert "Alla uppgifter, för ett annat system (FHIR)" in page(client, reverse(CHOOSE))


def test_a_download_that_was_broken_off_goes_on_and_is_recorded_again(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    place = ask(client) + "fil/"
    let_work()
    whole = b"".join(client.get(place))
    tag = client.get(place)["ETag"]

    rest = client.get(place, headers={"range": "bytes=100-", "if-range": tag})
    beyond = client.get(place, headers={"range": f"bytes={len(whole)}-"})
    of_another = client.get(place, headers={"range": "bytes=100-", "if-range": '"another"'})

    assert (rest.status_code, beyond.status_code, of_another.status_code) == (206, 416, 200)
    assert rest["Content-Range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert b"".join(rest) == whole[100:]
    assert beyond["Content-Range"] == f"bytes */{len(whole)}"
    assert b"".join(of_another) == whole
    assert AuditEvent.objects.filter(event="journal.taking_downloaded").count() == 5


def test_a_source_that_is_missing_is_named_on_the_page(log_in_as: LogInAs, connect: Connect) -> None:
    server = server_of(condition("1", "Torra ögon"))
    server.break_with(FhirLate())
    connect(uppsala(server))
    client = log_in_as("alva")
    place = ask(client)
    let_work()
    without = page(client, place)
    server.break_with(None)

    again = client.post(f"{place}igen/")["Location"]
    let_work()

    assert "Region Uppsala: Svarade inte i tid." in without
    assert "Region Uppsala" not in page(client, again)
    assert client.get(place).status_code == 404


def test_waiting_does_not_keep_the_log_in_open_and_looking_does(
    log_in_as: LogInAs, now: datetime, time_machine: Any
) -> None:
    client = log_in_as("alva")
    place = ask(client)
    later = now + timedelta(minutes=10)
    time_machine.move_to(later, tick=False)

    client.get(f"{place}vantar/")
    untouched = LogIn.objects.get().last_active_at
    client.get(place)

    assert (untouched, LogIn.objects.get().last_active_at) == (now, later)


def test_what_stands_still_says_so_and_goes_on_when_asked(log_in_as: LogInAs, now: datetime, time_machine: Any) -> None:
    client = log_in_as("alva")
    place = ask(client)
    time_machine.move_to(now + timedelta(minutes=2), tick=False)

    still = page(client, place)
    again = client.post(f"{place}igen/")
    let_work()

    assert "Det står still" in still
    assert again["Location"] == place
    assert "Filen är klar" in page(client, place)


def test_a_cancelled_file_is_gone(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    place = ask(client)

    answer = client.post(f"{place}avbryt/")

    assert answer["Location"] == reverse(CHOOSE)
    assert client.get(place).status_code == 404


def test_another_log_in_of_the_same_person_is_told_that_it_is_gone(log_in_as: LogInAs) -> None:
    place = ask(log_in_as("alva"))
    let_work()
    other = log_in_as("alva")

    assert "hörde till en annan inloggning" in page(other, place)
    assert other.get(f"{place}fil/")["Location"] == place


def test_what_changed_meanwhile_is_said_and_not_handed_out(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    place = ask(client)
    let_work()
    with house_scope():
        Resource.unguarded.filter(person=person_id("alva"), type="Condition").update(is_withheld=True)

    answer = client.get(f"{place}fil/")

    assert answer.status_code == 409
    assert "Något i journalen har ändrats" in answer.content.decode()


@pytest.mark.parametrize("path", ["", "vantar/", "fil/", "avbryt/", "igen/"])
def test_cleo_reaches_nothing_of_alvas(log_in_as: LogInAs, path: str) -> None:
    place = ask(log_in_as("alva")) + path

    for client in (log_in_as("cleo"), log_in_as("cleo", acting_for="alva")):
        statuses = {getattr(client, method)(place).status_code for method in ("get", "post")}
        assert statuses <= {404, 405}
        assert 404 in statuses


@pytest.mark.parametrize(
    ("key", "acting_for", "status"), [("maja", None, 403), ("cleo", "alva", 404), ("bo", "ella", 200)]
)
def test_who_may_take_along(log_in_as: LogInAs, key: str, acting_for: str | None, status: int) -> None:
    assert log_in_as(key, acting_for=acting_for).get(reverse(CHOOSE)).status_code == status


@pytest.mark.parametrize(
    ("chosen", "error"),
    [
        ({"form": ""}, "Välj en form"),
        ({"form": "doc"}, "giltigt alternativ"),
        ({"vardgivare": "finnsinte"}, "giltigt alternativ"),
        ({"fran_0": "31", "fran_1": "2", "fran_2": "2025"}, "Datumet finns inte"),
        (
            {"fran_0": "2", "fran_1": "1", "fran_2": "2025", "till_0": "1", "till_1": "1", "till_2": "2025"},
            "inte är före den första",
        ),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_made(
    log_in_as: LogInAs, chosen: dict[str, str], error: str
) -> None:
    answer = log_in_as("alva").post(reverse(CHOOSE), {**WHOLE, **chosen})

    with house_scope():
        assert not Taking.unguarded.exists()
    assert answer.status_code == 400
    assert "<title>Fel:" in answer.content.decode()
    assert error in answer.content.decode()


def test_the_filter_of_the_list_comes_along(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")

    start = page(client, reverse("journal:start") + "?typ=diagnoser")
    choose = page(client, reverse(CHOOSE) + "?typ=diagnoser&vardgivare=x")

    assert f'href="{reverse(CHOOSE)}?typ=diagnoser"' in start
    assert '<option value="diagnoser" selected' in choose


def test_the_titles_of_the_pages_tell_nothing(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")

    for place in (reverse(CHOOSE), ask(client, typ="diagnoser")):
        assert page(client, place).partition("<title>")[2].startswith("Ta med journalen")
