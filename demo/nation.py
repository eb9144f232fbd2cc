"""Writes the cast into the database: units, staff, residents, and who may act for whom."""

from datetime import date, datetime, timedelta

from django.db import transaction

from demo.cast import CARE_GIVERS, CHILDREN_OF, OMBUD_OF, REGION, RESIDENTS, STAFF, UNITS, CastResident, person_id
from ingang.foundation.care_units.models import CareGiver, CareUnit
from ingang.foundation.people.models import (
    Assignment,
    ContactWay,
    Guardianship,
    Mandate,
    Person,
    PersonNumber,
    StaffMember,
)
from ingang.kernel.periods import local_date, start_of_day

LONG_AGO = date(2000, 1, 1)
OMBUD_KINDS = ["booking.appointment", "inbox.message", "people.person"]


@transaction.atomic
def write_cast(*, now: datetime) -> None:
    """Write the whole cast; the database must not hold it yet."""
    today = local_date(now)
    _write_units()
    _write_staff(today)
    for resident in RESIDENTS:
        _write_resident(resident, today)
    _write_relations(today)


def _write_units() -> None:
    for giver in CARE_GIVERS:
        CareGiver.objects.create(hsa_id=giver.hsa_id, name=giver.name, sector=giver.sector, region=REGION)
    for unit in UNITS:
        CareUnit.objects.create(
            hsa_id=unit.hsa_id,
            name=unit.name,
            care_giver=unit.care_giver,
            region=REGION,
            municipality=unit.municipality,
            kind=unit.kind,
            street="Exempelgatan 1",
            postal_code="169 00",
            city="Solna",
            phone="08-123 000 00",
            how_to_find="Entré från gården, hiss finns.",
            is_sensitive=unit.is_sensitive,
        )


def _write_staff(today: date) -> None:
    for member in STAFF:
        StaffMember.objects.create(
            hsa_id=member.hsa_id, given_name=member.given_name, family_name=member.family_name, title=member.title
        )
        for work in member.assignments:
            Assignment.objects.create(
                hsa_id=work.hsa_id,
                staff=member.hsa_id,
                name=work.name,
                unit=work.unit,
                care_giver=work.care_giver,
                purpose=work.purpose,
                roles=list(work.roles),
                valid_from=today - timedelta(days=400),
            )


def _write_resident(resident: CastResident, today: date) -> None:
    died = None if resident.died_days_ago is None else today - timedelta(days=resident.died_days_ago)
    Person.objects.create(
        id=resident.id,
        given_name=resident.given_name,
        family_name=resident.family_name,
        birth_date=resident.birth_date(today),
        deceased_on=died,
        protection=resident.protection,
        sex=resident.sex,
        municipality=resident.municipality,
    )
    PersonNumber.objects.create(
        kind=resident.number_kind, value=resident.number(today), person=resident.id, valid_from=LONG_AGO
    )
    ContactWay.unguarded.create(
        person=resident.id,
        channel="mail",
        address=f"{resident.key}@ingang.example",
        verified_at=start_of_day(today - timedelta(days=30)),
    )


def _write_relations(today: date) -> None:
    for guardian, children in CHILDREN_OF.items():
        for child in children:
            Guardianship.unguarded.create(person=person_id(child), guardian=person_id(guardian), valid_from=LONG_AGO)
    for ombud, grantors in OMBUD_OF.items():
        for grantor in grantors:
            Mandate.unguarded.create(
                person=person_id(grantor),
                ombud=person_id(ombud),
                kinds=OMBUD_KINDS,
                valid_from=today - timedelta(days=30),
                valid_until=today + timedelta(days=335),
            )
