"""To whom and where a kallelse goes by letter. The address is asked for when it is printed, and never kept."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext

from ingang.foundation.people.errors import RegisterDown
from ingang.foundation.people.models import Person, Protection
from ingang.foundation.people.population_register import PopulationRegister
from ingang.foundation.people.queries import identifiers_of, safe_ways
from ingang.foundation.people.queries import person as person_by_id
from ingang.foundation.people.rules import GUARDIANSHIP_ENDS_AT
from ingang.kernel.periods import age_on
from ingang.services.booking.models import Summons

NO_LETTERS = "letters"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """The receiver's lines, what must be known before it is sent, and whether there is a letter to print at all."""

    lines: tuple[str, ...] = ()
    warning: str = ""
    may_print: bool = True


def envelope(*, row: Summons, register: PopulationRegister | None, on: date) -> Envelope:
    """Who gets the letter and where, or why there is none.

    Nobody's letter goes where she has asked that none should come (corrections 3.9), nor to a home where guardians
    read it though they must not. The place of a protected person is never asked for: her letter goes by the tax
    agency, which knows it.
    """
    subject = person_by_id(id=row.person)
    if subject is None or subject.deceased_on is not None:
        return _none(gettext("The person has died. Send nothing, and close the matter."))
    if any(NO_LETTERS in way.avoid for way in safe_ways(persons=frozenset({row.person}), on=on).get(row.person, [])):
        return _none(gettext("The person has asked for no letters to the home. Reach her in the way that is safe."))
    is_child = subject.birth_date is not None and age_on(subject.birth_date, on=on) < GUARDIANSHIP_ENDS_AT
    if is_child and row.hidden_from_guardian:
        return _none(gettext("Guardians must not know of it. Send no letter to the home."))
    name = _receiver(subject, is_child=is_child)
    if subject.protection != Protection.NONE:
        way = gettext(
            "Protected identity: send it closed by the tax agency's mail forwarding. No address is shown here."
        )
        return Envelope(lines=(name,), warning=way)
    place = _place(row.person, register, on)
    return Envelope(lines=(name, *place), warning="" if place else _unknown())


def _receiver(subject: Person, *, is_child: bool) -> str:
    """The name in the register, so that the letter arrives; a young child's guardians open it."""
    name = f"{subject.given_name} {subject.family_name}"
    return gettext("The guardians of %(name)s") % {"name": name} if is_child else name


def _place(person: UUID, register: PopulationRegister | None, on: date) -> tuple[str, ...]:
    numbers = identifiers_of(person=person, on=on)
    if register is None or not numbers:
        return ()
    try:
        told = register.find(identifiers=numbers[:1], on=on).get(numbers[0])
    except RegisterDown:
        return ()
    return told.address if told else ()


def _none(warning: str) -> Envelope:
    return Envelope(warning=warning, may_print=False)


def _unknown() -> str:
    return gettext("The address could not be fetched now. Write it on the envelope from the unit's own system.")
