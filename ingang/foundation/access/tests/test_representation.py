"""Whom a resident may act for, as her pages show it and as the switch allows it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import BJORKBACKEN, TODAY, representative, resident
from ingang.foundation.access.errors import AccessRefused, GrownOutOfGuardianship, GuardianUnavailable, NotYours
from ingang.foundation.access.representation import check_may_act_for, people_i_may_act_for
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import GuardianBlock, Mandate, Person, Representation
from ingang.kernel.service import Role

Cast = Callable[[str], UUID]


def choices(key: str, now: datetime) -> list[tuple[str, Role]]:
    return [(one.name, one.role) for one in people_i_may_act_for(actor=resident(key), now=now)]


def test_a_parent_sees_the_children_under_13_and_nobody_else(cast: Cast, now: datetime) -> None:
    assert choices("bo", now) == [("Ella Ekström", Role.GUARDIAN), ("Noah Ekström", Role.GUARDIAN)]
    assert choices("bo", now + timedelta(days=1)) == [("Ella Ekström", Role.GUARDIAN)]


def test_who_is_looked_for_does_not_depend_on_whom_one_acts_for_now(cast: Cast, now: datetime) -> None:
    acting = people_i_may_act_for(actor=representative("bo", acting_for="ella"), now=now)

    assert [one.name for one in acting] == ["Ella Ekström", "Noah Ekström"]


@pytest.mark.parametrize("key", ["alva", "cleo", "freja", "gustav", "maja", "dagny"])
def test_those_who_may_act_for_nobody_see_nobody(cast: Cast, now: datetime, key: str) -> None:
    assert choices(key, now) == []


def test_an_ombud_sees_who_gave_the_mandate_and_what_it_reaches(cast: Cast, now: datetime) -> None:
    (choice,) = people_i_may_act_for(actor=resident("erik"), now=now)

    assert (choice.person, choice.role) == (cast("dagny"), Role.OMBUD)
    assert "people.person" in choice.kinds
    assert "consents.block" not in choice.kinds


def test_a_legal_representative_sees_whom_the_court_named(cast: Cast, now: datetime) -> None:
    Representation.unguarded.create(
        person=cast("dagny"), representative=cast("alva"), kinds=["people.person"], decision="T 1-26", valid_from=TODAY
    )

    assert choices("alva", now) == [("Dagny Wallin", Role.LEGAL_REPRESENTATIVE)]


def test_a_blocked_protected_or_dead_one_leaves_no_trace(cast: Cast, now: datetime) -> None:
    GuardianBlock.unguarded.create(person=cast("ella"), guardian=cast("bo"), unit=BJORKBACKEN, blocked_at=now)
    Person.objects.filter(id=cast("noah")).update(protection="confidentiality")
    Person.objects.filter(id=cast("dagny")).update(deceased_on=TODAY)

    assert choices("bo", now) == []
    assert choices("erik", now) == []


def test_a_revoked_mandate_is_gone_at_the_next_request(cast: Cast, now: datetime) -> None:
    Mandate.unguarded.update(revoked_at=now)

    assert choices("erik", now) == []
    with pytest.raises(NotYours):
        check_may_act_for(actor=resident("erik"), person=cast("dagny"), now=now)


@pytest.mark.parametrize(
    ("key", "person", "refusal"),
    [
        ("bo", "maja", GrownOutOfGuardianship),
        ("bo", "alva", NotYours),
        ("bo", "nobody", NotYours),
        ("cleo", "ella", NotYours),
        ("freja", "gustav", GuardianUnavailable),
    ],
)
def test_beginning_to_act_is_refused_and_recorded(
    cast: Cast, now: datetime, key: str, person: str, refusal: type[AccessRefused]
) -> None:
    with pytest.raises(refusal):
        check_may_act_for(actor=resident(key), person=cast(person), now=now)

    event = AuditEvent.objects.get()
    assert (event.event, event.outcome, event.ground) == ("identity.acting_for_chosen", "refused", refusal.code)
    assert (event.actor, event.person) == (str(cast(key)), cast(person))


@pytest.mark.parametrize(("key", "person"), [("bo", "ella"), ("erik", "dagny"), ("bo", "bo")])
def test_beginning_to_act_is_allowed_where_the_list_shows_it_and_for_oneself(
    cast: Cast, now: datetime, key: str, person: str
) -> None:
    check_may_act_for(actor=resident(key), person=cast(person), now=now)

    assert not AuditEvent.objects.exists()
