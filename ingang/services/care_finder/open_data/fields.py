"""What the catalogue tells of a unit as plain data: the fields of the table and of the lines, each with its meaning.

The data dictionary, CSV, JSON and NDJSON all follow from this list. New fields come last: nobody's reading breaks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max

from ingang.foundation.care_units.catalogue import open_still
from ingang.foundation.care_units.functions import FUNCTIONS
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.models import CareUnit, UnitPage
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.services.care_finder.open_data.facts import Facts, facts_of

AT_ONCE = 200
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field: its name, what it means (a message id), its form, who says it, and how it is read."""

    name: str
    meaning: str
    form: str
    source: str
    read: Callable[[Facts, dict[str, Any]], Any]


DIRECTORY, UNIT, HOUSE = marked("The directory"), marked("The unit itself"), marked("The catalogue")
TEXT, CODE, TRUTH, DAY, MOMENT, NUMBER, SEVERAL, HOURS = (
    marked("Text"), marked("A code"), marked("True, false, or empty where it is not known"), marked("A day (ISO 8601)"),
    marked("A moment (ISO 8601)"), marked("A whole number"), marked("Several, with a space between in the table"),
    marked("Several periods: weekday (0 is Monday), from and until; 23:59 is midnight"),
)  # fmt: skip

FIELDS = (
    Field(name="hsaIdentity", meaning=marked("The unit's HSA-id, which it keeps"), form=CODE, source=DIRECTORY,
          read=lambda one, _: one.unit.hsa_id),
    Field(name="name", meaning=marked("What the unit is called"), form=TEXT, source=DIRECTORY,
          read=lambda one, _: one.unit.name),
    Field(name="kind", meaning=marked("What kind of unit it is; empty where we have no name for it"), form=CODE,
          source=DIRECTORY, read=lambda one, _: one.unit.kind),
    Field(name="region", meaning=marked("The region in which it lies, by the county code of SCB"), form=CODE,
          source=DIRECTORY, read=lambda one, _: one.unit.region),
    Field(name="municipality", meaning=marked("The municipality in which it lies, by the code of SCB"), form=CODE,
          source=DIRECTORY, read=lambda one, _: one.unit.municipality),
    Field(name="street", meaning=marked("Street and number of the entrance"), form=TEXT, source=DIRECTORY,
          read=lambda one, _: one.unit.street),
    Field(name="postalCode", meaning=marked("Postal code of the entrance"), form=TEXT, source=DIRECTORY,
          read=lambda one, _: one.unit.postal_code),
    Field(name="city", meaning=marked("The town of the address"), form=TEXT, source=DIRECTORY,
          read=lambda one, _: one.unit.city),
    Field(name="phone", meaning=marked("The number that patients call"), form=TEXT, source=DIRECTORY,
          read=lambda one, _: one.unit.phone),
    Field(name="web", meaning=marked("The unit's own website"), form=TEXT, source=DIRECTORY,
          read=lambda one, _: one.page.web),
    Field(name="north", meaning=marked("North in SWEREF 99 TM, in metres"), form=NUMBER, source=DIRECTORY,
          read=lambda one, _: one.page.north),
    Field(name="east", meaning=marked("East in SWEREF 99 TM, in metres"), form=NUMBER, source=DIRECTORY,
          read=lambda one, _: one.page.east),
    Field(name="isDigital", meaning=marked("It is met at a distance alone, and has no place"), form=TRUTH, source=UNIT,
          read=lambda one, _: one.page.is_digital),
    Field(name="isStepFree", meaning=marked("One comes in without steps"), form=TRUTH, source=UNIT,
          read=lambda one, _: one.page.is_step_free),
    Field(name="takesListings", meaning=marked("New patients may list themselves here"), form=TRUTH, source=UNIT,
          read=lambda one, _: one.page.takes_listings),
    Field(name="languages", meaning=marked("Languages that are spoken at the unit (BCP 47)"), form=SEVERAL, source=UNIT,
          read=lambda one, _: one.page.languages),
    Field(name="checkedOn", meaning=marked("When the unit last looked through what it says"), form=DAY, source=UNIT,
          read=lambda one, _: one.page.checked_on),
    Field(name="careGiver", meaning=marked("The HSA-id of the care giver that runs it"), form=CODE, source=DIRECTORY,
          read=lambda one, _: one.unit.care_giver),
    Field(name="careGiverName", meaning=marked("What that care giver is called"), form=TEXT, source=DIRECTORY,
          read=lambda one, _: one.care_giver),
    Field(name="healthCareUnit", meaning=marked("The health care unit above it; empty where it is one itself"),
          form=CODE, source=DIRECTORY, read=lambda one, _: one.page.part_of),
    Field(name="careForms", meaning=marked("The forms of care (vårdform), as the directory writes them"), form=SEVERAL,
          source=DIRECTORY, read=lambda one, _: one.page.care_forms),
    Field(name="ageFrom", meaning=marked("The lowest age that it receives; empty for none"), form=NUMBER,
          source=DIRECTORY, read=lambda one, _: one.page.age_from),
    Field(name="ageTo", meaning=marked("The highest age that it receives; empty for none"), form=NUMBER,
          source=DIRECTORY, read=lambda one, _: one.page.age_to),
    Field(name="openingHours", meaning=marked("When it is open in a usual week"), form=HOURS, source=DIRECTORY,
          read=lambda _, kept: kept["opening_hours"]),
    Field(name="phoneHours", meaning=marked("When its phone is answered in a usual week"), form=HOURS, source=DIRECTORY,
          read=lambda _, kept: kept["phone_hours"]),
    Field(name="functions", meaning=marked("Functions that can be called, with their numbers; never a person"),
          form=SEVERAL, source=UNIT,
          read=lambda one, _: [f"{FUNCTIONS[row.code].swedish}: {row.phone}" for row in one.functions]),
    Field(name="changedAt", meaning=marked("When anything of this was last changed"), form=MOMENT, source=HOUSE,
          read=lambda one, _: one.page.changed_at),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Edition:
    """Which state of the data this is: two with the same mark are the same."""

    mark: str
    changed_at: datetime


def edition(*, now: datetime) -> Edition:
    """The data as they stand: what was last changed, how many there are, and the day, since offers and units end."""
    units = CareUnit.objects.filter(open_still(on=local_date(now)))
    changed = UnitPage.objects.aggregate(last=Max("changed_at"))["last"] or now
    return Edition(mark=f"{local_date(now):%Y%m%d}-{units.count()}-{changed.timestamp():.6f}", changed_at=changed)


def lines(*, site: str, now: datetime) -> Iterator[dict[str, Any]]:
    """Every unit that is shown, by HSA-id, its fields by name; read some at a time."""
    after = ""
    rows = CareUnit.objects.filter(open_still(on=local_date(now))).order_by("hsa_id")
    while units := list(rows.filter(hsa_id__gt=after)[:AT_ONCE]):
        several = facts_of(units=units, site=site, now=now)
        kept = directory_fields(units=[one.unit.hsa_id for one in several])
        for one in several:
            yield {field.name: _plain(field.read(one, kept[one.unit.hsa_id])) for field in FIELDS}
        after = units[-1].hsa_id


def cells(line: dict[str, Any], /) -> list[object]:
    """A line of the table, with no cell that a table program takes for a formula."""
    return [_cell(field, line[field.name]) for field in FIELDS]


def _cell(field: Field, value: Any) -> object:
    text = ("|" if field.form == HOURS else " ").join(value) if isinstance(value, list) else value
    return f"'{text}" if isinstance(text, str) and text[:1] in {"=", "@", "\t", "\r"} else text


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
