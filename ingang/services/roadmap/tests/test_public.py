"""What everybody reads: pages in both languages, pictures and their equal in words, feeds, and never a draft."""

import csv
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar
from lxml import etree

from ingang.foundation.regions.rules import regions
from ingang.services.roadmap.charts import matrix
from ingang.services.roadmap.models import Initiative, Meeting, News, RegionStatus
from ingang.services.roadmap.queries import Wanted, all_answers, initiatives
from ingang.services.roadmap.seeds import seed

pytestmark = pytest.mark.django_db

CONSENTS = "/fardplan/invanarens-samtycken/"
PAGES = [
    "/fardplan/",
    "/fardplan/regioner/",
    "/fardplan/regioner/01/",
    CONSENTS,
    "/agenda/",
    "/nyheter-for-professionen/",
    "/nyheter-for-professionen/svara-i-fardplanen/",
    "/om/",
    "/om/overenskommelsen/",
    "/om/overenskommelsen/?version=1",
    "/om/overenskommelsen/jamfor/",
]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _seeded(cast: Callable[[str], object], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_in_both_languages(path: str) -> None:
    swedish, english = page(path), page(f"/en{path}")

    assert '<html lang="sv"' in swedish
    assert '<html lang="en"' in english
    assert swedish.count("<h1") == english.count("<h1") == 1


def test_the_roadmap_shows_every_initiative_in_the_picture_and_in_words() -> None:
    shown = page("/fardplan/")

    assert Initiative.objects.count() == 11
    for row in initiatives():
        assert shown.count(row.title_sv) >= 2, row.slug
    assert "11 initiativ" in shown
    assert "Äldre än 90 dagar" in shown


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("tjanst=fees", {"nationellt-hogkostnadsskydd"}),
        ("fas=idea", {"ombud-for-vuxna"}),
        ("mal=overview&fas=closed", {"behov-av-tredjepartsprodukter"}),
        ("tjanst=%00<b>&fas=x&region=99", None),
    ],
)
def test_the_address_says_which_are_shown(query: str, wanted: set[str] | None) -> None:
    shown = page(f"/fardplan/?{query}")
    found = {row.slug for row in initiatives() if f'href="/fardplan/{row.slug}/"' in shown}

    assert found == (wanted or {row.slug for row in initiatives()})


def test_a_region_shows_what_is_on_its_way_or_in_use_there() -> None:
    found = initiatives(wanted=Wanted(region="01"))

    assert found
    for row in found:
        assert row.regions.get(region="01", municipality="").state not in {"not_started", "not_applicable"}


def test_an_initiative_tells_the_moved_quarter_with_its_reason_and_all_21_regions() -> None:
    shown = page(CONSENTS)

    assert "Prov i två regioner (exempel): kvartal 4 2026 blev kvartal 1 2027" in shown
    assert "Två regioner behöver ett kvartal till" in shown
    assert all(one.name in shown for one in regions())
    assert shown.count('<tr role="row">') == 22
    assert "Det här ska en kommun göra" in shown
    assert "Anteckningar" not in shown


def test_a_region_that_has_not_answered_is_never_told_as_not_begun() -> None:
    RegionStatus.objects.all().delete()
    shown = page(CONSENTS)

    assert shown.count("Har inte svarat") == 22
    assert "Inte påbörjat" not in shown


def test_the_matrix_has_exactly_21_regions_and_says_the_same_in_words() -> None:
    rows = initiatives()
    chart = matrix(rows=rows, answers=all_answers(among=rows))
    shown = page("/fardplan/regioner/").partition("Samma sak i ord")[2]

    assert len(chart.rows) == 21
    assert {len(row.cells) for row in chart.rows} == {11}
    for one in regions():
        assert shown.count(one.name) >= 11


def test_a_regions_page_can_be_about_one_service() -> None:
    every, one = page("/fardplan/regioner/09/"), page("/fardplan/regioner/09/?tjanst=fees")

    assert "Varför finns det inte i Region Gotland?" in one
    assert (every.count("roadmap-initiative"), one.count("roadmap-initiative")) == (11, 1)


@pytest.mark.parametrize("publication", ["draft", "archived"])
def test_what_is_not_published_is_nowhere(publication: str, now: datetime) -> None:
    for model in (Initiative, News, Meeting):
        model.objects.update(publication=publication)

    for path in (CONSENTS, "/nyheter-for-professionen/svara-i-fardplanen/", f"/agenda/{Meeting.objects.all()[0].id}/"):
        assert Client().get(path).status_code == 404
    assert Client().get("/om/ansluta-till-hogkostnadsskyddet/").status_code == 404
    for path in ("/fardplan/", "/fardplan/regioner/", "/agenda/", "/nyheter-for-professionen/"):
        assert "invanarens-samtycken" not in page(path)
        assert "svara-i-fardplanen" not in page(path)
    for path in ("initiativ.json", "milstolpar.csv", "regioner.csv"):
        assert "invanarens" not in page(f"/fardplan/data/{path}")
    assert "invanarens" not in page("/fardplan/andringar.xml")
    assert "BEGIN:VEVENT" not in page("/fardplan/kalender.ics")


