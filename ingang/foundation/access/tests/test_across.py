"""Reading what other care givers hold: first only that it exists, then on a recorded ground, never past a block."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import relate, staff
from ingang.foundation.access.across import (
    RELATION_WORDS,
    RelationReason,
    attest_care_relation,
    open_across,
    open_existence,
)
from ingang.foundation.access.errors import (
    AccessRefused,
    AssignmentNeeded,
    ConsentMissing,
    NoCareRelation,
    NoEmergencyGround,
    NotYours,
)
from ingang.foundation.access.weighing import can_open_across
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.consents.models import Block, BlockKind, Consent
from ingang.foundation.personal.errors import OnlyExistence
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Ground

Cast = Callable[[str], UUID]
MONA, TORE = staff("mona"), staff("tore")
ELSEWHERE = "SE0000000020-G001"
KIND = "consents.consent"


@query
def learn(*, grant: Grant) -> bool:
    """Consents stand in for records: rows that a care giver's unit holds."""
    return Consent.exists_under(grant)


@query
def read(*, grant: Grant) -> set[str]:
    return set(Consent.under(grant).values_list("care_giver", flat=True))


def hold(cast: Cast, care_giver: str, now: datetime, unit: str = "U") -> None:
    Consent.unguarded.create(
        person=cast("alva"), care_giver=care_giver, unit=unit, given_at=now, valid_until=now, registered_by="x"
    )


def consent(cast: Cast, actor: Staff, now: datetime, employee: str = "") -> None:
    Consent.unguarded.create(
        person=cast("alva"), care_giver=actor.care_giver, unit=actor.unit, employee=employee, given_at=now,
        valid_until=now + timedelta(days=1), registered_by="x",
    )  # fmt: skip


def block(cast: Cast, care_giver: str, now: datetime, unit: str = "") -> None:
    Block.unguarded.create(person=cast("alva"), kind=BlockKind.OUTER, care_giver=care_giver, unit=unit, blocked_at=now)


@pytest.fixture(autouse=True)
def nothing_held(cast: Cast) -> None:
    Consent.unguarded.all().delete()
    Block.unguarded.all().delete()


def existence(cast: Cast, now: datetime, actor: Staff = MONA) -> Grant:
    return open_existence(actor=actor, person=cast("alva"), kinds=[KIND], now=now)


def test_before_a_ground_only_that_data_exists_may_be_known(cast: Cast, now: datetime) -> None:
    hold(cast, ELSEWHERE, now)
    grant = existence(cast, now)

    assert learn(grant=grant) is True
    with pytest.raises(OnlyExistence):
        read(grant=grant)
    event = AuditEvent.objects.latest("id")
    assert (event.event, event.ground, event.outcome) == ("access.existence_asked", "existence", "done")


def test_own_data_and_blocked_data_do_not_count_as_existing(cast: Cast, now: datetime) -> None:
    hold(cast, MONA.care_giver, now)
    hold(cast, ELSEWHERE, now)
    block(cast, ELSEWHERE, now)

    assert learn(grant=existence(cast, now)) is False


def test_two_worlds_that_differ_in_blocked_data_alone_answer_the_same(cast: Cast, now: datetime) -> None:
    block(cast, ELSEWHERE, now)
    consent(cast, MONA, now)

    def answers() -> tuple[bool, set[str]]:
        across = open_across(actor=MONA, person=cast("alva"), kinds=[KIND], ground=Ground.CONSENT, now=now)
        return learn(grant=existence(cast, now)), read(grant=across)

    before = answers()
    hold(cast, ELSEWHERE, now)
    assert answers() == before == (False, set())


def test_existence_takes_a_patient_relation_and_an_assignment_for_care(cast: Cast, now: datetime) -> None:
    with pytest.raises(NoCareRelation):
        open_existence(actor=MONA, person=cast("cleo"), kinds=[KIND], now=now)
    with pytest.raises(AssignmentNeeded):
        existence(cast, now, staff("yusuf"))
    with pytest.raises(NotYours):
        open_existence(actor=MONA, person=cast("nobody"), kinds=[KIND], now=now)

    refused = AuditEvent.objects.filter(event="access.existence_asked", outcome="refused").order_by("id")
    assert [row.ground for row in refused] == ["no_care_relation", "assignment_needed", "not_yours"]


def test_consent_opens_what_others_hold_and_leaves_the_own_care_giver_to_its_own_grant(
    cast: Cast, now: datetime
) -> None:
    hold(cast, ELSEWHERE, now)
    consent(cast, MONA, now)

    grant = open_across(actor=MONA, person=cast("alva"), kinds=[KIND], ground=Ground.CONSENT, now=now)

    assert read(grant=grant) == {ELSEWHERE}
    assert grant.reaches(care_giver=ELSEWHERE)
    assert not grant.reaches(care_giver=MONA.care_giver)
    assert AuditEvent.objects.latest("id").ground == "consent"


@pytest.mark.parametrize("employee", ["SE0000000010-S009", "SE0000000020-S001"])
def test_a_consent_to_another_employee_does_not_open(cast: Cast, now: datetime, employee: str) -> None:
    consent(cast, MONA, now, employee)

    with pytest.raises(ConsentMissing):
        open_across(actor=MONA, person=cast("alva"), kinds=[KIND], ground=Ground.CONSENT, now=now)


