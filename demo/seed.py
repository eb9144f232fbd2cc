"""Fills an empty database with the demonstration: cast, nation, and what each service's own seeds add."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from uuid6 import uuid7

from demo import connected_systems, places
from demo.cast import APPROVED_AT, LISTED_AT, RESIDENTS, person_id
from demo.city_units import city_units, write_city_units
from demo.nation import LONG_AGO, care_relation, listing, write_cast
from demo.pages_of_care import pages_of_care
from demo.places_of_care import PlacesOfCare, places_of_care
from demo.residents import DemoResident, residents
from demo.simulators.push.browser import Browser, encoded
from ingang.foundation.care_units.models import CareGiver, CareUnit, OpeningHours
from ingang.foundation.consents.models import CareRelation
from ingang.foundation.entitlement.models import Listing, ServiceArea
from ingang.foundation.identity.models import EndReason, LogIn
from ingang.foundation.notifications.models import Device
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.models import ContactWay, Guardianship, Person, PersonNumber
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.regions.rules import municipality
from ingang.foundation.search.actions import refresh_all
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current, resolve

# Who of the cast wants SMS too. The numbers are of the series that the telecom authority (PTS) keeps for fiction.
SMS_NUMBERS = {"alva": "+46701740605", "bo": "+46701740606"}

Progress = Callable[[str], None]
"""Called with a short line before each step."""


def is_seeded() -> bool:
    """Whether the cast is in the database already."""
    return Person.objects.filter(id=person_id("alva")).exists()


def seed(*, now: datetime, progress: Progress) -> bool:
    """Write the whole demonstration, or nothing when it is there already; True when it was written.

    People and units are written in one transaction: broken off there, the next start begins anew. Broken off in a
    service's own seeds, `make clean` gives a new database.
    """
    if is_seeded():
        return False
    steps: list[tuple[str, Callable[[], object]]] = [
        ("people and care units in 21 regions", lambda: _write_nation(now))
    ]
    steps += [
        (part.title.lower(), lambda part=part: resolve(part.seed)(now=now, progress=lambda _text: None))  # type: ignore[misc]
        for part in current().services
        if part.seed
    ]
    steps.append(("what can be found", refresh_all))
    for number, (what, step) in enumerate(steps, start=1):
        progress(f"Seeding {number} of {len(steps)}: {what}")
        step()
    return True


def find_simulators(*, now: datetime) -> None:
    """Tell a house that was seeded before where the simulators listen now: its port may be another."""
    connected_systems.seed(now=now, progress=lambda _text: None)
    phone = _simulated_phone()
    with house_scope():
        Device.unguarded.filter(person=person_id("alva"), key=phone["key"]).update(endpoint=phone["endpoint"])


@transaction.atomic
def _write_nation(now: datetime) -> None:
    places = places_of_care()
    CareGiver.objects.bulk_create(places.care_givers)
    CareUnit.objects.bulk_create(places.units)
    in_cities = city_units()
    write_city_units(in_cities)
    pages_of_care([*places.units, *in_cities], today=local_date(now)).write()
    OpeningHours.objects.bulk_create(places.hours)
    ServiceArea.objects.bulk_create(places.areas)
    people = residents(today=local_date(now))
    write_residents(people, places, now)
    write_cast(now=now)
    _tell_where_they_belong(now)
    ContactWay.unguarded.bulk_create(
        ContactWay(person=person_id(key), channel="sms", address=number, verified_at=now)
        for key, number in SMS_NUMBERS.items()
    )
    write_log_ins([*(one.id for one in RESIDENTS), *(one.id for one in people)], now)
    Device.unguarded.create(person=person_id("alva"), log_in=uuid7(), added_at=now, **_simulated_phone())


def _tell_where_they_belong(now: datetime) -> None:
    """Where the cast is listed and approved, told to the services as when it happens."""
    for event, units in (("entitlement.listed", LISTED_AT), ("entitlement.approved", APPROVED_AT)):
        for unit, keys in units.items():
            for key in keys:
                fields = {"unit": unit, "hidden_from_guardian": ""}
                announce(name=event, person=person_id(key), fields=fields, now=now)


def write_log_ins(people: list[UUID], now: datetime) -> None:
    """That they have been here before, a month ago: whoever has not is called by letter."""
    then = now - timedelta(days=32)
    LogIn.objects.bulk_create(
        LogIn(
            person=one, issuer="bankid", assurance="loa3", started_at=then, last_active_at=then, ended_at=then,
            end_reason=EndReason.LOGGED_OUT,
        )
        for one in people
    )  # fmt: skip


def _simulated_phone() -> dict[str, str]:
    """Alva's phone at the simulated push service: what arrives there is shown on a page."""
    browser = Browser("alva-phone")
    return {
        "endpoint": f"{places.PUSH}/push/{browser.name}",
        "key": encoded(browser.public_key),
        "auth": encoded(browser.auth),
        "agent": "Mozilla/5.0 (Android) Firefox/140",
    }


def write_residents(people: tuple[DemoResident, ...], places: PlacesOfCare, now: datetime) -> None:
    """The residents of the nation beside the cast: their numbers, their guardians and where they are listed."""
    Person.objects.bulk_create(_person(one) for one in people)
    PersonNumber.objects.bulk_create(
        PersonNumber(kind="personnummer", value=one.number, person=one.id, valid_from=LONG_AGO) for one in people
    )
    Guardianship.unguarded.bulk_create(
        Guardianship(person=one.id, guardian=guardian, valid_from=one.birth_date)
        for one in people
        for guardian in one.guardians
    )
    relations = [_listing(one.id, one.municipality, places, now) for one in people]
    CareRelation.unguarded.bulk_create(relations)
    with house_scope():
        Listing.unguarded.bulk_create(listing(one.person, one.unit, now) for one in relations)


def _person(one: DemoResident) -> Person:
    return Person(
        id=one.id,
        given_name=one.given_name,
        family_name=one.family_name,
        birth_date=one.birth_date,
        sex=one.sex,
        municipality=one.municipality,
    )


def _listing(person: UUID, place: str, places: PlacesOfCare, now: datetime) -> CareRelation:
    """A relation with one of the region's health centres, always the same one."""
    region = municipality(place).region
    centres = [unit for unit in places.units if unit.kind == "vardcentral" and unit.region == region]
    unit = centres[person.int % len(centres)]
    return care_relation(person, unit.hsa_id, unit.care_giver, now)
