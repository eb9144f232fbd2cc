"""Notes that somebody lastingly can not consent: for one unit, for a time, weighed anew at every request."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import opened, resident, staff
from ingang.foundation.access.across import open_across
from ingang.foundation.access.errors import IncapacityNotNoted
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.actions.incapacity import note_incapacity
from ingang.foundation.consents.errors import NoteTooLong, StaffDecides
from ingang.foundation.consents.models import Block, BlockKind, Consent, IncapacityNote
from ingang.foundation.consents.queries import has_incapacity_note, outer_blocks
from ingang.foundation.consents.rules import LONGEST_NOTE, Asked, Clarified
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Ground

Cast = Callable[[str], UUID]
KIND = "consents.consent"
SARA, MONA = staff("sara"), staff("mona")


def note(cast: Cast, now: datetime, *, actor: Staff = MONA, lasts: timedelta = timedelta(days=30)) -> UUID:
    grant = opened(actor, KIND, person=cast("imran"), now=now)
    return note_incapacity(grant=grant, how=Clarified.SAID_BEFORE, asked=Asked.CLOSE_ONE, until=now + lasts, now=now)


def read(cast: Cast, now: datetime, actor: Staff = MONA) -> Grant:
    return open_across(
        actor=actor, person=cast("imran"), kinds=["records.clinical"], ground=Ground.LASTING_INCAPACITY, now=now
    )


def test_a_note_opens_for_its_own_unit_for_its_time_and_is_recorded_with_roles_alone(cast: Cast, now: datetime) -> None:
    with pytest.raises(IncapacityNotNoted):
        read(cast, now)

    noted = note(cast, now)

    assert read(cast, now).ground is Ground.LASTING_INCAPACITY
    assert not has_incapacity_note(persons=frozenset({cast("imran")}), unit=SARA.unit, now=now)
    with pytest.raises(IncapacityNotNoted):
        read(cast, now + timedelta(days=30))
    event = AuditEvent.objects.get(event="consents.incapacity_noted")
    assert (event.person, event.details["note"]) == (cast("imran"), str(noted))
    assert (event.details["how"], event.details["asked"]) == ("said_before", "close_one")


def test_a_later_note_takes_the_place_of_the_earlier(cast: Cast, now: datetime) -> None:
    note(cast, now, lasts=timedelta(days=60))

    note(cast, now)

    assert IncapacityNote.unguarded.filter(ended_at=None).count() == 1
    with pytest.raises(IncapacityNotNoted):
        read(cast, now + timedelta(days=31))


@pytest.mark.parametrize("lasts", [timedelta(0), LONGEST_NOTE + timedelta(seconds=1)])
def test_a_note_has_an_end_within_a_year(cast: Cast, now: datetime, lasts: timedelta) -> None:
    with pytest.raises(NoteTooLong):
        note(cast, now, lasts=lasts)

    assert not IncapacityNote.unguarded.exists()


def test_nobody_but_staff_notes_it(cast: Cast, now: datetime) -> None:
    with pytest.raises(StaffDecides):
        note_incapacity(
            grant=opened(resident("imran"), KIND, now=now), how=Clarified.SHOWS_NOW, asked=Asked.CARE_STAFF,
            until=now + timedelta(days=1), now=now,
        )  # fmt: skip


def test_an_outer_block_stands_and_is_not_named(cast: Cast, now: datetime) -> None:
    Block.unguarded.create(
        person=cast("imran"), kind=BlockKind.OUTER, care_giver=SARA.care_giver, unit="", blocked_at=now
    )
    note(cast, now)

    grant = read(cast, now)

    assert grant.blocked_care_givers == {SARA.care_giver}
    assert outer_blocks(grant=grant, now=now) == []


def test_a_note_is_no_consent(cast: Cast, now: datetime) -> None:
    note(cast, now)

    assert not Consent.unguarded.filter(person=cast("imran"), unit=MONA.unit, revoked_at=None).exists()
