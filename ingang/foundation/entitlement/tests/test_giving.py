"""Approvals and allotments: given, changed, ended, recorded, and only by and for the unit."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from uuid6 import uuid7

from conftest import BJORKBACKEN, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.entitlement.actions.giving import allot, approve, end_allotment, end_approvals
from ingang.foundation.entitlement.errors import AllotmentUnknown, ApprovalUnknown, EndPassed, UnitAdminNeeded
from ingang.foundation.entitlement.models import Approval
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.queries.unit import approvals_named, approvals_page
from ingang.foundation.entitlement.tests.conftest import standing
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.people.models import FormerIdentity
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date

Cast = Callable[[str], UUID]
ALVA = person_id("alva")
ITEM = UUID(int=7)


def told() -> list[tuple[str, UUID | None, dict[str, str]]]:
    return [(one.name, one.person, one.fields) for one in OutboxEvent.objects.order_by("number")]


def events(name: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(event=name).order_by("id"))


def test_an_approval_lets_in_until_its_day_and_is_recorded_on_the_person(sara: Grant, now: datetime) -> None:
    until = local_date(now) + timedelta(days=3)

    approve(grant=sara, person=ALVA, valid_until=until, now=now)

    days = [standing("alva", now + timedelta(days=day)).is_approved for day in (0, 2, 3)]
    assert days == [True, True, False]
    assert [(one.person, one.details["until"]) for one in events("entitlement.approved")] == [(ALVA, until.isoformat())]
    assert told() == [("entitlement.approved", ALVA, {"unit": BJORKBACKEN, "hidden_from_guardian": ""})]


def test_an_approval_by_a_sensitive_unit_is_told_as_hidden_from_guardians(sara: Grant, now: datetime) -> None:
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(is_sensitive=True)

    approve(grant=sara, person=ALVA, valid_until=None, now=now)

    assert told() == [("entitlement.approved", ALVA, {"unit": BJORKBACKEN, "hidden_from_guardian": "1"})]


def test_approving_again_changes_the_day_and_the_same_again_does_nothing(sara: Grant, now: datetime) -> None:
    until = local_date(now) + timedelta(days=3)
    first = approve(grant=sara, person=ALVA, valid_until=until, now=now)
    same = approve(grant=sara, person=ALVA, valid_until=until, now=now)
    longer = approve(grant=sara, person=ALVA, valid_until=None, now=now)

    page = approvals_page(grant=sara, number="", now=now)

    assert same.id == first.id
    assert [one.row.id for one in page.object_list if one.row.person == ALVA] == [longer.id]
    assert len(events("entitlement.approved")) == 2


def test_many_approvals_end_at_once_and_each_person_is_told_in_her_log(sara: Grant, now: datetime) -> None:
    given = [approve(grant=sara, person=person_id(key), valid_until=None, now=now).id for key in ("alva", "bo")]

    ended = [end_approvals(grant=sara, approvals=given, now=now) for _ in range(2)]

    assert ended == [2, 0]
    assert not standing("alva", now).is_approved
    assert {one.person for one in events("entitlement.approvals_ended")} == {ALVA, person_id("bo")}


def test_one_foreign_approval_among_many_ends_none(sara: Grant, ulla: Grant, now: datetime) -> None:
    own = approve(grant=sara, person=ALVA, valid_until=None, now=now)
    foreign = approve(grant=ulla, person=ALVA, valid_until=None, now=now)

    for chosen in ([own.id, foreign.id], [own.id, uuid7()]):
        with pytest.raises(ApprovalUnknown):
            end_approvals(grant=sara, approvals=chosen, now=now)
    with pytest.raises(ApprovalUnknown):
        approvals_named(grant=sara, approvals=[foreign.id], now=now)

    assert standing("alva", now).is_approved


def test_who_is_no_local_administrator_approves_nobody(cast: Cast, now: datetime) -> None:
    sara = staff("sara")
    fields = {name: getattr(sara, name) for name in sara.__dataclass_fields__} | {"roles": ("booking_admin",)}
    grant = open_unit(actor=Staff(**fields), kinds=[STANDING], now=now)

    with pytest.raises(UnitAdminNeeded):
        approve(grant=grant, person=ALVA, valid_until=None, now=now)
    with pytest.raises(UnitAdminNeeded):
        end_approvals(grant=grant, approvals=[], now=now)


@pytest.mark.parametrize("days", [-1, 0])
def test_nothing_is_given_until_a_day_that_has_come(sara: Grant, now: datetime, days: int) -> None:
    until = local_date(now) + timedelta(days=days)

    with pytest.raises(EndPassed):
        approve(grant=sara, person=ALVA, valid_until=until, now=now)
    with pytest.raises(EndPassed):
        allot(grant=sara, person=ALVA, item=ITEM, valid_until=until, now=now)


def test_a_thing_is_given_and_taken_back(sara: Grant, ulla: Grant, now: datetime) -> None:
    given = allot(grant=sara, person=ALVA, item=ITEM, valid_until=None, now=now)
    had = standing("alva", now).allotted
    with pytest.raises(AllotmentUnknown):
        end_allotment(grant=ulla, allotment=given.id, now=now)
    for _ in range(2):
        end_allotment(grant=sara, allotment=given.id, now=now)

    assert had == {ITEM}
    assert standing("alva", now).allotted == frozenset()
    assert len(events("entitlement.allotment_ended")) == 1


def test_what_is_given_to_a_former_identity_carries_over(sara: Grant, now: datetime) -> None:
    approve(grant=sara, person=person_id("cleo"), valid_until=None, now=now)
    FormerIdentity.unguarded.create(person=ALVA, former=person_id("cleo"), since=local_date(now))

    assert standing("alva", now).is_approved


def test_an_approval_is_one_of_a_unit_however_many_try(sara: Grant, now: datetime) -> None:
    for day in (1, 2, 3):
        approve(grant=sara, person=ALVA, valid_until=local_date(now) + timedelta(days=day), now=now)

    with house_scope():
        assert Approval.unguarded.filter(person=ALVA, unit=BJORKBACKEN, ended_at=None).count() == 1
