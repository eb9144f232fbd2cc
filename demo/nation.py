"""Writes the cast into the database: units, staff, residents, who may act for whom and who is whose patient."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from demo.cast import (
    APPROVED_AT,
    CARE_GIVERS,
    CHILDREN_OF,
    CONSENTS_TO,
    LISTED_AT,
    NEEDS_AT,
    OMBUD_OF,
    PATIENTS_OF,
    REGION,
    RESIDENTS,
    STAFF,
    UNITS,
    CastResident,
    CastUnit,
    person_id,
)
from demo.pages_of_care import pages_of_care
from ingang.foundation.care_units.models import CareGiver, CareUnit, OpeningHours
from ingang.foundation.consents.models import CareRelation, Consent
from ingang.foundation.entitlement.models import Approval, Inclusion, Listing, SelfInclusion, ServiceArea
from ingang.foundation.people.models import (
    Assignment,
    ContactWay,
    Guardianship,
    Mandate,
    Person,
    PersonNumber,
    StaffMember,
)
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.periods import local_date, start_of_day

LONG_AGO = date(2000, 1, 1)
OMBUD_KINDS = ["booking.appointment", "inbox.message", "people.person"]
WORKDAYS = range(5)
ASSIGNED_FOR = timedelta(days=400)


@transaction.atomic
def write_cast(*, now: datetime) -> None:
    """Write the whole cast; the database must not hold it yet."""
    today = local_date(now)
    _write_units(today)
    _write_staff(today)
    _write_residents(today)
    _write_relations(today)
    _write_patients(now)
    with house_scope():
        _write_entitlement(now)


def written_on() -> date:
    """The day on which the cast was written: ages and numbers are relative to it, not to every later start."""
    return Assignment.objects.get(hsa_id=STAFF[0].assignments[0].hsa_id).valid_from + ASSIGNED_FOR


def office_hours(unit: str) -> list[OpeningHours]:
    """Open from 8 to 17 on workdays, as most units are; not stored yet."""
    return [OpeningHours(unit=unit, weekday=day, opens_at=time(8), closes_at=time(17)) for day in WORKDAYS]


def care_relation(person: UUID, unit: str, care_giver: str, now: datetime) -> CareRelation:
    """A patient relation that began a year ago and goes on for one more; not stored yet."""
    year = timedelta(days=365)
    return CareRelation(
        person=person, unit=unit, care_giver=care_giver, because="listed", valid_from=now - year, valid_until=now + year
    )


def service_area(unit: str, open_for: str) -> ServiceArea:
    """The e-services of the unit are open for a region or, by four digits, for a municipality; not stored yet."""
    return ServiceArea(unit=unit, region=open_for[:2], municipality=open_for if len(open_for) > 2 else "")


def listing(person: UUID, unit: str, now: datetime) -> Listing:
    """Listed at the unit since a year ago; not stored yet."""
    since = local_date(now) - timedelta(days=365)
    return Listing(person=person, unit=unit, valid_from=since, source="demo", noted_at=now)


def _write_units(today: date) -> None:
    CareGiver.objects.bulk_create(
        CareGiver(hsa_id=giver.hsa_id, name=giver.name, sector=giver.sector, region=giver.region)
        for giver in CARE_GIVERS
    )
    units = CareUnit.objects.bulk_create(_unit(unit) for unit in UNITS)
    pages_of_care(units, today=today).write()
    OpeningHours.objects.bulk_create(row for unit in UNITS for row in office_hours(unit.hsa_id))
    ServiceArea.objects.bulk_create(service_area(unit.hsa_id, unit.open_for) for unit in UNITS if unit.open_for)


def _unit(unit: CastUnit) -> CareUnit:
    return CareUnit(
        hsa_id=unit.hsa_id,
        name=unit.name,
        care_giver=unit.care_giver,
        region=REGION,
        municipality=unit.municipality,
        kind=unit.kind,
        street=f"Exempelgatan {UNITS.index(unit) + 1}",
        postal_code="169 00",
        city="Solna",
        phone="08-465 004 00",  # of the series that the telecom authority keeps for fiction
        how_to_find="Entré från gården, hiss finns.",
        is_sensitive=unit.is_sensitive,
    )


def _write_staff(today: date) -> None:
    StaffMember.objects.bulk_create(
        StaffMember(hsa_id=one.hsa_id, given_name=one.given_name, family_name=one.family_name, title=one.title)
        for one in STAFF
    )
    Assignment.objects.bulk_create(
        Assignment(
            hsa_id=work.hsa_id,
            staff=member.hsa_id,
            name=work.name,
            unit=work.unit,
            care_giver=work.care_giver,
            purpose=work.purpose,
            roles=list(work.roles),
            valid_from=today - ASSIGNED_FOR,
        )
        for member in STAFF
        for work in member.assignments
    )


def _write_residents(today: date) -> None:
    Person.objects.bulk_create(_person(resident, today) for resident in RESIDENTS)
    PersonNumber.objects.bulk_create(
        PersonNumber(kind=one.number_kind, value=one.number(today), person=one.id, valid_from=LONG_AGO)
        for one in RESIDENTS
    )
    ContactWay.unguarded.bulk_create(
        ContactWay(
            person=one.id,
            channel="mail",
            address=f"{one.key}@ingang.example",
            verified_at=start_of_day(today - timedelta(days=30)),
        )
        for one in RESIDENTS
    )


def _person(resident: CastResident, today: date) -> Person:
    died = None if resident.died_days_ago is None else today - timedelta(days=resident.died_days_ago)
    return Person(
        id=resident.id,
        given_name=resident.given_name,
        family_name=resident.family_name,
        birth_date=resident.birth_date(today),
        deceased_on=died,
        protection=resident.protection,
        sex=resident.sex,
        municipality=resident.municipality,
    )


def _write_relations(today: date) -> None:
    Guardianship.unguarded.bulk_create(
        Guardianship(person=person_id(child), guardian=person_id(guardian), valid_from=LONG_AGO)
        for guardian, children in CHILDREN_OF.items()
        for child in children
    )
    Mandate.unguarded.bulk_create(
        Mandate(
            person=person_id(grantor),
            ombud=person_id(ombud),
            kinds=OMBUD_KINDS,
            valid_from=today - timedelta(days=30),
            valid_until=today + timedelta(days=335),
        )
        for ombud, grantors in OMBUD_OF.items()
        for grantor in grantors
    )


def _write_patients(now: datetime) -> None:
    care_givers = {unit.hsa_id: unit.care_giver for unit in UNITS}
    CareRelation.unguarded.bulk_create(
        care_relation(person_id(key), unit, care_givers[unit], now)
        for unit, keys in PATIENTS_OF.items()
        for key in keys
    )
    Consent.unguarded.bulk_create(
        Consent(
            person=person_id(key),
            unit=unit,
            care_giver=care_givers[unit],
            given_at=now - timedelta(days=20),
            valid_until=now + timedelta(days=345),
            registered_by=str(person_id(key)),
        )
        for unit, keys in CONSENTS_TO.items()
        for key in keys
    )


def _write_entitlement(now: datetime) -> None:
    """Who is listed where, whom units have approved, and what staff have noted of whom."""
    with house_scope():
        Listing.unguarded.bulk_create(
            listing(person_id(key), unit, now) for unit, keys in LISTED_AT.items() for key in keys
        )
        Approval.unguarded.bulk_create(
            Approval(
                person=person_id(key), unit=unit, given_at=now, given_by=STAFF[0].hsa_id, giver_name="Sara Nyström"
            )
            for unit, keys in APPROVED_AT.items()
            for key in keys
        )
        for unit, needs in NEEDS_AT.items():
            SelfInclusion.objects.bulk_create(SelfInclusion(unit=unit, need=need) for need in ("cervix", "pregnancy"))
            Inclusion.unguarded.bulk_create(
                Inclusion(
                    person=person_id(key), unit=unit, need=need, is_included=True, by_staff=True, said_at=now,
                    said_by=STAFF[0].hsa_id, sayer_name="Sara Nyström",
                )
                for key, need in needs.items()
            )  # fmt: skip
