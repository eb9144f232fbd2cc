"""No years in which neither child nor parent can act (peers 10): every age 0-17, every kind, every decision.

The one known gap is the journal at 13-15, with the reports of errors in it, which the law of today leaves to a unit's
decision.
"""

from datetime import date
from itertools import product

import pytest

from ingang.foundation.access.rules import Relation, Subject, matching_rule, reachable, weigh
from ingang.foundation.people.rules import TURNING_AGES
from ingang.kernel.grant import Ground
from ingang.kernel.periods import birthday
from ingang.kernel.registry import current
from ingang.kernel.service import Role

BORN = date(2016, 5, 20)
GROWN_UP = Subject(birth_date=date(1985, 1, 1), is_dead=False, is_protected=False)
UNIT = "SE0000000010-U001"
RULES = current().age_rules
KINDS = sorted({rule.kind for rule in RULES})
AGES = range(18)
DECISIONS = (frozenset[str](), frozenset({UNIT}))
GAP = {(kind, age) for kind in ("records.clinical", "journal.report", "journal.showing") for age in (13, 14, 15)}


def child() -> Subject:
    return Subject(birth_date=BORN, is_dead=False, is_protected=False)


def reached(relation: Relation, kind: str, age: int) -> bool:
    on = birthday(BORN, age=age)
    return kind in reachable(subject=child(), relation=relation, kinds={kind}, age_rules=RULES, on=on)


def guardian(*, decided: frozenset[str] = frozenset(), blocked: bool = False) -> Relation:
    return Relation(acting=GROWN_UP, is_guardian=True, decided_units=decided, guardian_is_blocked=blocked)


SELF = Relation(is_self=True)


def test_without_a_decision_the_only_gap_is_the_journal_at_13_to_15() -> None:
    gaps = {
        (kind, age)
        for kind, age in product(KINDS, AGES)
        if not reached(SELF, kind, age) and not reached(guardian(), kind, age)
    }

    assert gaps == GAP


def test_a_units_decision_closes_the_gap_for_its_own_part_and_nothing_else() -> None:
    by_decision = guardian(decided=frozenset({UNIT}))

    opened = {(kind, age) for kind, age in product(KINDS, AGES) if age >= 13 and reached(by_decision, kind, age)}

    assert opened == GAP
    for kind, age in GAP:
        weighed = weigh(
            subject=child(), relation=by_decision, kinds={kind}, age_rules=RULES, on=birthday(BORN, age=age)
        )
        assert (weighed.ground, weighed.units) == (Ground.UNIT_DECISION, frozenset({UNIT}))


@pytest.mark.parametrize("decided", DECISIONS, ids=["undecided", "decided"])
def test_every_access_rests_on_a_dated_rule_with_a_basis(decided: frozenset[str]) -> None:
    for kind, age, (role, relation) in product(
        KINDS, AGES, [(Role.SELF, SELF), (Role.GUARDIAN, guardian(decided=decided))]
    ):
        on = birthday(BORN, age=age)
        rule = matching_rule(age_rules=RULES, kind=kind, role=role, age=age, on=on)
        if reached(relation, kind, age):
            assert rule is not None, (kind, age, role)
            assert rule.basis, (kind, age, role)
            assert rule.valid_from <= on, (kind, age, role)
        else:
            assert rule is None or (rule.needs_decision and not decided), (kind, age, role)


@pytest.mark.parametrize("decided", DECISIONS, ids=["undecided", "decided"])
def test_a_blocked_guardian_reaches_nothing_at_any_age(decided: frozenset[str]) -> None:
    blocked = guardian(decided=decided, blocked=True)

    assert [one for one in product(KINDS, AGES) if reached(blocked, *one)] == []


def test_where_one_guardian_is_blocked_the_other_reaches_as_much_as_before() -> None:
    assert {one for one in product(KINDS, AGES) if reached(guardian(), *one)} == {
        (kind, age) for kind, age in product(KINDS, AGES) if age < 13 and reached(guardian(), kind, age)
    }


def test_what_changes_changes_on_the_birthdays_that_are_announced() -> None:
    who = {"self": SELF, "guardian": guardian(), "decided": guardian(decided=frozenset({UNIT}))}
    changes = {
        age
        for kind, age, relation in product(KINDS, AGES, who.values())
        if age and reached(relation, kind, age) != reached(relation, kind, age - 1)
    }

    assert changes <= set(TURNING_AGES)