@pytest.mark.parametrize(
    "path",
    [
        "/fardplan/regioner/99/",
        "/fardplan/finns-inte/",
        "/fardplan/data/personer.json",
        "/fardplan/data/initiativ.xml",
        "/om/finns-inte/",
        "/om/overenskommelsen/?version=9",
        "/om/overenskommelsen/jamfor/?fran=0",
        "/om/overenskommelsen/?version=%00",
    ],
)
def test_what_there_is_not_is_missing(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_a_document_keeps_its_versions_and_shows_what_differs() -> None:
    latest, earlier = page("/om/overenskommelsen/"), page("/om/overenskommelsen/?version=1")
    compared = page("/om/overenskommelsen/jamfor/?fran=2&till=1")

    assert "Neutral visning" in latest
    assert "Neutral visning" not in earlier
    assert "Det här är en tidigare version" in earlier
    assert "<ins" in compared
    assert "<del" in compared
    assert "Från version 1 till version 2" in compared


def test_hostile_text_is_shown_as_it_was_written() -> None:
    Initiative.objects.filter(slug="ombud-for-vuxna").update(
        summary_sv="<script>alert(1)</script>\n\n# <b>", title_sv='"><img src=x>'
    )
    for path in ("/fardplan/ombud-for-vuxna/", "/fardplan/", "/fardplan/regioner/", "/fardplan/regioner/01/"):
        shown = page(path)
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
    assert "&lt;script&gt;alert(1)" in page("/fardplan/ombud-for-vuxna/")


def test_the_lists_are_the_same_as_json_and_as_csv() -> None:
    for name, count in (("initiativ", 11), ("milstolpar", 15), ("regioner", 11 * 21)):
        found = Client().get(f"/fardplan/data/{name}.json").json()[name]
        table = list(csv.DictReader(StringIO(page(f"/fardplan/data/{name}.csv")), delimiter=";"))
        assert len(found) == len(table) == count
        assert list(found[0]) == list(table[0])
        assert [str(one["initiative" if "initiative" in one else "slug"]) for one in found] == [
            one["initiative" if "initiative" in one else "slug"] for one in table
        ]


def test_a_spreadsheet_never_reckons_with_the_text() -> None:
    Initiative.objects.filter(slug="ombud-for-vuxna").update(title_sv='=HYPERLINK("http://x")')
    table = list(csv.DictReader(StringIO(page("/fardplan/data/initiativ.csv")), delimiter=";"))

    assert next(one for one in table if one["slug"] == "ombud-for-vuxna")["title_sv"].startswith("'=")


@pytest.mark.parametrize(
    "path",
    ["data/initiativ.json", "data/milstolpar.csv", "data/regioner.json", "kalender.ics", "andringar.xml"],
)
def test_a_feed_is_asked_for_again_by_its_tag(path: str) -> None:
    first = Client().get(f"/fardplan/{path}")
    again = Client().get(f"/fardplan/{path}", headers={"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "public, max-age=300"
    assert not first.cookies
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


def test_the_calendar_has_milestones_by_quarter_and_meetings_by_hour() -> None:
    calendar = Calendar.from_ical(Client().get("/fardplan/kalender.ics").content)
    events: list[Any] = list(calendar.walk("VEVENT"))
    trial = next(one for one in events if "Prov i två regioner" in str(one["summary"]))
    meeting = next(one for one in events if "vinter" in str(one["summary"]))

    assert len(events) == 15 + 3
    assert (str(trial["dtstart"].dt), str(trial["dtend"].dt)) == ("2027-01-01", "2027-04-01")
    assert meeting["dtend"].dt - meeting["dtstart"].dt == timedelta(hours=2)
    assert len({str(one["uid"]) for one in events}) == len(events)


def test_the_feed_has_an_entry_for_each_change() -> None:
    feed = etree.fromstring(Client().get("/fardplan/andringar.xml").content)
    titles = [str(one.findtext(f"{ATOM}title")) for one in feed.findall(f"{ATOM}entry")]

    assert len(titles) == 11 + 2
    assert titles[0] == "Invånarens samtycken: Region Stockholm: ”Intresserad” blev ”Har beslutat”"
