"""Writes units and times searches among them, as JSON: `python -m benchmarks.searching_reader 60000`."""

import csv
import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random

import django

# ruff: noqa: SIM905 - a page of names reads better as text than as one name a line

django.setup()

from django.utils import timezone  # noqa: E402

from ingang.foundation.care_units.kinds import KINDS  # noqa: E402
from ingang.foundation.care_units.models import CareUnit, UnitPage  # noqa: E402
from ingang.foundation.regions.rules import municipalities  # noqa: E402
from ingang.foundation.search.actions import refresh_all  # noqa: E402
from ingang.foundation.search.models import Word  # noqa: E402
from ingang.foundation.search.queries import Wanted, find  # noqa: E402
from ingang.services.booking.entries import UNIT  # noqa: E402
from ingang.services.booking.models import TimeType  # noqa: E402
from ingang.services.booking.queries.finding import Criteria, find_units  # noqa: E402
from ingang.services.booking.seeded_kinds import TYPES  # noqa: E402
from ingang.services.care_finder.finding import Criteria as CareCriteria  # noqa: E402
from ingang.services.care_finder.finding import find_care, with_details  # noqa: E402
from tests.house.source import SERVICES  # noqa: E402

TYPED = SERVICES / "booking/tests/data/queries.csv"
BEGINNINGS = (
    "Björk Ek Ask Al Lind Rönn Gran Tall Hassel Sten Berg Kvarn Sjö Ström Å Ås Dal Äng Åker Vall Lund Skog".split()
)
ENDINGS = "backen lunden gläntan kulla hagen gården sundet viken näset åsen dalen holmen vreten torp tuna berga".split()
NEAR, BATCH = "0184", 1_000


def main(count: int) -> None:
    """Write, search, and print what it took."""
    random = Random(60_000)
    begun = time.perf_counter()
    _write(random, count)
    written = time.perf_counter() - begun
    typed = list(_typed(random))
    now = timezone.now()
    search = _timed(typed, lambda text: find(wanted=Wanted(kind=UNIT, text=text, near=NEAR)))
    offers = _timed(typed, lambda text: find_units(criteria=Criteria(words=text), near=NEAR, now=now))
    care = _timed(typed, lambda text: _shown(text, now))
    words = Word.objects.count()
    print(
        json.dumps(
            {
                "units": count, "words": words, "written": written, "searches": len(typed), "search": search,
                "offers": offers, "care": care,
            }
        )
    )  # fmt: skip


def _shown(text: str, now: datetime) -> object:
    """What the first page of Hitta vård shows."""
    answer = find_care(criteria=CareCriteria(words=text, region=NEAR[:2]), now=now)
    return with_details(places=answer.places[:20], now=now)


def _write(random: Random, count: int) -> None:
    """So many units of every kind all over the country, with the demonstration's kinds of time, and the index."""
    places = municipalities()
    units = [
        CareUnit(
            hsa_id=f"SE000000{number // 1000:04}-U{number % 1000:03}", name=_name(random, kind), care_giver="SE0-G1",
            region=place.region, municipality=place.code, kind=kind, city=place.name, phone="08-465 004 00",
            street=f"{_word(random)}svägen {random.randint(1, 99)}",
        )
        for number in range(count)
        for kind, place in [(random.choice(list(KINDS)), random.choice(places))]
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


def _name(random: Random, kind: str) -> str:
    return f"{_word(random)} {_word(random)} {kind}"


def _word(random: Random) -> str:
    return random.choice(BEGINNINGS) + random.choice(("", "e", "a", "s")) + random.choice(ENDINGS)


def _typed(random: Random) -> Iterator[str]:
    """What people type, each also with a place, and now and then with nothing but a place or a name."""
    places = municipalities()
    with TYPED.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["typed"]
            yield f"{row['typed']} {random.choice(places).name}"
            yield random.choice((random.choice(places).name, _word(random), ""))


def _timed(typed: list[str], search: Callable[[str], object]) -> tuple[float, float, float]:
    """Median, p95 and the slowest, in milliseconds; the first search, which reads the words, is not among them."""
    search("vårdcentral")
    taken = []
    for text in typed:
        begun = time.perf_counter()
        search(text)
        taken.append((time.perf_counter() - begun) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[int(len(taken) * 0.95)], taken[-1]


if __name__ == "__main__":
    main(int(sys.argv[1]))
