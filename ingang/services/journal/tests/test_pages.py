"""The pages, as the cast."""

import json
import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from demo.records import seed
from ingang.connectors.fhir.errors import FhirLate
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import GuardianAccessDecision
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.tests.sources import Stated
from tests.faults.pages import content_of

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
START = "journal:start"


@pytest.fixture(autouse=True)
def _lives(cast: Callable[[str], UUID], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)


def entry_of(person: UUID, **fields: str) -> Resource:
    with house_scope():
        return Resource.unguarded.filter(person=person, **fields).order_by("id")[0]


def lines(page: str) -> list[str]:
    """The titles of the list."""
    return re.findall(r'class="timeline-title"><a href="[^"]*">([^<]*)</a>', page)


def test_alva_sees_what_two_care_givers_have_written_latest_first(log_in_as: LogIn) -> None:
    page = log_in_as("alva").get(reverse(START)).content.decode()

    assert "Björkbackens vårdcentral, Björkbackens Vård AB" in page
    assert "Hudmottagningen Solgläntan, Region Stockholm" in page
    assert lines(page)[0] == "Vårdkontakt: Provtagning"
    assert "Järnbristanemi" in page


def test_who_reads_by_a_units_decision_is_told_that_it_is_that_units_part_alone(
    log_in_as: LogIn, cast: Callable[[str], UUID], now: datetime
) -> None:
    GuardianAccessDecision.unguarded.create(
        person=cast("maja"), guardian=cast("bo"), unit="SE0000000010-U003", decided_at=now, decided_by="a head of unit"
    )
    clients = [log_in_as("bo", acting_for=key) for key in ("maja", "ella")]
    pages = [one.get(reverse("journal:start")).content.decode() for one in clients]

    assert ["Du får inte läsa något annat" in page for page in pages] == [True, False]
    assert ["från alla vårdgivare i en lista" in page for page in pages] == [False, True]


def test_the_list_can_be_narrowed_by_address(log_in_as: LogIn) -> None:
    page = log_in_as("alva").get(reverse(START), {"vardgivare": "SE0000000010-G001", "typ": "diagnoser"})

    assert lines(page.content.decode()) == ["Diagnos: Melanocytnevus på bålen"]


@pytest.mark.parametrize(
    "query", [{"typ": "finnsinte"}, {"vardgivare": "x"}, {"sida": "9999"}, {"sida": "-1"}, {"typ": ""}]
)
def test_an_address_that_makes_no_sense_still_shows_the_list(log_in_as: LogIn, query: dict[str, str]) -> None:
    answer = log_in_as("alva").get(reverse(START), query)

    assert answer.status_code == 200
    assert lines(answer.content.decode())


def test_a_long_list_has_pages(log_in_as: LogIn) -> None:
    client = log_in_as("dagny")
    first = lines(client.get(reverse(START)).content.decode())
    second = lines(client.get(reverse(START), {"sida": "2"}).content.decode())

    assert len(first) == 25
    assert second


def test_a_choice_that_nothing_fits_is_not_called_empty(log_in_as: LogIn) -> None:
    page = log_in_as("imran").get(reverse(START), {"typ": "vaccinationer"}).content.decode()

    assert "Inget passar ditt val" in page