def test_a_consent_is_over_at_its_end_and_when_it_is_taken_back(cast: Cast, now: datetime) -> None:
    consent(cast, MONA, now)

    def may(moment: datetime) -> bool:
        return can_open_across(actor=MONA, person=cast("alva"), ground=Ground.CONSENT, now=moment)

    assert may(now)
    assert not may(now + timedelta(days=1))
    Consent.unguarded.update(revoked_at=now)
    assert not may(now)


def test_an_emergency_opens_without_consent_on_a_recorded_reason_but_never_past_a_block(
    cast: Cast, now: datetime
) -> None:
    hold(cast, ELSEWHERE, now)
    hold(cast, "SE0000000040-G001", now)
    block(cast, ELSEWHERE, now)

    grant = open_across(
        actor=MONA, person=cast("alva"), kinds=[KIND], ground=Ground.EMERGENCY, reason="unconscious", now=now
    )

    assert read(grant=grant) == {"SE0000000040-G001"}
    assert grant.blocked_care_givers == {ELSEWHERE}
    event = AuditEvent.objects.latest("id")
    assert (event.event, event.ground, event.details) == (
        "access.across_opened",
        "emergency",
        {"reason": "unconscious"},
    )


def test_an_outer_block_of_one_unit_leaves_the_care_givers_other_units(cast: Cast, now: datetime) -> None:
    hold(cast, ELSEWHERE, now, unit="U1")
    block(cast, ELSEWHERE, now, unit="U1")
    consent(cast, MONA, now)

    grant = open_across(actor=MONA, person=cast("alva"), kinds=[KIND], ground=Ground.CONSENT, now=now)

    assert read(grant=grant) == set()
    assert grant.reaches(care_giver=ELSEWHERE, unit="U2")


def test_what_names_no_unit_may_be_of_the_blocked_one(cast: Cast, now: datetime) -> None:
    hold(cast, ELSEWHERE, now, unit="")
    hold(cast, "SE0000000040-G001", now, unit="")
    block(cast, ELSEWHERE, now, unit="U1")
    consent(cast, MONA, now)

    grant = open_across(actor=MONA, person=cast("alva"), kinds=[KIND], ground=Ground.CONSENT, now=now)

    assert read(grant=grant) == {"SE0000000040-G001"}


def test_social_care_has_no_emergency_ground_and_the_refusal_is_recorded_with_its_reason(
    cast: Cast, now: datetime
) -> None:
    with pytest.raises(NoEmergencyGround):
        open_across(
            actor=TORE, person=cast("alva"), kinds=[KIND], ground=Ground.EMERGENCY, reason="unconscious", now=now
        )

    event = AuditEvent.objects.latest("id")
    assert (event.outcome, event.ground, event.details) == ("refused", "no_emergency_ground", {"reason": "unconscious"})


def test_a_child_who_can_not_consent_is_read_about_without_asking_the_guardian(cast: Cast, now: datetime) -> None:
    relate("ella", MONA.unit, MONA.care_giver, now=now)

    grant = open_across(
        actor=MONA, person=cast("ella"), kinds=[KIND], ground=Ground.CHILD_WITHOUT_CONSENT, reason="child_too_young",
        now=now,
    )  # fmt: skip

    assert grant.ground is Ground.CHILD_WITHOUT_CONSENT


@pytest.mark.parametrize("ground", list(Ground))
@pytest.mark.parametrize("reason", ["", "unconscious", "child_too_young"])
def test_the_button_says_what_the_door_does(cast: Cast, now: datetime, ground: Ground, reason: str) -> None:
    consent(cast, MONA, now)
    shown = can_open_across(actor=MONA, person=cast("alva"), ground=ground, reason=reason, now=now)

    try:
        open_across(actor=MONA, person=cast("alva"), kinds=[KIND], ground=ground, reason=reason, now=now)
        passed = True
    except AccessRefused:
        passed = False

    assert shown is passed


def test_staff_attest_a_relation_for_a_day_and_it_is_recorded(cast: Cast, now: datetime) -> None:
    attest_care_relation(actor=MONA, person=cast("cleo"), reason=RelationReason.VISITS_NOW, now=now)

    def exists_at(moment: datetime) -> Grant:
        return open_existence(actor=MONA, person=cast("cleo"), kinds=[KIND], now=moment)

    assert exists_at(now).ground is Ground.EXISTENCE
    with pytest.raises(NoCareRelation):
        exists_at(now + timedelta(hours=24))
    event = AuditEvent.objects.get(event="access.relation_attested")
    assert (event.person, event.details) == (cast("cleo"), {"reason": "visits_now", HIDDEN_MARK: "1"})


def test_nobody_attests_without_an_assignment_for_care_or_for_nobody(cast: Cast, now: datetime) -> None:
    with pytest.raises(AssignmentNeeded):
        attest_care_relation(actor=staff("vera"), person=cast("cleo"), reason=RelationReason.CALLED, now=now)
    with pytest.raises(NotYours):
        attest_care_relation(actor=MONA, person=cast("nobody"), reason=RelationReason.CALLED, now=now)

    assert not AuditEvent.objects.filter(event="access.relation_attested").exists()
    assert set(RELATION_WORDS) == set(RelationReason)
