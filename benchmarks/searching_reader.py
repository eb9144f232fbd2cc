"""Writes units and texts and times searches among them, as JSON: `python -m benchmarks.searching_reader 60000`."""

import csv
import json
import resource
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import django

# ruff: noqa: SIM905 - a page of names reads better as text than as one name a line

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from ingang.foundation.care_units.kinds import KINDS  # noqa: E402
from ingang.foundation.care_units.models import CareUnit, UnitPage  # noqa: E402
from ingang.foundation.regions.rules import municipalities  # noqa: E402
from ingang.foundation.search.actions import refresh_all  # noqa: E402
from ingang.foundation.search.entries import Entry  # noqa: E402
from ingang.foundation.search.models import Document, Word  # noqa: E402
from ingang.foundation.search.queries import Wanted, find  # noqa: E402
from ingang.foundation.search.ranking import Passage  # noqa: E402
from ingang.project.ready import make_ready  # noqa: E402
from ingang.services.booking.entries import UNIT  # noqa: E402
from ingang.services.booking.models import TimeType  # noqa: E402
from ingang.services.booking.queries.finding import Criteria, find_units  # noqa: E402
from ingang.services.booking.seeded_kinds import TYPES  # noqa: E402
from ingang.services.care_finder.finding import Criteria as CareCriteria  # noqa: E402
from ingang.services.care_finder.finding import find_care, with_details  # noqa: E402
from tests.house.source import SERVICES  # noqa: E402
from tests.postgres import ROOT  # noqa: E402

TYPED = SERVICES / "booking/tests/data/queries.csv"
BEGINNINGS = (
    "Björk Ek Ask Al Lind Rönn Gran Tall Hassel Sten Berg Kvarn Sjö Ström Å Ås Dal Äng Åker Vall Lund Skog".split()
)
ENDINGS = "backen lunden gläntan kulla hagen gården sundet viken näset åsen dalen holmen vreten torp tuna berga".split()
NEAR, BATCH = "0184", 1_000
PLACES = municipalities()


def main(count: int, texts: int) -> None:
    """Write, search, and print what it took. Megabytes are the most that the process has had."""
    random = Random(60_000)
    begun = time.perf_counter()
    _write(random, count)
    written, writing = time.perf_counter() - begun, _megabytes()
    _write_texts(random, texts)
    typed, now = list(_typed(random)), timezone.now()
    _as_served()
    found = {
        "search": _timed(typed, lambda text: find(wanted=Wanted(kind=UNIT, text=text, near=NEAR))),
        "offers": _timed(typed, lambda text: find_units(criteria=Criteria(words=text), near=NEAR, now=now)),
        "care": _timed(typed, lambda text: _shown(text, now)),
        "everything": _timed(typed, lambda text: _page("site_search:start", q=text)),
        "care_page": _timed(typed, lambda text: _page("care_finder:start", sok=text, region=NEAR[:2])),
        "filtered": _timed(
            typed, lambda text: _page("care_finder:start", sok=text, var=random.choice(PLACES).name, typ="vardcentral")
        ),
    }
    sizes = {"units": count, "texts": texts, "words": Word.objects.count(), "searches": len(typed)}
    print(json.dumps(sizes | {"written": written, "writing": writing, "megabytes": _megabytes()} | found))


