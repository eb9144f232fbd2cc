"""Powers of attorney and the questions about them, as the pages show them."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from ingang.foundation.people.models import MandateOffer
from ingang.foundation.people.offers import offers_by, offers_to
from ingang.foundation.people.queries import mandates_given, names
from ingang.kernel.registry import current


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question to be somebody's ombud. `name` is the asker's, or what was typed of the one who is asked."""

    offer: UUID
    name: str
    things: tuple[str, ...]
    until: date


@dataclass(frozen=True, kw_only=True)
class MyMandate:
    """A power of attorney that the reader has given and that is in force."""

    id: UUID
    name: str
    kinds: frozenset[str]
    things: tuple[str, ...]
    valid_until: date


def kind_choices() -> list[tuple[str, str]]:
    """What the law lets an adult hand over, by its title; never the journal (PDL 5:5)."""
    titles = ((code, gettext(current().data_kinds[code].title)) for code in current().ombud_kinds)
    return sorted(titles, key=lambda pair: pair[1])


def my_mandates(*, person: UUID, on: date) -> list[MyMandate]:
    """Those that the person has given and that are in force."""
    rows = mandates_given(person=person, on=on)
    called = names(persons=frozenset(row.ombud for row in rows))
    return [
        MyMandate(
            id=row.id,
            name=called.get(row.ombud, ""),
            kinds=frozenset(row.kinds),
            things=_things(row.kinds),
            valid_until=row.valid_until,
        )
        for row in rows
    ]


def my_mandate(*, person: UUID, mandate: UUID, on: date) -> MyMandate | None:
    """One of them; None for every other one."""
    return next((one for one in my_mandates(person=person, on=on) if one.id == mandate), None)


def my_questions(*, person: UUID, now: datetime) -> list[Question]:
    """What the person has asked and nobody has answered, by the name that she typed."""
    return [_question(row, row.family_name) for row in offers_by(person=person, now=now)]


def questions_to(*, person: UUID, now: datetime) -> list[Question]:
    """What others ask of the person."""
    rows = offers_to(person=person, now=now)
    called = names(persons=frozenset(row.person for row in rows))
    return [_question(row, called[row.person]) for row in rows]


def _question(row: MandateOffer, name: str) -> Question:
    return Question(offer=row.id, name=name, things=_things(row.kinds), until=row.valid_until)


def _things(kinds: list[str]) -> tuple[str, ...]:
    known = current().data_kinds
    return tuple(sorted(gettext(known[code].title) for code in kinds if code in known))