def test_a_source_that_fails_is_named_and_the_others_are_shown(
    log_in_as: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = log_in_as("alva")
    fail_for(client, monkeypatch, "Region Uppsala")
    page = client.get(reverse(START)).content.decode()

    assert failed(page) == ["Region Uppsala"]
    assert "Järnbristanemi" in page


def test_when_every_source_fails_nothing_is_called_empty(log_in_as: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    client = log_in_as("cleo")
    fail_for(client, monkeypatch, "Region Uppsala", "Region Dalarna")
    page = client.get(reverse(START)).content.decode()

    assert failed(page) == ["Region Dalarna", "Region Uppsala"]
    assert "Det betyder inte att det inte finns några" in page
    assert 'class="empty"' not in page


def fail_for(client: Client, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """These regions' systems are the only ones that are connected. They were asked, and did not answer."""
    sources = [Stated(code=name, name=name, failure=FhirLate()) for name in names]
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: sources)
    monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector())
    content_of(client.get(reverse("journal:arriving")))


def failed(page: str) -> list[str]:
    """The sources that are named as failed."""
    return re.findall(r'class="failed-title">([^<]*)<', page)


def test_one_without_entries_is_told_what_would_be_here(log_in_as: LogIn) -> None:
    page = log_in_as("cleo").get(reverse(START)).content.decode()

    assert 'class="empty"' in page


def test_bo_reads_for_ella_and_noah_and_not_for_maja(log_in_as: LogIn) -> None:
    answers = {key: log_in_as("bo", acting_for=key).get(reverse(START)) for key in ("ella", "noah", "maja")}

    assert [answers[key].status_code for key in ("ella", "noah", "maja")] == [200, 200, 403]
    assert "Sexvalent" in answers["ella"].content.decode()
    assert "Halsont" not in answers["maja"].content.decode()


@pytest.mark.parametrize(
    ("key", "acting_for", "status"),
    [
        ("cleo", "alva", 404),
        ("erik", "dagny", 403),
        ("freja", "gustav", 404),
        ("maja", None, 403),
        ("ella", None, 403),
        ("sara", None, 404),
        ("freja", None, 200),
    ],
)
def test_who_reaches_the_journal(log_in_as: LogIn, key: str, acting_for: str | None, status: int) -> None:
    assert log_in_as(key, acting_for=acting_for).get(reverse(START)).status_code == status


def test_an_entry_is_shown_with_its_origin_and_its_reading_is_recorded(
    log_in_as: LogIn, cast: Callable[[str], UUID]
) -> None:
    note = entry_of(cast("alva"), type="DocumentReference", care_giver="SE0000000010-G001")

    page = log_in_as("alva").get(reverse("journal:entry", kwargs={"id": note.id})).content.decode()

    event = AuditEvent.objects.get(event="journal.entry_read")
    assert "Undersöks med dermatoskop" in page
    assert "Hudmottagningen Solgläntan, Region Stockholm" in page
    assert (event.person, event.actor) == (cast("alva"), str(cast("alva")))
    assert event.details == {"entry": str(note.id), "care_giver": "SE0000000010-G001", "kind": "anteckningar"}


def test_an_answer_from_the_laboratory_shows_its_values(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    report = entry_of(cast("alva"), type="DiagnosticReport", status="final")

    page = log_in_as("alva").get(reverse("journal:entry", kwargs={"id": report.id})).content.decode()

    assert "112 g/L" in page
    assert "117–153 g/L" in page
    assert "1,9 mIE/L" in page


def test_what_is_not_signed_says_so(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    report = entry_of(cast("alva"), type="DiagnosticReport", status="preliminary")

    page = log_in_as("alva").get(reverse("journal:entry", kwargs={"id": report.id})).content.decode()

    assert "Inte signerad än" in page


def test_the_title_of_the_page_tells_nothing(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    diagnosis = entry_of(cast("alva"), type="Condition")

    page = log_in_as("alva").get(reverse("journal:entry", kwargs={"id": diagnosis.id})).content.decode()

    assert re.search(r"<title>([^<]*)</title>", page)[1].strip().startswith("Uppgift i journalen")  # type: ignore[index]


def test_the_file_is_given_as_it_is_stored(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    diagnosis = entry_of(cast("alva"), type="Condition")

    answer = log_in_as("alva").get(reverse("journal:download", kwargs={"id": diagnosis.id}))

    assert answer.content.decode() == diagnosis.text
    assert answer["Content-Type"] == "application/fhir+json; charset=utf-8"
    assert AuditEvent.objects.filter(event="journal.entry_downloaded", person=cast("alva")).exists()


@pytest.mark.parametrize("address", ["journal:entry", "journal:download"])
def test_cleo_finds_nothing_of_alvas(log_in_as: LogIn, cast: Callable[[str], UUID], address: str) -> None:
    place = reverse(address, kwargs={"id": entry_of(cast("alva"), type="Condition").id})

    own = log_in_as("cleo").get(place)
    acting = log_in_as("cleo", acting_for="alva").get(place)

    assert (own.status_code, acting.status_code) == (404, 404)


def test_a_resource_that_is_no_entry_has_no_page(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    patient = entry_of(cast("alva"), type="Patient")

    assert log_in_as("alva").get(reverse("journal:entry", kwargs={"id": patient.id})).status_code == 404


def test_malicious_text_is_shown_as_words(log_in_as: LogIn, cast: Callable[[str], UUID], now: datetime) -> None:
    nasty = '<script>alert(1)</script>"><img src=x onerror=alert(2)><a href="javascript:alert(3)">klicka</a>'
    resource = {
        "resourceType": "Composition",
        "id": "nasty",
        "title": nasty,
        "date": "2026-11-20",
        "author": [{"display": nasty}],
        "language": '"><script>',
        "section": [{"title": nasty, "text": {"div": f"<div>{nasty}<p>Vanlig text</p></div>"}}],
    }
    import_text(text=json.dumps(resource), care_giver="SE0000000020-G001", person=cast("alva"), now=now)
    row = entry_of(cast("alva"), title=nasty)
    client = log_in_as("alva")

    for place in (reverse(START), reverse("journal:entry", kwargs={"id": row.id})):
        page = client.get(place).content.decode()
        main = page.partition("<main")[2]

        assert "<script>alert" not in page
        assert "onerror=alert(2)>" not in main.replace("&quot;&gt;&lt;img src=x onerror=alert(2)&gt;", "")
        assert 'href="javascript' not in main


def test_it_is_in_the_menu_and_reads_in_english(log_in_as: LogIn) -> None:
    client = log_in_as("alva")
    client.cookies["ingang_language"] = "en"

    page = client.get(reverse(START)).content.decode()

    assert "The journal" in page
    assert "Diagnosis: Järnbristanemi" in page


def test_vaccinations_stand_in_a_chart_and_in_a_table_and_reading_is_recorded(
    log_in_as: LogIn, cast: Callable[[str], UUID]
) -> None:
    page = log_in_as("bo", acting_for="ella").get(reverse("journal:vaccinations")).content.decode()

    assert '<svg viewBox="0 0 400' in page
    assert "Sexvalent" in page
    event = AuditEvent.objects.get(event="journal.vaccinations_read")
    assert (event.person, event.actor) == (cast("ella"), str(cast("bo")))


def test_a_childs_growth_stands_beside_what_is_usual(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    page = log_in_as("bo", acting_for="ella").get(reverse("journal:growth")).content.decode()

    assert "chart-usual" in page
    assert "Längd (cm)" in page
    assert AuditEvent.objects.filter(event="journal.growth_read", person=cast("ella")).count() == 1


@pytest.mark.parametrize("name", ["journal:vaccinations", "journal:growth"])
def test_a_source_that_fails_is_named_there_too(log_in_as: LogIn, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    client = log_in_as("alva")
    fail_for(client, monkeypatch, "Region Uppsala")

    page = client.get(reverse(name)).content.decode()

    assert "Något kan saknas här" in page
    assert 'class="empty"' not in page


def test_terms_are_explained_beside_the_text_that_stays_as_it_is(log_in_as: LogIn, cast: Callable[[str], UUID]) -> None:
    note = entry_of(cast("alva"), type="DocumentReference", care_giver="SE0000000010-G001")

    page = log_in_as("alva").get(reverse("journal:entry", kwargs={"id": note.id})).content.decode()

    assert "Undersöks med dermatoskop" in page
    assert "Ett förstoringsglas med lampa" in page
    assert "inte granskat av vården" in page


def test_the_same_thing_from_two_care_givers_is_one_line_with_both_origins(
    log_in_as: LogIn, cast: Callable[[str], UUID], now: datetime
) -> None:
    text = '{"resourceType":"Condition","id":"x","code":{"text":"Dubbelallergi"},"recordedDate":"2025-05-02"}'
    for care_giver in ("SE0000000010-G001", "SE0000000020-G001"):
        import_text(text=text, care_giver=care_giver, person=cast("alva"), now=now)

    together = log_in_as("alva").get(reverse(START)).content.decode()
    apart = log_in_as("alva").get(reverse(START), {"var_for_sig": "on"}).content.decode()

    assert [line for line in lines(together) if "Dubbelallergi" in line] == ["Diagnos: Dubbelallergi"]
    assert "Samma från" in together
    assert len([line for line in lines(apart) if "Dubbelallergi" in line]) == 2
    assert "Samma från" not in apart
