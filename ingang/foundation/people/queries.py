"""Reading who people are. For the log-in, for access decisions and for names on pages under a grant."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from ingang.foundation.people.contact import SafeWay, stored_safe_way
from ingang.foundation.people.models import (
    Assignment,
    ContactCode,
    ContactWay,
    FormerIdentity,
    Guardianship,
    Mandate,
    Person,
    PersonNumber,
    SafeContact,
    SharedWay,
    StaffMember,
)
from ingang.foundation.people.needs import Needs
from ingang.foundation.people.rules import GUARDIANSHIP_ENDS_AT
from ingang.foundation.personal.prepared import Prepared
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import OPERATIONS, Representative, Resident, Staff
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.kernel.periods import age_on

_PERSON = Prepared(lambda person: Person.objects.filter(id=person))
_FORMER = Prepared(lambda person: FormerIdentity.unguarded.filter(person=person))
_PRESENT = Prepared(lambda former: FormerIdentity.unguarded.filter(former=former))


def person_by_identifier(*, identifier: PersonIdentifier, on: date) -> Person | None:
    """The person who holds this identifier on the day, or None."""
    number = PersonNumber.objects.filter(in_force(on=on), kind=identifier.kind, value=identifier.value).first()
    return Person.objects.filter(id=number.person).first() if number else None


def person(*, id: UUID) -> Person | None:
    """The person with this id, or None."""
    return _PERSON.first(person=id)


def names(*, persons: frozenset[UUID]) -> dict[UUID, str]:
    """What to call each of the persons."""
    return {one.id: one.name for one in Person.objects.filter(id__in=persons)}


def needs_of(*, grant: Grant) -> Needs:
    """How to be understood by the grant's person; with any grant on her, since it follows bookings and calls."""
    return needs(persons=frozenset({grant.person})).get(grant.person, Needs())


def needs(*, persons: frozenset[UUID]) -> dict[UUID, Needs]:
    """How to be understood by each of the persons, for lists that a unit's grant has shown."""
    rows = Person.objects.filter(id__in=persons).values_list("id", "language", "interpreter_language", "communication")
    return {each: Needs(language=own, interpreter_language=other, communication=how) for each, own, other, how in rows}


def in_force(*, on: date) -> Q:
    """Rows whose period holds the day."""
    return Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))


def identifiers_of(*, person: UUID, on: date) -> list[PersonIdentifier]:
    """The identifiers that the person has on the day, the latest first."""
    rows = PersonNumber.objects.filter(in_force(on=on), person=person).order_by("-valid_from", "-id")
    return [PersonIdentifier(IdentifierKind(row.kind), row.value) for row in rows]


def guardians_of(*, child: UUID, on: date) -> list[Person]:
    """Everybody with custody of the child on the day, in a fixed order; no age or block is weighed here."""
    rows = Guardianship.unguarded.filter(in_force(on=on), person=child).values_list("guardian", flat=True)
    return list(Person.objects.filter(id__in=rows).order_by("family_name", "given_name", "id"))


def mandates_given(*, person: UUID, on: date) -> list[Mandate]:
    """The powers of attorney that the person has given and that are in force, in the order they were given."""
    given = Mandate.unguarded.filter(in_force(on=on), person__in=linked_identities(person=person), revoked_at=None)
    return list(given.order_by("valid_from", "id"))


def usable_contact_ways(*, person: UUID, on: date) -> list[ContactWay]:
    """The confirmed and safe ways to reach the person, by channel; see `usable_contact_ways_of`."""
    return usable_contact_ways_of(persons=[person], on=on)[person]


