"""Every role at every age, protection, death, mandates, and the grounds for reading across care givers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.access.errors import (
    AccessRefused,
    AgeUnknown,
    ChildCanConsent,
    ChildHasOwnGround,
    ConsentMissing,
    Deceased,
    GrownOutOfGuardianship,
    GuardianUnavailable,
    IncapacityNotNoted,
    NoAcrossGround,
    NoCareRelation,
    NoEmergencyGround,
    NoMandate,
    NotYours,
    OutsideAges,
    ReasonNeeded,
)
from ingang.foundation.access.rules import (
    REASON_WORDS,
    REASONS,
    Reason,
    Relation,
    Subject,
    check_across,
    matching_rule,
    reachable,
    weigh,
)
from ingang.kernel.grant import Ground
from ingang.kernel.periods import age_on
from ingang.kernel.service import AgeRule, Role

TODAY = date(2026, 11, 26)
INBOX, JOURNAL = "inbox", "journal"


def rule(kind: str, role: Role, age_from: int, age_until: int | None, **more: object) -> AgeRule:
    return AgeRule(kind=kind, role=role, age_from=age_from, age_until=age_until, basis="test", **more)  # type: ignore[arg-type]


# The ages of records-identity-law 6: e-services from the start, the journal at 16, guardians until 13.
RULES = (
    rule(INBOX, Role.SELF, 0, None),
    rule(INBOX, Role.GUARDIAN, 0, 13),
    rule(INBOX, Role.LEGAL_REPRESENTATIVE, 0, None),
    rule(INBOX, Role.OMBUD, 18, None),
    rule(JOURNAL, Role.SELF, 16, None),
    rule(JOURNAL, Role.GUARDIAN, 0, 13),
    rule(JOURNAL, Role.GUARDIAN, 13, 16, needs_decision=True),
)
ADULT = Subject(birth_date=date(1980, 5, 5), is_dead=False, is_protected=False)
SELF = Relation(is_self=True)
GUARDIAN = Relation(acting=ADULT, is_guardian=True)


def aged(years: int, **more: object) -> Subject:
    """Turned `years` today."""
    return Subject(birth_date=TODAY.replace(year=TODAY.year - years), is_dead=False, **{"is_protected": False, **more})  # type: ignore[arg-type]


def ground(subject: Subject, relation: Relation, *kinds: str, on: date = TODAY) -> Ground:
    return weigh(subject=subject, relation=relation, kinds=kinds or (INBOX,), age_rules=RULES, on=on).ground


@pytest.mark.parametrize(
    ("age", "relation", "kind", "expected"),
    [
        (0, SELF, INBOX, Ground.OWN_DATA),
        (15, SELF, JOURNAL, OutsideAges),
        (16, SELF, JOURNAL, Ground.OWN_DATA),
        (110, SELF, JOURNAL, Ground.OWN_DATA),
        (0, GUARDIAN, JOURNAL, Ground.GUARDIAN),
        (12, GUARDIAN, JOURNAL, Ground.GUARDIAN),
        (12, GUARDIAN, INBOX, Ground.GUARDIAN),
        (13, GUARDIAN, INBOX, GrownOutOfGuardianship),
        (13, GUARDIAN, JOURNAL, GrownOutOfGuardianship),
        (17, GUARDIAN, JOURNAL, GrownOutOfGuardianship),
        (13, Relation(acting=ADULT, is_guardian=True, decided_units=frozenset({"U"})), JOURNAL, Ground.UNIT_DECISION),
        (15, Relation(acting=ADULT, is_guardian=True, decided_units=frozenset({"U"})), JOURNAL, Ground.UNIT_DECISION),
        (16, Relation(acting=ADULT, is_guardian=True, decided_units=frozenset({"U"})), JOURNAL, GrownOutOfGuardianship),
        (14, Relation(acting=ADULT, is_guardian=True, decided_units=frozenset({"U"})), INBOX, GrownOutOfGuardianship),
        (80, Relation(acting=ADULT, mandated_kinds=frozenset({INBOX})), INBOX, Ground.OMBUD),
        (80, Relation(acting=ADULT, mandated_kinds=frozenset({INBOX})), JOURNAL, NoMandate),
        (17, Relation(acting=ADULT, mandated_kinds=frozenset({INBOX})), INBOX, OutsideAges),
        (80, Relation(acting=ADULT, represented_kinds=frozenset({INBOX})), INBOX, Ground.LEGAL_REPRESENTATIVE),
        (80, Relation(acting=ADULT, represented_kinds=frozenset({INBOX})), JOURNAL, NoMandate),
        (30, Relation(acting=ADULT), INBOX, NotYours),
        (30, Relation(), INBOX, NotYours),
        (30, SELF, "unheard-of", OutsideAges),
    ],
)
def test_who_reaches_what_at_which_age(
    age: int, relation: Relation, kind: str, expected: Ground | type[AccessRefused]
) -> None:
    if isinstance(expected, Ground):
        assert ground(aged(age), relation, kind) is expected
    else:
        with pytest.raises(expected):
            ground(aged(age), relation, kind)


def test_a_guardians_access_ends_on_the_13th_birthday_and_not_a_day_before() -> None:
    child = Subject(birth_date=date(2013, 11, 27), is_dead=False, is_protected=False)

    assert ground(child, GUARDIAN) is Ground.GUARDIAN
    with pytest.raises(GrownOutOfGuardianship):
        ground(child, GUARDIAN, on=TODAY + timedelta(days=1))


@pytest.mark.parametrize("relation", [SELF, GUARDIAN, Relation(acting=ADULT, mandated_kinds=frozenset({INBOX}))])
def test_death_ends_every_role_and_an_unknown_birth_date_closes(relation: Relation) -> None:
    with pytest.raises(Deceased):
        ground(Subject(birth_date=date(2020, 1, 1), is_dead=True, is_protected=False), relation)
    with pytest.raises(AgeUnknown):
        ground(Subject(birth_date=None, is_dead=False, is_protected=False), relation)


protected = Subject(birth_date=date(1980, 5, 5), is_dead=False, is_protected=True)
dead = Subject(birth_date=date(1980, 5, 5), is_dead=True, is_protected=False)
minor = Subject(birth_date=date(2009, 1, 1), is_dead=False, is_protected=False)


@pytest.mark.parametrize(
    ("subject", "relation"),
    [
        (aged(9, is_protected=True), GUARDIAN),
        (aged(9), Relation(acting=protected, is_guardian=True)),
        (aged(9), Relation(acting=dead, is_guardian=True)),
        (aged(9), Relation(acting=None, is_guardian=True)),
        (aged(9), Relation(acting=ADULT, is_guardian=True, guardian_is_blocked=True)),
        (aged(80, is_protected=True), Relation(acting=ADULT, mandated_kinds=frozenset({INBOX}))),
        (aged(80), Relation(acting=protected, mandated_kinds=frozenset({INBOX}))),
        (aged(80), Relation(acting=minor, mandated_kinds=frozenset({INBOX}))),
        (aged(80), Relation(acting=minor, represented_kinds=frozenset({INBOX}))),
    ],
)
def test_blocked_protected_dead_and_under_age_representatives_get_one_neutral_answer(
    subject: Subject, relation: Relation
) -> None:
    with pytest.raises(GuardianUnavailable) as refusal:
        ground(subject, relation)

    assert refusal.value.looks_missing


def test_a_protected_person_reaches_her_own_data_like_everybody() -> None:
    assert ground(aged(37, is_protected=True), SELF, INBOX, JOURNAL) is Ground.OWN_DATA


def test_a_parent_of_16_has_custody_and_acts_for_her_child() -> None:
    assert ground(aged(1), Relation(acting=minor, is_guardian=True)) is Ground.GUARDIAN


def test_a_former_guardian_with_a_power_of_attorney_is_an_ombud() -> None:
    both = Relation(acting=ADULT, is_guardian=True, mandated_kinds=frozenset({INBOX}))

    assert ground(aged(18), both) is Ground.OMBUD


def test_a_decision_reaches_the_deciding_units_alone() -> None:
    decided = Relation(acting=ADULT, is_guardian=True, decided_units=frozenset({"U1", "U2"}))

    weighed = weigh(subject=aged(14), relation=decided, kinds=[JOURNAL], age_rules=RULES, on=TODAY)

    assert weighed.units == frozenset({"U1", "U2"})


def test_all_kinds_must_be_reached_or_none_is() -> None:
    with pytest.raises(OutsideAges):
        ground(aged(14), SELF, INBOX, JOURNAL)


def test_a_page_that_collects_gets_what_one_role_reaches() -> None:
    ombud = Relation(acting=ADULT, mandated_kinds=frozenset({INBOX}))

    def asked(subject: Subject, relation: Relation) -> frozenset[str]:
        return reachable(subject=subject, relation=relation, kinds=[INBOX, JOURNAL], age_rules=RULES, on=TODAY)

    assert asked(aged(80), ombud) == {INBOX}
    assert asked(aged(14), SELF) == {INBOX}
    assert asked(aged(14), GUARDIAN) == frozenset()
    assert asked(aged(30), Relation()) == frozenset()


def test_a_new_law_counts_from_its_day_and_the_old_one_until_then() -> None:
    new = rule(JOURNAL, Role.SELF, 13, None, valid_from=date(2027, 1, 1))

    def at(on: date) -> AgeRule | None:
        return matching_rule(age_rules=(*RULES, new), kind=JOURNAL, role=Role.SELF, age=14, on=on)

    assert at(date(2026, 12, 31)) is None
    assert at(date(2027, 1, 1)) is new


subjects = st.builds(
    Subject,
    birth_date=st.none() | st.dates(date(1916, 1, 1), TODAY),
    is_dead=st.booleans(),
    is_protected=st.booleans(),
)
kinds = st.frozensets(st.sampled_from([INBOX, JOURNAL]))
relations = st.builds(
    Relation,
    acting=st.none() | subjects,
    is_guardian=st.booleans(),
    guardian_is_blocked=st.booleans(),
    decided_units=st.frozensets(st.sampled_from(["U1", "U2"])),
    represented_kinds=kinds,
    mandated_kinds=kinds,
)


@given(subject=subjects, relation=relations, asked=st.frozensets(st.sampled_from([INBOX, JOURNAL]), min_size=1))
def test_whoever_acts_for_another_passes_only_with_everything_right(
    subject: Subject, relation: Relation, asked: frozenset[str]
) -> None:
    try:
        weighed = weigh(subject=subject, relation=relation, kinds=asked, age_rules=RULES, on=TODAY)
    except AccessRefused:
        return

    assert subject.birth_date is not None
    assert relation.acting is not None
    assert [subject.is_dead, subject.is_protected, relation.acting.is_dead, relation.acting.is_protected] == [False] * 4
    age = age_on(subject.birth_date, on=TODAY)
    if weighed.ground in {Ground.GUARDIAN, Ground.UNIT_DECISION}:
        assert not relation.guardian_is_blocked
        assert age < 13 or (age < 16 and asked == {JOURNAL} and weighed.units == relation.decided_units)
    elif weighed.ground is Ground.OMBUD:
        assert age >= 18
        assert asked <= relation.mandated_kinds
    else:
        assert asked <= relation.represented_kinds


@given(subject=subjects, relation=relations)
def test_what_a_page_may_collect_is_what_a_grant_would_cover(subject: Subject, relation: Relation) -> None:
    found = reachable(subject=subject, relation=relation, kinds=[INBOX, JOURNAL], age_rules=RULES, on=TODAY)

    if found:
        assert weigh(subject=subject, relation=relation, kinds=found, age_rules=RULES, on=TODAY)
    else:
        for kind in (INBOX, JOURNAL):
            with pytest.raises(AccessRefused):
                weigh(subject=subject, relation=relation, kinds=[kind], age_rules=RULES, on=TODAY)


CHILD, OF_AGE = date(2015, 1, 1), date(2008, 11, 26)


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"ground": Ground.CONSENT}, None),
        ({"ground": Ground.CONSENT, "has_consent": False}, ConsentMissing),
        ({"ground": Ground.CONSENT, "has_relation": False}, NoCareRelation),
        ({"ground": Ground.CONSENT, "sector": "social"}, None),
        ({"ground": Ground.CONSENT, "reason": "unconscious"}, ReasonNeeded),
        ({"ground": Ground.EMERGENCY, "reason": "unconscious", "has_consent": False, "has_relation": False}, None),
        ({"ground": Ground.EMERGENCY}, ReasonNeeded),
        ({"ground": Ground.EMERGENCY, "reason": "curious"}, ReasonNeeded),
        ({"ground": Ground.EMERGENCY, "reason": "child_too_young"}, ReasonNeeded),
        ({"ground": Ground.EMERGENCY, "reason": "unconscious", "sector": "social"}, NoEmergencyGround),
        ({"ground": Ground.CHILD_WITHOUT_CONSENT, "reason": "child_too_young", "birth_date": CHILD}, None),
        ({"ground": Ground.CHILD_WITHOUT_CONSENT, "birth_date": CHILD}, ReasonNeeded),
        ({"ground": Ground.CHILD_WITHOUT_CONSENT, "reason": "child_too_young"}, ChildCanConsent),
        ({"ground": Ground.CHILD_WITHOUT_CONSENT, "reason": "child_too_young", "birth_date": OF_AGE}, ChildCanConsent),
        ({"ground": Ground.CHILD_WITHOUT_CONSENT, "reason": "child_too_young", "birth_date": None}, ChildCanConsent),
        ({"ground": Ground.LASTING_INCAPACITY}, None),
        ({"ground": Ground.LASTING_INCAPACITY, "sector": "social"}, None),
        ({"ground": Ground.LASTING_INCAPACITY, "birth_date": OF_AGE}, None),
        ({"ground": Ground.LASTING_INCAPACITY, "birth_date": None}, None),
        ({"ground": Ground.LASTING_INCAPACITY, "is_noted_incapable": False}, IncapacityNotNoted),
        ({"ground": Ground.LASTING_INCAPACITY, "has_relation": False}, NoCareRelation),
        ({"ground": Ground.LASTING_INCAPACITY, "birth_date": CHILD}, ChildHasOwnGround),
        ({"ground": Ground.LASTING_INCAPACITY, "reason": "unconscious"}, ReasonNeeded),
        ({"ground": Ground.CONSENT, "has_consent": False, "is_noted_incapable": True}, ConsentMissing),
        ({"ground": Ground.ASSIGNMENT}, NoAcrossGround),
        ({"ground": Ground.OWN_DATA}, NoAcrossGround),
        ({"ground": Ground.EXISTENCE}, NoAcrossGround),
    ],
)
def test_the_grounds_for_reading_across_care_givers(
    values: dict[str, object], refusal: type[AccessRefused] | None
) -> None:
    facts: dict[str, object] = {
        "reason": "", "sector": "care", "has_relation": True, "has_consent": True,
        "is_noted_incapable": True, "birth_date": date(1980, 1, 1),
    }  # fmt: skip
    if refusal is None:
        assert check_across(**{**facts, **values}, on=TODAY) is None  # type: ignore[arg-type, func-returns-value]
    else:
        with pytest.raises(refusal):
            check_across(**{**facts, **values}, on=TODAY)  # type: ignore[arg-type]


def test_every_reason_has_words_and_belongs_to_one_ground() -> None:
    assert set(REASON_WORDS) == set(Reason)
    assert sorted(reason for reasons in REASONS.values() for reason in reasons) == sorted(Reason)
