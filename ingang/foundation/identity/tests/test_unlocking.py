"""A locked log-in is opened by staff alone: who asks is checked twice, with a waiting time between."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import BJORKBACKEN, TODAY, opened, relate, resident, staff
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.rules import IdentityCheck
from ingang.foundation.identity.actions import lock_in_force, lock_log_in
from ingang.foundation.identity.errors import IdentityNotSeen, NotLocked, UnlockRefused, UnlockStillWaiting
from ingang.foundation.identity.models import LockReason
from ingang.foundation.identity.signs import signs
from ingang.foundation.identity.unlocking import (
    confirm_unlock,
    keep_locked,
    lock_for_person,
    request_unlock,
    waiting_unlock,
)
from ingang.foundation.people.actions.needs import choose_name
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
SEEN = IdentityCheck.ID_DOCUMENT
WAIT = timedelta(hours=48)


@pytest.fixture
def desk(cast: Cast, now: datetime) -> Grant:
    """Sara's grant on Alva, who has locked her log-in."""
    lock_log_in(person=cast("alva"), reason=LockReason.OWN_WISH, actor=resident("alva"), now=now)
    return granted(cast, now)


def granted(cast: Cast, now: datetime, member: Staff | None = None) -> Grant:
    relate("alva", BJORKBACKEN, "SE0000000020-G001", now=now)
    return opened(member or staff("sara"), "identity.log_in", person=cast("alva"), now=now)


def test_it_opens_after_the_waiting_time_and_a_second_check(desk: Grant, now: datetime) -> None:
    request_unlock(grant=desk, identity_check=SEEN, now=now)
    locked_meanwhile = lock_in_force(person=desk.person) is not None

    confirm_unlock(grant=desk, identity_check=IdentityCheck.E_ID_ON_SITE, now=now + WAIT)

    assert locked_meanwhile
    assert lock_in_force(person=desk.person) is None
    events = AuditEvent.objects.filter(event__contains="unlock").order_by("id")
    assert [(one.event, one.details["check"], one.actor_kind) for one in events] == [
        ("identity.unlock_requested", "id_document", "staff"),
        ("identity.log_in_unlocked", "e_id_on_site", "staff"),
    ]


def test_before_the_waiting_time_has_passed_it_stays_locked(desk: Grant, now: datetime) -> None:
    request_unlock(grant=desk, identity_check=SEEN, now=now)

    with pytest.raises(UnlockStillWaiting):
        confirm_unlock(grant=desk, identity_check=SEEN, now=now + WAIT - timedelta(seconds=1))

    assert lock_in_force(person=desk.person)


def test_asking_again_does_not_begin_the_wait_anew_nor_shorten_it(desk: Grant, now: datetime) -> None:
    first = request_unlock(grant=desk, identity_check=SEEN, now=now)

    assert request_unlock(grant=desk, identity_check=SEEN, now=now + timedelta(hours=20)) == first
    assert AuditEvent.objects.filter(event="identity.unlock_requested").count() == 1


def test_without_a_wish_nothing_opens(desk: Grant, now: datetime) -> None:
    with pytest.raises(NotLocked):
        confirm_unlock(grant=desk, identity_check=SEEN, now=now + WAIT)


@pytest.mark.parametrize("check", ["", "phone", "x" * 10_000])
def test_without_a_checked_identity_nothing_is_noted_or_opened(check: str, desk: Grant, now: datetime) -> None:
    with pytest.raises(IdentityNotSeen):
        request_unlock(grant=desk, identity_check=check, now=now)
    request_unlock(grant=desk, identity_check=SEEN, now=now)
    with pytest.raises(IdentityNotSeen):
        confirm_unlock(grant=desk, identity_check=check, now=now + WAIT)

    assert lock_in_force(person=desk.person)


def test_keeping_it_locked_ends_the_wish(desk: Grant, now: datetime) -> None:
    request_unlock(grant=desk, identity_check=SEEN, now=now)

    keep_locked(grant=desk, now=now)

    assert waiting_unlock(grant=desk) is None
    with pytest.raises(NotLocked):
        confirm_unlock(grant=desk, identity_check=SEEN, now=now + WAIT)


def test_locking_again_at_the_desk_ends_a_wish_to_open(desk: Grant, now: datetime) -> None:
    request_unlock(grant=desk, identity_check=SEEN, now=now)

    lock_for_person(grant=desk, reason=LockReason.COERCION, now=now)

    assert waiting_unlock(grant=desk) is None
    assert lock_in_force(person=desk.person)


def test_what_is_not_locked_can_not_be_asked_to_open(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotLocked):
        request_unlock(grant=granted(cast, now), identity_check=SEEN, now=now)


def test_an_assignment_without_the_role_opens_nothing(desk: Grant, cast: Cast, now: datetime) -> None:
    sara = staff("sara")
    nurse = Staff(**{**{name: getattr(sara, name) for name in sara.__dataclass_fields__}, "roles": ()})

    grant = granted(cast, now, nurse)

    with pytest.raises(UnlockRefused):
        request_unlock(grant=grant, identity_check=SEEN, now=now)
    with pytest.raises(UnlockRefused):
        confirm_unlock(grant=grant, identity_check=SEEN, now=now + WAIT)
    assert lock_in_force(person=desk.person)


def test_the_person_herself_opens_nothing(desk: Grant, now: datetime) -> None:
    with pytest.raises(AccessRefused):
        opened(resident("alva"), "identity.log_in", now=now)


def test_staff_see_the_lock_and_what_to_call_her(desk: Grant, cast: Cast, now: datetime) -> None:
    own = opened(resident("alva"), "people.needs", now=now)
    choose_name(grant=own, chosen_name="Alvar", pronoun="hen", now=now)

    sign = signs(persons=frozenset({cast("alva"), cast("bo")}), on=TODAY)

    assert sign[cast("alva")].is_locked
    assert (sign[cast("alva")].name.split()[0], sign[cast("alva")].pronoun) == ("Alvar", "hen")
    assert sign[cast("alva")].legal_name.startswith("Alva ")
    assert sign[cast("bo")].is_empty
