"""What the pages of the demonstration's units tell: places, hours, languages, offers. Deterministic."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

from demo.offers_of_care import OFFERS, REQUIREMENTS, DemoOffer
from ingang.foundation.care_units.models import (
    CareUnit,
    ContactHours,
    HoursFor,
    Offer,
    Source,
    TemporaryNotice,
    UnitPage,
    UnitPhone,
)
from ingang.foundation.care_units.words import ACCESS_FACTS
from ingang.foundation.regions.shapes import middle_of

DROP_IN = ("provtagning", "vaccination", "narakut")
LISTED_AT = ("vardcentral", "bvc", "barnmorskemottagning", "tandvard")
HOSPITAL_CARE = ("akutmottagning", "rontgen", "psykiatri", "ogonmottagning", "oronmottagning")
AGES = {"bvc": (0, 5), "barnmottagning": (0, 17), "ungdomsmottagning": (13, 24), "psykiatri": (18, None)}
LANGUAGES = ("en", "ar", "fi", "so", "fa", "es", "pl", "ti", "uk", "de")
DISTRICTS = {
    "SE0000001000-U201": "Hornstull",
    "SE0000001000-U202": "Kista",
    "SE0000001000-U203": "Vasastan",
    "SE0000001000-U204": "Södermalm",
    "SE0000001000-U205": "Östermalm",
    "SE0000001000-U206": "Farsta",
    "SE0000014000-U207": "Majorna",
    "SE0000014000-U208": "Angered",
    "SE0000012000-U209": "Möllevången",
    "SE0000012000-U210": "Limhamn",
    "SE0000003000-U211": "Gottsunda",
    "SE0000024000-U212": "Ersboda",
}
"""In which district of a large town a unit of city_units.py lies."""
DIGITAL = "SE0000012000-U108"
"""A unit that is met at a distance alone: the rehabilitation of one region."""
WITHOUT_COORDINATES = "SE0000008000-U102"
"""A unit that is not shown, since something is missing: what its editor then sees."""
BJORKBACKEN = "SE0000000020-U001"


@dataclass(frozen=True, kw_only=True)
class PagesOfCare:
    """The rows of some units, not stored yet."""

    pages: list[UnitPage]
    hours: list[ContactHours]
    phones: list[UnitPhone]
    notices: list[TemporaryNotice]
    offers: list[Offer]

    def write(self) -> None:
        """Store them."""
        UnitPage.objects.bulk_create(self.pages)
        ContactHours.objects.bulk_create(self.hours)
        UnitPhone.objects.bulk_create(self.phones)
        TemporaryNotice.objects.bulk_create(self.notices)
        Offer.objects.bulk_create(self.offers)


def pages_of_care(units: Iterable[CareUnit], *, today: date) -> PagesOfCare:
    """A page for each of the units, with what it offers; the same each time."""
    units = list(units)
    by_place: dict[tuple[str, str], list[str]] = {}
    for unit in units:
        by_place.setdefault((unit.region, unit.kind), []).append(unit.hsa_id)
    return PagesOfCare(
        pages=[_page(unit, by_place[unit.region, unit.kind], today) for unit in units],
        hours=[row for unit in units for row in _hours(unit)],
        phones=[
            UnitPhone(unit=unit.hsa_id, use="Receptförnyelse", number=unit.phone)
            for unit in units
            if unit.kind == "vardcentral"
        ],
        notices=[_notice(today) for unit in units if unit.hsa_id == BJORKBACKEN],
        offers=[row for unit in units for row in _offers(unit, today)],
    )


def _page(unit: CareUnit, alike: list[str], today: date) -> UnitPage:
    random = Random(unit.hsa_id)
    north, east = _place(unit, random)
    ages = AGES.get(unit.kind, (None, None))
    return UnitPage(
        unit=unit.hsa_id,
        is_in_directory=True,
        care_forms=["Slutenvård" if unit.kind in HOSPITAL_CARE[:1] else "Öppenvård"],
        activities=[unit.kind],
        ownership="Region",
        district=DISTRICTS.get(unit.hsa_id, ""),
        north=north,
        east=east,
        web=f"https://{unit.hsa_id.lower()}.ingang.example/",
        mail=f"{unit.hsa_id.lower()}@ingang.example",
        age_from=ages[0],
        age_to=ages[1],
        related=[one for one in alike if one != unit.hsa_id][:3],
        is_digital=unit.hsa_id == DIGITAL,
        languages=sorted({"sv", *random.sample(LANGUAGES, random.randint(0, 3))}),
        is_step_free=random.random() < 0.85,
        access_facts=sorted(Random(f"{unit.hsa_id} access").sample(list(ACCESS_FACTS), 3)),
        takes_listings=random.random() < 0.7 if unit.kind in LISTED_AT else None,
        about="Vi tar emot alla, och du får alltid vara med och bestämma om din vård.",
        how_to_seek="Ring oss eller boka en tid när du har loggat in. Är det bråttom kan du ringa 1177.",
        your_visit="Ta med legitimation. Kom gärna tio minuter innan din tid.",
        owner="Verksamhetschefen",
        checked_on=today - timedelta(days=random.randint(3, 240)),
    )


def _place(unit: CareUnit, random: Random) -> tuple[int | None, int | None]:
    """Near the middle of the municipality; none for a unit without an address."""
    if unit.hsa_id in {DIGITAL, WITHOUT_COORDINATES}:
        return None, None
    north, east = middle_of(municipality=unit.municipality)
    return north + random.randint(-1500, 1500), east + random.randint(-1500, 1500)


def _hours(unit: CareUnit) -> Iterator[ContactHours]:
    if unit.kind == "akutmottagning":
        return
    for day in range(5):
        yield ContactHours(unit=unit.hsa_id, use=HoursFor.PHONE, weekday=day, opens_at=time(8), closes_at=time(16, 30))
        if unit.kind in DROP_IN:
            yield ContactHours(
                unit=unit.hsa_id, use=HoursFor.DROP_IN, weekday=day, opens_at=time(9), closes_at=time(15)
            )


def _notice(today: date) -> TemporaryNotice:
    return TemporaryNotice(
        unit=BJORKBACKEN,
        source=Source.UNIT,
        text="Hissen repareras. Behöver du hiss: ring oss, så möter vi dig vid ingången från gården.",
        first_day=today - timedelta(days=2),
        last_day=today + timedelta(days=12),
    )


def _offers(unit: CareUnit, today: date) -> Iterator[Offer]:
    random = Random(f"{unit.hsa_id} offers")
    for one in OFFERS.get(unit.kind, ()):
        measured = today - timedelta(days=random.randint(10, 40))
        yield Offer(
            unit=unit.hsa_id,
            code=one.code,
            title_sv=one.sv,
            title_en=one.en,
            age_from=one.ages[0],
            age_to=one.ages[1],
            referral=one.referral,
            contacts=["phone", "drop_in"] if unit.kind in DROP_IN else ["phone", "web"],
            checked_on=today - timedelta(days=random.randint(3, 240)),
            ways=["video"] if unit.hsa_id == DIGITAL else list(one.ways),
            agreement="Avtal med regionen",
            requirements=REQUIREMENTS if one.referral != "not_needed" else "",
            referral_address=f"{unit.name}, {unit.address}" if one.referral != "not_needed" else "",
            **_waiting(one, measured, random),
        )


def _waiting(one: DemoOffer, measured: date, random: Random) -> dict[str, object]:
    if one.days is None:
        return {}
    return {
        "waiting_days": max(0, one.days + random.randint(-one.days // 3, one.days // 3)),
        "waiting_from": measured - timedelta(days=30),
        "waiting_until": measured,
        "waiting_source": "Väntetider i vården",
    }