def usable_contact_ways_of(*, persons: Iterable[UUID], on: date) -> dict[UUID, list[ContactWay]]:
    """The confirmed and safe ways to reach each person, by channel; nothing for one who is dead or unknown.

    From the 13th birthday, or where the date of birth is not known, what another person set is left out: the
    guardian's notices end at the moment (corrections 1.2 and 3.3).
    """
    found: dict[UUID, list[ContactWay]] = {person: [] for person in persons}
    living = {one.id: one for one in Person.objects.filter(id__in=list(found), deceased_on=None)}
    ways = ContactWay.unguarded.filter(person__in=list(living), is_safe=True).exclude(verified_at=None)
    for way in ways.order_by("channel"):
        if way.set_by in {None, way.person} or _is_looked_after(living[way.person], on):
            found[way.person].append(way)
    return found


def _is_looked_after(one: Person, on: date) -> bool:
    return one.birth_date is not None and age_on(one.birth_date, on=on) < GUARDIANSHIP_ENDS_AT


@query
def contact_ways(*, grant: Grant) -> list[ContactWay]:
    """Every way to reach the person, usable or not, by channel: for the page where she changes them."""
    return list(ContactWay.under(grant).order_by("channel"))


@query
def waiting_code(*, grant: Grant, channel: str, now: datetime) -> ContactCode | None:
    """The code that the person may still write for a new address of the channel, or None."""
    waiting = ContactCode.under(grant).filter(channel=channel, ended_at=None, expires_at__gt=now, tries_left__gt=0)
    return waiting.order_by("-sent_at", "-id").first()


@query
def own_safe_way(*, grant: Grant) -> SafeWay:
    """What the acting person herself has said of safe contact with the grant's person; never what another said."""
    if not isinstance(grant.actor, Resident | Representative):
        return SafeWay()
    row = SafeContact.under(grant).filter(person=grant.person, set_by=grant.actor.person).first()
    return stored_safe_way(avoid=row.avoid, best_way=row.best_way, note=row.note) if row else SafeWay()


def safe_ways(*, persons: frozenset[UUID], on: date) -> dict[UUID, list[SafeWay]]:
    """How to contact each of the persons safely, for lists that a unit's grant has shown; who said it is not told.

    From the 13th birthday, or where the date of birth is not known, only what the person herself said counts.
    """
    own_only = {
        one.id
        for one in Person.objects.filter(id__in=persons)
        if one.birth_date is None or age_on(one.birth_date, on=on) >= GUARDIANSHIP_ENDS_AT
    }
    told: dict[UUID, list[SafeWay]] = {}
    for row in SafeContact.unguarded.filter(person__in=persons).order_by("changed_at", "id"):
        if row.set_by == row.person or row.person not in own_only:
            way = stored_safe_way(avoid=row.avoid, best_way=row.best_way, note=row.note)
            told.setdefault(row.person, []).append(way)
    return told


def linked_identities(*, person: UUID) -> frozenset[UUID]:
    """The person's own id and every former one (corrections 3.11)."""
    return frozenset({person, *(row.former for row in _FORMER.all(person=person))})


def present_identity(*, person: UUID) -> UUID:
    """Whom the person with this id, which may be a former one, is now (corrections 3.11)."""
    now = _PRESENT.first(former=person)
    return now.person if now else person


def children_of(*, guardian: UUID, on: date) -> list[Person]:
    """Every child the guardian has custody of on the day, eldest first; no age or block is weighed here."""
    rows = Guardianship.unguarded.filter(in_force(on=on), guardian__in=linked_identities(person=guardian))
    return list(Person.objects.filter(id__in=rows.values_list("person", flat=True)).order_by("birth_date", "id"))


def assignments_of(*, staff: str, on: date) -> list[Assignment]:
    """The staff member's assignments on the day, by name."""
    return list(Assignment.objects.filter(in_force(on=on), staff=staff).order_by("name", "hsa_id"))


def staff_in_assignment(*, member: StaffMember, assignment: Assignment) -> Staff:
    """The staff member at work in the assignment. Whence she comes is added by whoever knows."""
    return Staff(
        hsa_id=member.hsa_id,
        assignment=assignment.hsa_id,
        unit=assignment.unit,
        care_giver=assignment.care_giver,
        purpose=assignment.purpose,
        name=member.name,
        role=member.title,
        roles=tuple(assignment.roles),
    )


