"""What opening would answer, asked beforehand: which cards a page can have, and whom a notice may reach."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.access.errors import AccessRefused, NotYours
from ingang.foundation.access.queries import relation_facts, subject_facts, subjects_facts
from ingang.foundation.access.rules import Relation, Subject
from ingang.foundation.access.weighing import weigh_within
from ingang.kernel.grant import Ground
from ingang.kernel.periods import local_date


def foreseen(
    *, acting: UUID, person: UUID, kinds: Iterable[str], now: datetime
) -> Mapping[str, Ground | AccessRefused]:
    """For each kind of the person's data, the ground on which the acting person would reach it, or the refusal.

    Opens nothing and records nothing: whoever reads afterwards opens a grant, which weighs again and records.
    """
    on = local_date(now)
    subject = subject_facts(person=person, on=on)
    relation = relation_facts(acting=acting, person=person, on=on)
    return {kind: _answer(subject, relation, kind, on) for kind in kinds}


def foreseen_own(
    *, asked: Iterable[tuple[UUID, str]], now: datetime
) -> Mapping[tuple[UUID, str], Ground | AccessRefused]:
    """What `foreseen` answers people about kinds of their own data, with as many statements as for one of them."""
    asked, on = frozenset(asked), local_date(now)
    subjects = subjects_facts(persons={person for person, _ in asked}, on=on)
    own = Relation(is_self=True)
    return {(person, kind): _answer(subjects.get(person), own, kind, on) for person, kind in asked}


def _answer(subject: Subject | None, relation: Relation, kind: str, on: date) -> Ground | AccessRefused:
    if subject is None:
        return NotYours()
    try:
        return weigh_within(subject=subject, relation=relation, kinds=frozenset({kind}), on=on).ground
    except AccessRefused as refused:
        return refused
