"""No years in which nobody can act: for every kind of data and every age somebody reaches it, or the law says why not."""

from datetime import date

import pytest

from ingang.foundation.access.rules import matching_rule
from ingang.kernel.registry import current
from ingang.kernel.service import AgeRule, Role

AGES = range(111)
ON = date(2026, 11, 26)
KINDS = sorted({rule.kind for rule in current().age_rules})

# Kinds that the law itself closes at some ages, with the ages and the law. Nothing else may have a gap.
CLOSED_BY_LAW: dict[str, tuple[range, str]] = {}


def rules_at(kind: str, age: int) -> dict[Role, AgeRule]:
    rules = {role: matching_rule(age_rules=current().age_rules, kind=kind, role=role, age=age, on=ON) for role in Role}
    return {role: rule for role, rule in rules.items() if rule is not None}


@pytest.mark.parametrize("kind", KINDS)
def test_at_every_age_the_person_or_a_guardian_reaches_it_or_a_decision_can_open_it(kind: str) -> None:
    closed, _law = CLOSED_BY_LAW.get(kind, (range(0), ""))

    gaps = [age for age in AGES if age not in closed and not {Role.SELF, Role.GUARDIAN} & rules_at(kind, age).keys()]

    assert gaps == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_an_ombud_may_hold_needs_no_decision_at_any_age(kind: str) -> None:
    if not current().data_kinds[kind].ombud_allowed:
        return
    closed, _law = CLOSED_BY_LAW.get(kind, (range(0), ""))

    waiting = [
        age
        for age in AGES
        if age not in closed and not any(not rule.needs_decision for rule in rules_at(kind, age).values())
    ]

    assert waiting == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_guardian_reaches_anything_from_13_without_a_decision_nor_from_16_at_all(kind: str) -> None:
    at_age = {age: rules_at(kind, age).get(Role.GUARDIAN) for age in AGES if age >= 13}

    open_to_guardian = [age for age, rule in at_age.items() if rule and (age >= 16 or not rule.needs_decision)]

    assert open_to_guardian == []


@pytest.mark.parametrize("kind", KINDS)
def test_an_ombud_reaches_only_what_the_law_lets_be_handed_over_and_only_of_adults(kind: str) -> None:
    ages = [age for age in AGES if Role.OMBUD in rules_at(kind, age)]

    assert not ages or (current().data_kinds[kind].ombud_allowed and min(ages) >= 18)


def test_every_rule_says_on_what_it_rests() -> None:
    assert [rule for rule in current().age_rules if not rule.basis] == []