def staff_names(*, staff: frozenset[str]) -> dict[str, str]:
    """What to call each of the staff members, by HSA-id."""
    return {one.hsa_id: one.name for one in StaffMember.objects.filter(hsa_id__in=staff)}


def staff_at_unit(*, unit: str, on: date, role: str = "") -> list[StaffMember]:
    """Everybody with an assignment at the unit on the day, by name; with `role`, those whose assignment carries it."""
    there = Assignment.objects.filter(in_force(on=on), unit=unit)
    # Roles are a list in JSON, which SQLite can not ask into; a unit has few assignments.
    staff = {one.staff for one in there if not role or role in one.roles}
    return list(StaffMember.objects.filter(hsa_id__in=staff).order_by("given_name", "family_name", "hsa_id"))


def staffed_units(*, units: Iterable[str], on: date) -> frozenset[str]:
    """Those of the units at which somebody has an assignment on the day."""
    there = Assignment.objects.filter(in_force(on=on), unit__in=list(units))
    return frozenset(there.values_list("unit", flat=True))


def family_names(*, persons: frozenset[UUID]) -> dict[UUID, tuple[str, str]]:
    """The given and the family name of each of the persons in the register, for rules that compare names."""
    rows = Person.objects.filter(id__in=persons).values_list("id", "given_name", "family_name")
    return {person: (given, family) for person, given, family in rows}


def staff_of_units(*, units: Iterable[str]) -> dict[str, list[StaffMember]]:
    """Everybody who has or has had an assignment at each of the units."""
    work = Assignment.objects.filter(unit__in=list(units)).values_list("unit", "staff")
    members = {one.hsa_id: one for one in StaffMember.objects.filter(hsa_id__in={staff for _, staff in work})}
    found: dict[str, list[StaffMember]] = {}
    for unit, staff in work:
        if staff in members:
            found.setdefault(unit, []).append(members[staff])
    return found


def assignments_with_role(*, care_giver: str, role: str, on: date) -> list[Assignment]:
    """The assignments at any of the care giver's units that carry the role on the day, in a fixed order."""
    there = Assignment.objects.filter(in_force(on=on), care_giver=care_giver).order_by("unit", "hsa_id")
    # Roles are a list in JSON, which SQLite can not ask into; those with a role are few and read seldom.
    return [one for one in there if role in one.roles]


def works_at(*, pairs: set[tuple[str, str]], on: date) -> set[tuple[str, str]]:
    """Of these pairs of staff member and unit, those where she has an assignment at the unit on the day.

    The portal's own operation is worked for in any assignment that carries its role.
    """
    own = Assignment.objects.filter(in_force(on=on), staff__in={staff for staff, _ in pairs})
    found = {(one.staff, unit) for one in own for unit in (one.unit, OPERATION if OPERATIONS in one.roles else "")}
    return found & pairs


def count_registered(*, region: str) -> int:
    """How many living people the population register places in the region; protected persons have no place."""
    return Person.objects.filter(municipality__startswith=region, deceased_on=None).count()


@query
def shared_ways_to_answer(*, grant: Grant) -> list[SharedWay]:
    """The questions to the grant's person whether a contact way is hers alone, that she has not answered."""
    own = SharedWay.unguarded.filter(person=grant.person, youth_answer="", settled_at=None)
    others = SharedWay.unguarded.filter(guardian=grant.person, guardian_answer="", settled_at=None)
    return sorted([*own, *others], key=lambda row: (row.found_at, row.id))


def ways_not_alone(*, persons: Iterable[UUID]) -> dict[tuple[UUID, str], bool]:
    """The ways by which what is hidden from guardians must not be told, by person and channel; True: it may change.

    False where the youth has said that others read there.
    """
    rows = SharedWay.unguarded.filter(person__in=list(persons))
    waiting = {(row.person, row.channel): True for row in rows if row.settled_at is None}
    return {(row.person, row.channel): False for row in rows if row.youth_answer == "shared"} | waiting
