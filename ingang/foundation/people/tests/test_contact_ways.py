"""Contact ways: set, confirmed and removed; what a guardian set ends with the 13th birthday."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import TODAY, opened, representative, resident
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.actions.contact_ways import confirm_contact_way, remove_contact_way, set_contact_way
from ingang.foundation.people.errors import ContactWayUnusable
from ingang.foundation.people.models import ContactWay, Person
from ingang.foundation.people.queries import usable_contact_ways
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
ADDRESS = "family@ingang.example"


def confirmed(grant: Grant, now: datetime, *, is_safe: bool = True) -> None:
    set_contact_way(grant=grant, channel="mail", address=ADDRESS, is_safe=is_safe, now=now)
    assert confirm_contact_way(grant=grant, channel="mail", address=ADDRESS, now=now)


def usable(person: UUID, days: int = 0) -> list[str]:
    return [way.address for way in usable_contact_ways(person=person, on=TODAY + timedelta(days=days))]


def test_a_new_address_replaces_the_old_and_is_not_used_before_it_is_confirmed(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), "people.person", now=now)

    set_contact_way(grant=grant, channel="mail", address=ADDRESS, is_safe=True, now=now)

    assert ContactWay.unguarded.get(person=cast("alva"), channel="mail").address == ADDRESS
    assert usable(cast("alva")) == []
    event = AuditEvent.objects.get(event="people.contact_set")
    assert (event.person, event.details) == (cast("alva"), {"channel": "mail"})


def test_an_address_that_was_changed_meanwhile_is_not_confirmed(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), "people.person", now=now)
    set_contact_way(grant=grant, channel="mail", address=ADDRESS, is_safe=True, now=now)

    assert not confirm_contact_way(grant=grant, channel="mail", address="old@ingang.example", now=now)
    assert not AuditEvent.objects.filter(event="people.contact_confirmed").exists()


def test_a_way_that_is_not_safe_is_kept_but_never_used(cast: Cast, now: datetime) -> None:
    confirmed(opened(resident("alva"), "people.person", now=now), now, is_safe=False)

    assert usable(cast("alva")) == []


def test_what_a_guardian_set_is_used_until_the_child_turns_13(cast: Cast, now: datetime) -> None:
    confirmed(opened(representative("bo", acting_for="noah"), "people.person", now=now), now)

    assert usable(cast("noah")) == [ADDRESS]
    assert usable(cast("noah"), days=1) == []


def test_what_a_guardian_set_is_not_used_where_the_birth_date_is_not_known(cast: Cast, now: datetime) -> None:
    confirmed(opened(representative("bo", acting_for="noah"), "people.person", now=now), now)
    Person.objects.filter(id=cast("noah")).update(birth_date=None)

    assert usable(cast("noah")) == []


def test_nobody_is_written_to_after_death(cast: Cast, now: datetime) -> None:
    ContactWay.unguarded.filter(person=cast("linnea")).update(verified_at=now)

    assert usable(cast("linnea")) == []


def test_a_removed_way_is_forgotten_and_removing_nothing_records_nothing(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), "people.person", now=now)
    confirmed(grant, now)

    for _ in range(2):
        remove_contact_way(grant=grant, channel="mail", now=now)

    assert usable(cast("alva")) == []
    assert AuditEvent.objects.filter(event="people.contact_removed").count() == 1


def test_an_address_that_can_not_be_reached_changes_nothing(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), "people.person", now=now)

    with pytest.raises(ContactWayUnusable):
        set_contact_way(grant=grant, channel="mail", address="nowhere", is_safe=True, now=now)

    assert not AuditEvent.objects.filter(event="people.contact_set").exists()
