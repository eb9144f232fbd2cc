"""Opening a person: the cast, recorded refusals, switches, systems, former identities, and the moment of turning 13."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from conftest import BJORKBACKEN, TODAY, number_of, opened, relate, representative, resident, staff
from ingang.foundation.access.actions import open_job, open_person, open_subject, open_unit
from ingang.foundation.access.errors import (
    AccessRefused,
    AssignmentNeeded,
    Deceased,
    GrownOutOfGuardianship,
    GuardianUnavailable,
    NoAgreement,
    NoCareRelation,
    NoMandate,
    NotYours,
    SwitchedOff,
)
from ingang.foundation.access.foresight import foreseen
from ingang.foundation.access.models import Agreement
from ingang.foundation.access.weighing import can_open_person, openable_kinds
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import Block, BlockKind
from ingang.foundation.people.actions.register import change_identity
from ingang.foundation.people.models import GuardianBlock, Mandate, Person
from ingang.foundation.regions.actions import decide
from ingang.kernel.actor import Actor, Job, System
from ingang.kernel.grant import Ground, Purpose
from ingang.kernel.registry import Registry, current, install
from ingang.kernel.service import AgeRule, Audience, DataKind, Role, Service, Switch

Cast = Callable[[str], UUID]
PERSON = "people.person"
SARA = staff("sara")


def last_opening() -> AuditEvent:
    return AuditEvent.objects.filter(event="access.person_opened").latest("id")


@pytest.mark.parametrize(
    ("actor", "ground"),
    [
        (resident("alva"), Ground.OWN_DATA),
        (resident("freja"), Ground.OWN_DATA),
        (resident("imran"), Ground.OWN_DATA),
        (resident("maja"), Ground.OWN_DATA),
        (representative("bo", acting_for="ella"), Ground.GUARDIAN),
        (representative("bo", acting_for="noah"), Ground.GUARDIAN),
        (representative("erik", acting_for="dagny"), Ground.OMBUD),
    ],
)
def test_the_cast_reaches_what_each_may_and_it_is_recorded_first(
    cast: Cast, now: datetime, actor: Actor, ground: Ground
) -> None:
    grant = opened(actor, PERSON, now=now)

    event = last_opening()
    assert (grant.ground, grant.kinds) == (ground, frozenset({PERSON}))
    assert grant.person == event.person
    assert (event.outcome, event.ground, event.kinds, event.at) == ("done", ground, [PERSON], now)


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [
        (representative("cleo", acting_for="alva"), NotYours),
        (representative("cleo", acting_for="ella"), NotYours),
        (representative("bo", acting_for="maja"), GrownOutOfGuardianship),
        (representative("bo", acting_for="alva"), NotYours),
        (representative("freja", acting_for="gustav"), GuardianUnavailable),
        (representative("alva", acting_for="nobody"), NotYours),
        (resident("nobody"), NotYours),
        (resident("linnea"), Deceased),
    ],
)
def test_the_cast_is_refused_and_the_refusal_is_recorded(
    cast: Cast, now: datetime, actor: Actor, refusal: type[AccessRefused]
) -> None:
    with pytest.raises(refusal):
        opened(actor, PERSON, now=now)

    event = last_opening()
    assert (event.outcome, event.ground) == ("refused", refusal.code)


def test_a_resident_opens_nobody_but_the_one_her_pages_are_about(cast: Cast, now: datetime) -> None:
    for actor in (resident("bo"), representative("bo", acting_for="ella")):
        with pytest.raises(NotYours):
            open_person(actor=actor, person=cast("noah"), kinds=[PERSON], purpose=Purpose.OWN_ACCESS, now=now)
    with pytest.raises(NotYours):
        open_person(actor=resident("bo"), person=cast("bo"), kinds=[PERSON], purpose=Purpose.CARE, now=now)
    with pytest.raises(NotYours):
        open_person(actor=Job(name="x"), person=cast("bo"), kinds=[PERSON], purpose=Purpose.OPERATION, now=now)


def test_an_ombud_without_a_mandate_for_the_kind_is_refused_also_when_the_mandate_names_a_forbidden_kind(
    cast: Cast, now: datetime
) -> None:
    Mandate.unguarded.update(kinds=["consents.block"])

    with pytest.raises(NotYours):
        opened(representative("erik", acting_for="dagny"), "consents.block", now=now)

    Mandate.unguarded.update(kinds=["consents.block", PERSON])
    with pytest.raises(NoMandate):
        opened(representative("erik", acting_for="dagny"), "consents.block", now=now)


@pytest.mark.parametrize(
    ("moment", "refused"),
    [
        (datetime(2026, 11, 26, 22, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 26, 23, 0, tzinfo=UTC), True),
    ],
)
def test_a_guardians_access_ends_at_midnight_in_sweden(cast: Cast, moment: datetime, refused: bool) -> None:
    bo = representative("bo", acting_for="noah")

    if refused:
        with pytest.raises(GrownOutOfGuardianship):
            opened(bo, PERSON, now=moment)
    else:
        assert opened(bo, PERSON, now=moment).ground is Ground.GUARDIAN


def test_a_block_stops_one_guardian_at_the_next_request(cast: Cast, now: datetime) -> None:
    GuardianBlock.unguarded.create(person=cast("ella"), guardian=cast("bo"), unit=BJORKBACKEN, blocked_at=now)

    with pytest.raises(GuardianUnavailable):
        opened(representative("bo", acting_for="ella"), PERSON, now=now)
    assert opened(representative("bo", acting_for="noah"), PERSON, now=now)


def test_an_unknown_birth_date_closes(cast: Cast, now: datetime) -> None:
    Person.objects.filter(id=cast("alva")).update(birth_date=None)

    with pytest.raises(AccessRefused):
        opened(resident("alva"), PERSON, now=now)


def test_a_mandate_reaches_through_a_changed_identity_of_either(cast: Cast, now: datetime) -> None:
    for former, current_key in (("dagny", "cleo"), ("erik", "imran")):
        change_identity(
            actor=Job(name="r"), former=number_of(former), current=number_of(current_key), is_fictitious=False, now=now
        )

    grant = opened(representative("imran", acting_for="cleo"), PERSON, now=now)

    assert grant.ground is Ground.OMBUD
    assert grant.person == cast("cleo")
    assert grant.persons == {cast("cleo"), cast("dagny")}
    assert last_opening().person == cast("cleo")


def test_staff_reach_a_patient_of_their_unit_within_their_own_care_giver(cast: Cast, now: datetime) -> None:
    grant = opened(SARA, PERSON, person=cast("alva"), now=now)

    assert grant.ground is Ground.ASSIGNMENT
    assert grant.care_givers == frozenset({SARA.care_giver})
    assert grant.units is None


@pytest.mark.parametrize("key", ["cleo", "freja"])
def test_staff_without_a_patient_relation_are_refused(cast: Cast, now: datetime, key: str) -> None:
    with pytest.raises(NoCareRelation):
        opened(SARA, PERSON, person=cast(key), now=now)

    assert last_opening().ground == "no_care_relation"


def test_a_patient_relation_with_another_unit_or_in_the_past_does_not_count(cast: Cast, now: datetime) -> None:
    relate("cleo", "SE0000000020-U999", SARA.care_giver, now=now)
    relate("cleo", SARA.unit, SARA.care_giver, now=now - timedelta(days=60))

    with pytest.raises(NoCareRelation):
        opened(SARA, PERSON, person=cast("cleo"), now=now)


@pytest.mark.parametrize("key", ["vera", "yusuf"])
def test_an_assignment_for_another_purpose_reaches_no_patient_and_no_list(cast: Cast, now: datetime, key: str) -> None:
    actor = staff(key)
    relate("alva", actor.unit, actor.care_giver, now=now)

    with pytest.raises(AssignmentNeeded):
        opened(actor, PERSON, person=cast("alva"), now=now)
    with pytest.raises(AssignmentNeeded):
        open_unit(actor=actor, kinds=[PERSON], now=now)

    assert AuditEvent.objects.filter(outcome="refused").count() == 2


def test_an_inner_block_takes_the_blocked_unit_from_the_others_and_not_from_itself(cast: Cast, now: datetime) -> None:
    mona, elsewhere = staff("mona"), replace(staff("mona"), unit="SE0000000010-U009")
    relate("alva", elsewhere.unit, elsewhere.care_giver, now=now)
    Block.unguarded.create(
        person=cast("alva"), kind=BlockKind.INNER, care_giver=mona.care_giver, unit=mona.unit, blocked_at=now
    )

    own, others = (opened(actor, PERSON, person=cast("alva"), now=now) for actor in (mona, elsewhere))

    assert own.reaches(care_giver=mona.care_giver, unit=mona.unit)
    assert not others.reaches(care_giver=mona.care_giver, unit=mona.unit)
    assert others.reaches(care_giver=mona.care_giver, unit=elsewhere.unit)


def test_an_inner_block_of_the_whole_care_giver_leaves_each_unit_its_own(cast: Cast, now: datetime) -> None:
    mona = staff("mona")
    Block.unguarded.create(person=cast("alva"), kind=BlockKind.INNER, care_giver=mona.care_giver, blocked_at=now)

    grant = opened(mona, PERSON, person=cast("alva"), now=now)

    assert grant.units == frozenset({mona.unit})


@pytest.mark.parametrize(
    ("values", "reached"),
    [
        ({}, True),
        ({"kinds": []}, False),
        ({"kinds": ["consents.consent"]}, False),
        ({"purposes": ["statistics"]}, False),
        ({"valid_until": TODAY}, False),
        ({"valid_from": TODAY + timedelta(days=1)}, False),
        ({"system": "another"}, False),
    ],
)
def test_an_outside_system_needs_an_agreement_for_the_kinds_the_purpose_and_the_day(
    cast: Cast, now: datetime, values: dict[str, object], reached: bool
) -> None:
    row = {
        "system": "lab", "care_giver": SARA.care_giver, "kinds": [PERSON], "purposes": ["care"], "reference": "A1",
        "valid_from": TODAY, **values,
    }  # fmt: skip
    Agreement.objects.create(**row)

    if reached:
        grant = opened(System(name="lab"), PERSON, person=cast("alva"), now=now)
        assert (grant.ground, grant.care_givers) == (Ground.AGREEMENT, frozenset({SARA.care_giver}))
    else:
        with pytest.raises(NoAgreement):
            opened(System(name="lab"), PERSON, person=cast("alva"), now=now)


@pytest.fixture
def fair_in_the_house() -> Iterator[None]:
    before = current()
    fair = Service(
        name="fair",
        title="Fair",
        audience=Audience.RESIDENT,
        data_kinds=(DataKind(code="fair.ticket", title="Ticket", switch="fair.open"),),
        switches=(Switch(code="fair.open", sentence="Open the fair", default=False),),
        age_rules=(AgeRule(kind="fair.ticket", role=Role.SELF, age_from=0, age_until=None, basis="test"),),
    )
    install(Registry((*before.services, fair)))
    yield
    install(before)


def test_what_the_persons_region_has_off_is_refused_and_left_out_of_what_is_collected(
    cast: Cast, now: datetime, fair_in_the_house: None
) -> None:
    alva, kinds = resident("alva"), [PERSON, "fair.ticket"]

    with pytest.raises(SwitchedOff):
        open_subject(actor=alva, kinds=kinds, now=now)
    assert openable_kinds(actor=alva, kinds=kinds, now=now) == {PERSON}
    foreseen_off = foreseen(acting=alva.person, person=alva.person, kinds=kinds, now=now)
    assert isinstance(foreseen_off["fair.ticket"], SwitchedOff)
    assert foreseen_off[PERSON] == Ground.OWN_DATA

    decide(actor=staff("yusuf"), code="fair.open", value=True, valid_from=TODAY, seen=0, now=now)
    assert open_subject(actor=alva, kinds=kinds, now=now).kinds == set(kinds)
    assert openable_kinds(actor=alva, kinds=kinds, now=now) == set(kinds)
    # Freja's place is not known, so she has the default.
    assert openable_kinds(actor=resident("freja"), kinds=kinds, now=now) == {PERSON}


@pytest.mark.parametrize(
    "actor",
    [
        resident("alva"), resident("linnea"), representative("bo", acting_for="ella"), SARA, staff("vera"),
        representative("bo", acting_for="maja"), representative("cleo", acting_for="alva"), System(name="lab"),
    ],
)  # fmt: skip
def test_the_button_says_what_the_door_does_and_records_nothing(cast: Cast, now: datetime, actor: Actor) -> None:
    person = getattr(actor, "acting_for", None) or getattr(actor, "person", None) or cast("alva")
    purpose = Purpose.OWN_ACCESS if actor.kind in {"resident", "representative"} else Purpose.CARE

    shown = can_open_person(actor=actor, person=person, kinds=[PERSON], purpose=purpose, now=now)

    assert not AuditEvent.objects.exists()
    try:
        open_person(actor=actor, person=person, kinds=[PERSON], purpose=purpose, now=now)
        passed = True
    except AccessRefused:
        passed = False
    assert shown is passed


def test_a_job_for_one_person_reaches_her_identities_and_one_for_nobody_reaches_all(cast: Cast, now: datetime) -> None:
    one = open_job(name="fair.sweep", kinds=[PERSON], persons=[cast("alva")], now=now)
    everybody = open_job(name="fair.sweep", kinds=[PERSON], now=now)

    assert (one.person, one.persons) == (cast("alva"), frozenset({cast("alva")}))
    assert everybody.persons == frozenset()
    assert AuditEvent.objects.filter(event="access.job_opened", actor="fair.sweep").count() == 2
