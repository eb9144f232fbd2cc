"""Reading who people are. For the log-in, for access decisions and for names on pages under a grant."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from ingang.foundation.people.models import (
    Assignment,
    FormerIdentity,
    Guardianship,
    Person,
    PersonNumber,
    StaffMember,
)
from ingang.kernel.identifiers import PersonIdentifier


def person_by_identifier(*, identifier: PersonIdentifier, on: date) -> Person | None:
    """The person who holds this identifier on the day, or None."""
    number = PersonNumber.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=on), kind=identifier.kind, value=identifier.value, valid_from__lte=on
    ).first()
    return number and Person.objects.filter(id=number.person).first()


def person(*, id: UUID) -> Person | None:
    """The person with this id, or None."""
    return Person.objects.filter(id=id).first()


def names(*, persons: frozenset[UUID]) -> dict[UUID, str]:
    """What to call each of the persons."""
    return {one.id: one.name for one in Person.objects.filter(id__in=persons)}


def linked_identities(*, person: UUID) -> frozenset[UUID]:
    """The person's own id and every former one (corrections 3.11)."""
    former = FormerIdentity.unguarded.filter(person=person).values_list("former", flat=True)
    return frozenset({person, *former})


def children_of(*, guardian: UUID, on: date) -> list[Person]:
    """Every child the guardian has custody of on the day, eldest first; no age or block is weighed here."""
    rows = Guardianship.unguarded.filter(Q(valid_until=None) | Q(valid_until__gt=on), guardian=guardian, valid_from__lte=on)
    return list(Person.objects.filter(id__in=rows.values_list("person", flat=True)).order_by("birth_date", "id"))


def staff_member(*, hsa_id: str) -> StaffMember | None:
    """The staff member with this HSA-id, or None."""
    return StaffMember.objects.filter(hsa_id=hsa_id.strip().upper()).first()


def assignments_of(*, staff: str, on: date) -> list[Assignment]:
    """The staff member's assignments on the day, by name."""
    current = Q(valid_until=None) | Q(valid_until__gt=on)
    return list(Assignment.objects.filter(current, staff=staff, valid_from__lte=on).order_by("name", "hsa_id"))
