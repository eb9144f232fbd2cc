"""Giving, registering and taking back consents; patient relations."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from conftest import BVC, opened, relate, representative, resident, staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.actions.consents import (
    begin_care_relation,
    give_consent,
    register_consent,
    take_back,
)
from ingang.foundation.consents.actions.incapacity import note_incapacity
from ingang.foundation.consents.errors import ConsentNotFound, PatientDecides, PeriodUnusable, StaffDecides
from ingang.foundation.consents.models import Block, BlockKind, CareRelation, Consent
from ingang.foundation.consents.queries import (
    allowances,
    consents,
    has_care_relation,
    has_consent,
    has_incapacity_note,
)
from ingang.foundation.consents.rules import Asked, Clarified
from ingang.foundation.outbox.models import OutboxEvent
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
KIND = "consents.consent"
SARA, MONA = staff("sara"), staff("mona")


def own(now: datetime, key: str = "imran") -> Grant:
    return opened(resident(key), KIND, now=now)


def given(now: datetime, *, days: int = 30) -> UUID:
    return give_consent(
        grant=own(now), unit=MONA.unit, care_giver=MONA.care_giver, until=now + timedelta(days=days), now=now
    )


def may_read(cast: Cast, now: datetime, unit: str = MONA.unit, employee: str = MONA.hsa_id) -> bool:
    return has_consent(persons=frozenset({cast("imran")}), unit=unit, employee=employee, now=now)


def recorded(event: str) -> int:
    return AuditEvent.objects.filter(event=event).count()


def test_a_consent_opens_for_the_unit_for_its_time_and_is_recorded(cast: Cast, now: datetime) -> None:
    assert not may_read(cast, now)

    consent = given(now)

    assert may_read(cast, now)
    assert not may_read(cast, now, unit=SARA.unit)
    assert not may_read(cast, now + timedelta(days=30))
    event = AuditEvent.objects.get(event="consents.consent_given")
    assert event.details == {"consent": str(consent), "unit": MONA.unit, "employee": ""}


def test_giving_what_is_given_is_no_second_consent_and_a_longer_one_is(cast: Cast, now: datetime) -> None:
    first, same, longer = given(now), given(now), given(now, days=60)

    assert first == same != longer
    assert recorded("consents.consent_given") == 2


def test_a_guardian_gives_no_consent_for_a_child(cast: Cast, now: datetime) -> None:
    grant = opened(representative("bo", acting_for="ella"), KIND, now=now)

    with pytest.raises(PatientDecides):
        give_consent(grant=grant, unit=MONA.unit, care_giver=MONA.care_giver, until=now + timedelta(days=1), now=now)
    with pytest.raises(StaffDecides):
        register_consent(grant=grant, until=now + timedelta(days=1), now=now)


def test_staff_register_for_their_own_unit_or_for_themselves_alone(cast: Cast, now: datetime) -> None:
    grant = opened(MONA, KIND, person=cast("imran"), now=now)

    register_consent(grant=grant, until=now + timedelta(days=1), now=now, only_me=True)
    assert may_read(cast, now)
    assert not may_read(cast, now, employee="SE0000000010-S009")

    register_consent(grant=grant, until=now + timedelta(days=1), now=now)
    assert may_read(cast, now, employee="SE0000000010-S009")
    assert {row.registered_by for row in consents(grant=own(now))} == {MONA.hsa_id}


def test_a_period_that_is_over_is_refused(cast: Cast, now: datetime) -> None:
    with pytest.raises(PeriodUnusable):
        given(now, days=0)

    assert not Consent.unguarded.filter(person=cast("imran")).exists()


def test_taken_back_it_is_over_at_once_and_kept_as_history(cast: Cast, now: datetime) -> None:
    given(now)

    take_back(grant=own(now), care_giver=MONA.care_giver, now=now)

    assert not may_read(cast, now)
    assert [row.revoked_at for row in consents(grant=own(now))] == [now]
    assert recorded("consents.consent_revoked") == 1
    assert not OutboxEvent.objects.filter(name="consents.taken_back").exists()
    with pytest.raises(ConsentNotFound):
        take_back(grant=own(now), care_giver=MONA.care_giver, now=now)


def test_nobody_else_takes_it_back(cast: Cast, now: datetime) -> None:
    given(now)
    sara = opened(SARA, KIND, person=cast("imran"), now=now)
    guardian = opened(representative("bo", acting_for="ella"), KIND, now=now)

    for grant, refusal in ((own(now, "cleo"), ConsentNotFound), (sara, StaffDecides), (guardian, PatientDecides)):
        with pytest.raises(refusal):
            take_back(grant=grant, care_giver=MONA.care_giver, now=now)

    assert may_read(cast, now)


def test_another_care_givers_consent_stays(cast: Cast, now: datetime) -> None:
    given(now)
    give_consent(grant=own(now), unit=SARA.unit, care_giver=SARA.care_giver, until=now + timedelta(days=9), now=now)

    take_back(grant=own(now), care_giver=SARA.care_giver, now=now)

    assert may_read(cast, now)


def test_staff_take_it_back_for_the_whole_care_giver_and_the_patient_is_told(
    cast: Cast, now: datetime, log_in_as: Callable[..., Client], deliver: Callable[..., int]
) -> None:
    given(now)
    until = now + timedelta(days=9)
    give_consent(grant=own(now), unit="U-2", care_giver=MONA.care_giver, until=until, now=now)
    mona = opened(MONA, KIND, person=cast("imran"), now=now)
    note_incapacity(grant=mona, how=Clarified.SHOWS_NOW, asked=Asked.CARE_STAFF, until=until, now=now)
    assert [one.is_incapacity for one in allowances(grant=mona, now=now)].count(True) == 1

    take_back(grant=mona, care_giver=MONA.care_giver, now=now)
    deliver()

    assert allowances(grant=mona, now=now) == []
    assert not may_read(cast, now)
    assert not may_read(cast, now, unit="U-2")
    assert not has_incapacity_note(persons=frozenset({cast("imran")}), unit=MONA.unit, now=now)
    assert AuditEvent.objects.get(event="consents.consent_revoked").details["ended"] == "2"
    assert recorded("consents.incapacity_ended") == 1
    assert "Ditt samtycke är återkallat" in log_in_as("imran").get("/min/inkorg/").content.decode()


def test_an_inner_block_keeps_no_consent_from_being_taken_back(cast: Cast, now: datetime) -> None:
    give_consent(grant=own(now), unit="U-2", care_giver=MONA.care_giver, until=now + timedelta(days=9), now=now)
    Block.unguarded.create(
        person=cast("imran"), kind=BlockKind.INNER, care_giver=MONA.care_giver, unit="U-2", blocked_at=now
    )

    take_back(grant=opened(MONA, KIND, person=cast("imran"), now=now), care_giver=MONA.care_giver, now=now)

    assert not may_read(cast, now, unit="U-2")


def test_staff_are_told_what_lets_their_own_care_giver_read_alone(cast: Cast, now: datetime) -> None:
    given(now)
    give_consent(grant=own(now), unit=SARA.unit, care_giver=SARA.care_giver, until=now + timedelta(days=9), now=now)

    shown = allowances(grant=opened(MONA, KIND, person=cast("imran"), now=now), now=now)

    assert {one.care_giver for one in shown} == {MONA.care_giver}
    assert {one.care_giver for one in allowances(grant=own(now), now=now)} == {MONA.care_giver, SARA.care_giver}


def test_a_booking_gives_a_patient_relation_once_and_a_longer_one_prolongs(cast: Cast, now: datetime) -> None:
    grant = opened(resident("cleo"), "people.person", now=now)

    def begin(days: int) -> None:
        begin_care_relation(
            grant=grant, unit=BVC, care_giver="G", because="booking", until=now + timedelta(days=days), now=now
        )

    for days in (5, 5, 3, 9):
        begin(days)

    assert CareRelation.unguarded.filter(person=cast("cleo")).count() == 2
    assert recorded("consents.relation_begun") == 2
    cleo = frozenset({cast("cleo")})
    assert has_care_relation(persons=cleo, unit=BVC, now=now + timedelta(days=8))
    assert not has_care_relation(persons=cleo, unit=BVC, now=now + timedelta(days=9))
    assert not has_care_relation(persons=cleo, unit=SARA.unit, now=now)


def test_a_relation_under_a_former_identity_counts(cast: Cast, now: datetime) -> None:
    relate("cleo", BVC, "G", now=now)

    assert has_care_relation(persons=frozenset({cast("alva"), cast("cleo")}), unit=BVC, now=now)