def _as_served() -> None:
    """As production's processes do before their first request: writing left much to look through.

    PostgreSQL knows by then what it holds, which autovacuum would else find out in the middle of the searches.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    make_ready()


def _page(address: str, **asked: str) -> None:
    """The whole page, as a request that comes in."""
    answer = Client(SERVER_NAME="localhost").get(f"{reverse(address)}?{urlencode(asked)}")
    assert answer.status_code == 200, answer.status_code  # noqa: S101 - a page that fails is no measurement


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _shown(text: str, now: datetime) -> object:
    """What the first page of Hitta vård shows."""
    answer = find_care(criteria=CareCriteria(words=text, region=NEAR[:2]), first=20, now=now)
    return with_details(places=answer.places, now=now)


def _write(random: Random, count: int) -> None:
    """So many units of every kind all over the country, with the demonstration's kinds of time, and the index."""
    units = [
        CareUnit(
            hsa_id=f"SE000000{number // 1000:04}-U{number % 1000:03}", name=_name(random, kind), care_giver="SE0-G1",
            region=place.region, municipality=place.code, kind=kind, city=place.name, phone="08-465 004 00",
            street=f"{_word(random)}svägen {random.randint(1, 99)}",
        )
        for number in range(count)
        for kind, place in [(random.choice(list(KINDS)), random.choice(PLACES))]
    ]  # fmt: skip
    CareUnit.objects.bulk_create(units, batch_size=BATCH)
    pages = (UnitPage(unit=unit.hsa_id, care_forms=["Öppenvård"], north=6_585_000, east=670_000) for unit in units)
    UnitPage.objects.bulk_create(pages, batch_size=BATCH)
    kinds = (
        TimeType(
            unit=unit.hsa_id, code=one.code, title_sv=one.title_sv, title_en=one.title_en, minutes=one.minutes,
            form=one.form, is_hidden=one.is_hidden, is_open_to_residents=True,
        )
        for unit in units
        for one in TYPES.get(unit.kind, ())
    )  # fmt: skip
    TimeType.objects.bulk_create(kinds, batch_size=BATCH)
    refresh_all()


def _write_texts(random: Random, count: int) -> None:
    """So many texts in the index, of the sentences and the words of the demonstration's, each titled on its own."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("demo/content/articles/*/sv.md"))]
    heads = [tomllib.loads(one.split("+++")[1]) for one in sources]
    lines = [line for one in sources for line in one.split("+++")[2].splitlines() if len(line) > 20]
    said = [word for head in heads for word in head["search_words"]]
    entries = [
        Entry(
            name=f"text-{number}:sv",
            title=f"{head['title']} {_word(random)}",
            passages=(
                Passage("name", f"{head['title']} {_word(random)}", 1),
                *(Passage("words", word) for word in random.sample(said, 50)),
                Passage("ingress", random.choice(lines), -1),
                *(Passage("heading", random.choice(lines)[:80], -2) for _ in range(6)),
            ),
            filters=(("language", "sv"),),
        )
        for number in range(count)
        for head in [random.choice(heads)]
    ]
    rows = (Document(kind="content.article", name=one.name, **one.columns) for one in entries)
    Document.objects.bulk_create(rows, batch_size=BATCH)
    written = {stem: word for one in entries for stem, word in one.written().items()}
    words = (Word(stem=stem[:80], language="sv", written=word[:80]) for stem, word in written.items())
    Word.objects.bulk_create(words, batch_size=BATCH)


def _name(random: Random, kind: str) -> str:
    return f"{_word(random)} {_word(random)} {kind}"


def _word(random: Random) -> str:
    return random.choice(BEGINNINGS) + random.choice(("", "e", "a", "s")) + random.choice(ENDINGS)


def _typed(random: Random) -> Iterator[str]:
    """What people type, each also with a place, and now and then with nothing but a place or a name."""
    with TYPED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["typed"]
            yield f"{row['typed']} {random.choice(PLACES).name}"
            yield random.choice((random.choice(PLACES).name, _word(random), ""))


def _timed(typed: list[str], search: Callable[[str], object]) -> dict[str, tuple[float, float, float]]:
    """Median, p95 and the slowest in milliseconds, by the clock, and of them what the process and its database used.

    The first search, which reads the words, is not among them. What others on the machine do lengthens the clock alone.
    """
    search("vårdcentral")
    server = _server()
    taken: dict[str, list[float]] = {"clock": [], "process": [], "database": []}
    for text in typed:
        begun = time.perf_counter(), time.process_time(), _used(server)
        search(text)
        ended = time.perf_counter(), time.process_time(), _used(server)
        for kind, start, end in zip(taken, begun, ended, strict=True):
            taken[kind].append((end - start) * 1000)
    taken["own"] = [one + other for one, other in zip(taken["process"], taken["database"], strict=True)]
    return {kind: _shares(each) for kind, each in taken.items()}


def _shares(taken: list[float]) -> tuple[float, float, float]:
    ordered = sorted(taken)
    return ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)], ordered[-1]


def _server() -> Path | None:
    """Where the kernel tells how long PostgreSQL's process has computed for us; SQLite is part of our own."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def _used(server: Path | None) -> float:
    """Seconds that the database's process has computed."""
    return int(server.read_text(encoding="ascii").split()[0]) / 1e9 if server else 0.0


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
