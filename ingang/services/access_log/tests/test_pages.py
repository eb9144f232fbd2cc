"""The access log as the cast sees it."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.test import Client

from conftest import resident, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_unit, shown
from ingang.foundation.audit.actions import record
from ingang.foundation.audit.models import AuditEvent
from ingang.kernel.actor import Staff

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LYKTAN = "SE0000000010-U003"


def seen_in_list(*, key: str, by: Staff, now: datetime) -> None:
    grant = open_unit(actor=by, kinds=("booking.appointment",), now=now)
    shown(grant=grant, persons={person_id(key)}, now=now)


def done_by_staff(*, key: str, by: Staff, now: datetime, unit: str = "", event: str = "access.person_opened") -> None:
    details = {"unit": unit} if unit else {}
    record(
        event=event,
        actor=by,
        person=person_id(key),
        kinds=("booking.appointment",),
        purpose="care",
        ground="assignment",
        details=details,
        now=now,
    )


def test_a_unit_list_that_showed_me_is_a_sentence_with_role_unit_purpose_and_time(
    log_in_as: Callable[..., Client], now: datetime
) -> None:
    seen_in_list(key="alva", by=staff("sara"), now=now)

    page = log_in_as("alva").get("/min/vem-har-last/").content.decode()

    assert "Distriktssköterska vid Björkbackens vårdcentral såg bokade tider i enhetens lista, för vård." in page
    assert "torsdag 26 november kl. 12.00" in page


@pytest.mark.parametrize(
    ("key", "told"),
    [("sara", "Namn lämnas av vårdgivaren"), ("mona", "Namn: Mona Dahl"), ("tore", "Namn: Tore Lund")],
)
def test_staff_names_are_told_for_public_care_givers_alone(
    log_in_as: Callable[..., Client], now: datetime, key: str, told: str
) -> None:
    seen_in_list(key="alva", by=staff(key), now=now)

    page = log_in_as("alva").get("/min/vem-har-last/").content.decode()

    assert told in page
    assert ("Sara Nyström" in page) is False


@pytest.mark.parametrize(("times", "folded"), [(0, []), (3, ["Du själv: 5 rader"])])
def test_many_of_the_readers_own_lines_hide_nobody_elses(
    log_in_as: Callable[..., Client], now: datetime, times: int, folded: list[str]
) -> None:
    for _ in range(times):
        done_by_staff(key="alva", by=staff("sara"), now=now)
        record(event="access.person_opened", actor=resident("alva"), person=person_id("alva"), now=now)
    seen_in_list(key="alva", by=staff("sara"), now=now)

    reader = log_in_as("alva")
    assert not [line for line in reader.get("/min/vem-har-last/").context["lines"] if line.folded]
    lines = reader.get("/min/vem-har-last/?vem=jag").context["lines"]

    assert [line.text for line in lines if line.folded] == folded


def test_what_a_representative_did_is_seen_by_the_one_represented(log_in_as: Callable[..., Client]) -> None:
    log_in_as("erik", acting_for="dagny").get("/min/inkorg/")

    page = log_in_as("dagny").get("/min/vem-har-last/").content.decode()

    assert "Erik Wallin öppnade meddelanden i inkorgen som företrädare." in page
    assert "Skäl: fullmakt" in page


@pytest.mark.parametrize(("key", "acting_for"), [("dagny", None), ("bo", "ella")])
def test_what_was_done_for_another_is_marked_and_nothing_else(
    log_in_as: Callable[..., Client], now: datetime, key: str, acting_for: str | None
) -> None:
    log_in_as("erik", acting_for="dagny").get("/min/inkorg/")
    log_in_as("bo", acting_for="ella").get("/min/inkorg/")
    seen_in_list(key=acting_for or key, by=staff("sara"), now=now)

    lines = log_in_as(key, acting_for=acting_for).get("/min/vem-har-last/").context["lines"]

    marks = {line.mark for line in lines if line.text.startswith(("Erik Wallin öppnade", "Du öppnade meddelanden"))}
    assert marks == {"Som företrädare"}
    assert {line.mark for line in lines if "distriktssköterska" in line.text.lower()} == {""}


@pytest.mark.parametrize(
    ("key", "acting_for", "told"),
    [
        ("alva", None, "Din kalender hämtade bokade tider."),
        ("bo", "ella", "Din kalender hämtade bokade tider."),
        ("ella", None, "Bo Ekström hämtade bokade tider till en kalender, som företrädare."),
    ],
)
def test_what_a_calendar_fetched_is_told_as_the_calendars(
    log_in_as: Callable[..., Client], key: str, acting_for: str | None, told: str
) -> None:
    owner = log_in_as("bo", acting_for="ella") if key in {"bo", "ella"} else log_in_as(key)
    address = owner.post("/min/tider/kalender/adress/").context["address"]
    Client().get(address)

    page = log_in_as(key, acting_for=acting_for).get("/min/vem-har-last/").content.decode()

    assert told in page
    assert "Väg: en kalender som följer en hemlig adress" in page


@pytest.mark.parametrize(("days", "is_seen"), [(183, True), (184, False)])
def test_the_log_shows_half_a_year_when_nothing_is_chosen(
    log_in_as: Callable[..., Client], now: datetime, days: int, is_seen: bool
) -> None:
    seen_in_list(key="alva", by=staff("sara"), now=now - timedelta(days=days))

    page = log_in_as("alva").get("/min/vem-har-last/").content.decode()

    assert ("Distriktssköterska vid" in page) is is_seen


def test_a_refused_attempt_is_seen(log_in_as: Callable[..., Client], now: datetime) -> None:
    log_in_as("cleo", acting_for="alva").get("/min/inkorg/")

    page = log_in_as("alva").get("/min/vem-har-last/").content.decode()

    assert "Cleo Åkerman försökte öppna meddelanden i inkorgen som företrädare, men nekades." in page


@pytest.mark.parametrize(("key", "acting_for"), [("cleo", "alva"), ("bo", "maja"), ("erik", "dagny"), ("sara", None)])
def test_strangers_former_guardians_ombud_and_staff_do_not_get_in(
    log_in_as: Callable[..., Client], key: str, acting_for: str | None
) -> None:
    client = log_in_as(key, acting_for=acting_for)

    answers = [client.get(address).status_code for address in ("/min/vem-har-last/", "/min/vem-har-last/fil/")]

    assert set(answers) <= {403, 404}


def test_a_guardian_sees_no_trace_of_what_is_hidden_but_the_child_does(
    log_in_as: Callable[..., Client], now: datetime
) -> None:
    done_by_staff(key="ella", by=staff("mona"), now=now)
    done_by_staff(key="ella", by=staff("mona"), now=now, unit=LYKTAN, event="inbox.message_received")

    guardians = log_in_as("bo", acting_for="ella").get("/min/vem-har-last/").content.decode()
    own = log_in_as("ella").get("/min/vem-har-last/").content.decode()

    assert "Läkare vid Hudmottagningen Solgläntan öppnade bokade tider" in guardians
    assert "lade ett meddelande i inkorgen" not in guardians
    assert "Lyktan" not in guardians
    assert "lade ett meddelande i inkorgen" in own


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("vem=personal", {"Distriktssköterska"}),
        ("vem=jag", {"Du öppnade"}),
        ("enhet=SE0000000020-U001", {"Distriktssköterska"}),
        ("typ=booking.appointment", {"Distriktssköterska"}),
        ("vem=ombud", set()),
        ("period=nonsens&vem=nonsens&fore=nonsens", {"Distriktssköterska", "Du öppnade"}),
    ],
)
def test_the_filter_narrows_the_lines(
    log_in_as: Callable[..., Client], now: datetime, query: str, expected: set[str]
) -> None:
    seen_in_list(key="alva", by=staff("sara"), now=now)

    lines = log_in_as("alva").get(f"/min/vem-har-last/?{query}").context["lines"]

    found = {begin for begin in ("Distriktssköterska", "Du öppnade") if any(begin in line.text for line in lines)}
    assert found == expected


@pytest.mark.slow
def test_pages_follow_each_other_without_gap_or_repeat(log_in_as: Callable[..., Client], now: datetime) -> None:
    for _ in range(120):
        done_by_staff(key="alva", by=staff("mona"), now=now)
    alva, address, counts = log_in_as("alva"), "?vem=personal", []

    while address:
        context = alva.get(f"/min/vem-har-last/{address}").context
        counts.append(len(context["lines"]))
        address = context["later_url"]

    assert counts == [50, 50, 20]


def test_the_file_holds_the_same_lines_and_is_recorded(log_in_as: Callable[..., Client], now: datetime) -> None:
    seen_in_list(key="alva", by=staff("sara"), now=now)

    answer = log_in_as("alva").get("/min/vem-har-last/fil/?vem=personal")

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == [
        "2026-11-26 12:00:00",
        "Distriktssköterska vid Björkbackens vårdcentral såg bokade tider i enhetens lista, för vård.",
    ]
    assert AuditEvent.objects.filter(event="access_log.downloaded", person=person_id("alva")).count() == 1
