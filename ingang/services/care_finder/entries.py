"""What search finds of the catalogue: every unit that is shown, by its name, kind and places, and by what it offers."""

from collections.abc import Collection, Iterable, Iterator

from django.utils import timezone

from ingang.foundation.care_units.catalogue import Listed, listed, open_still, with_drop_in
from ingang.foundation.care_units.models import CareUnit, UnitPage
from ingang.foundation.care_units.offered import UnitOffer, offered_on_the_web
from ingang.foundation.search.entries import Entry
from ingang.foundation.search.units import unit_passages
from ingang.kernel.periods import local_date

UNIT = "care_finder.unit"
YES = "ja"


def names() -> list[str]:
    """Every unit; which of them are shown is asked of each."""
    return list(CareUnit.objects.values_list("hsa_id", flat=True))


def entries(*, names: Collection[str]) -> list[Entry]:
    """The units of these names that are shown today and have not closed down.

    What an offer's dates change is seen at the next looking through of the index, within the hour.
    """
    now = timezone.now()
    units = CareUnit.objects.filter(open_still(on=local_date(now)), hsa_id__in=names).order_by("hsa_id")
    rows = listed(units=units, on=local_date(now))
    on_the_web = offered_on_the_web(units=names, now=now)
    drop_in = with_drop_in(units=names)
    return [
        entry_of(one=row, page=row.page, on_the_web=on_the_web.get(row.unit.hsa_id, ()), drop_in=drop_in)
        for row in rows
        if row.is_shown and row.page
    ]


def entry_of(*, one: Listed, page: UnitPage, on_the_web: Iterable[UnitOffer], drop_in: Collection[str]) -> Entry:
    """The words and filters of one unit. Who runs it, and whether it is met at a distance, is no word of it."""
    offers = [each.offer for each in one.public_offers]
    web = list(on_the_web)
    titles = [text for each in offers for text in (each.title_sv, each.title_en) if text]
    titles += [text for each_web in web for text in (each_web.title_sv, each_web.title_en)]
    ways = {way for each in offers for way in each.ways} | {each.way for each in web if each.way}
    return Entry(
        name=one.unit.hsa_id,
        title=one.unit.name,
        region=one.unit.region,
        municipality=one.unit.municipality,
        passages=unit_passages(unit=one.unit, offered=titles, label="offer", also_in=[page.district]),
        filters=(
            ("type", one.unit.kind),
            *(("way", way) for way in sorted(ways)),
            *(("language", code) for code in sorted(page.languages)),
            *((name, YES) for name in _true(one, page, drop_in)),
        ),
    )


def _true(one: Listed, page: UnitPage, drop_in: Collection[str]) -> Iterator[str]:
    """The filters that hold for the unit and need no value."""
    if one.unit.hsa_id in drop_in:
        yield "dropin"
    if page.takes_listings:
        yield "listing"
    if page.is_step_free:
        yield "stepfree"
    if any(each.offer.referral == "own_request" for each in one.public_offers):
        yield "ownrequest"
