"""Safe contact: each who may decide says it herself, none sees another's, staff see all that counts."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import TODAY, opened, representative, resident
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.actions.safe_contact import state_safe_contact
from ingang.foundation.people.contact import SafeWay
from ingang.foundation.people.errors import NeedUnknown, TextUnusable
from ingang.foundation.people.models import GuardianBlock, SafeContact
from ingang.foundation.people.queries import own_safe_way, safe_ways
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
SAFETY = "people.safety"


def stated(grant: Grant, now: datetime, note: str = "") -> None:
    state_safe_contact(grant=grant, avoid=["letters", "home_phone"], best_way="mobile", note=note, now=now)


def test_what_a_person_says_is_shown_to_her_and_to_staff_in_words(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), SAFETY, now=now)

    stated(grant, now, "Vardagar 9-12")

    told = SafeWay(avoid=("home_phone", "letters"), best_way="mobile", note="Vardagar 9-12")
    assert own_safe_way(grant=grant) == told
    assert safe_ways(persons=frozenset({cast("alva")}), on=TODAY) == {cast("alva"): [told]}
    assert told.in_words() == ("Ring inte hem", "Inga brev hem", "Säkraste sättet: Ring min mobil", "Vardagar 9-12")


def test_the_log_line_is_hidden_from_guardians_and_holds_no_wish(cast: Cast, now: datetime) -> None:
    stated(opened(resident("noah"), SAFETY, now=now), now)

    assert AuditEvent.objects.get(event="people.safe_contact_stated").details == {"hidden_from_guardian": "1"}


def test_a_guardian_sees_what_she_said_and_nothing_of_what_the_child_said(cast: Cast, now: datetime) -> None:
    stated(opened(resident("noah"), SAFETY, now=now), now, "Inte pappa")
    guardian = opened(representative("bo", acting_for="noah"), SAFETY, now=now)

    assert own_safe_way(grant=guardian) == SafeWay()


def test_from_13_only_what_the_person_herself_said_counts(cast: Cast, now: datetime) -> None:
    stated(opened(representative("bo", acting_for="noah"), SAFETY, now=now), now, "Från pappa")
    stated(opened(resident("noah"), SAFETY, now=now), now, "Från Noah")

    noah = frozenset({cast("noah")})

    notes = [[way.note for way in safe_ways(persons=noah, on=TODAY + timedelta(days=d))[cast("noah")]] for d in (0, 1)]
    assert notes == [["Från pappa", "Från Noah"], ["Från Noah"]]


def test_a_blocked_guardian_reaches_nothing_of_safe_contact(cast: Cast, now: datetime) -> None:
    GuardianBlock(person=cast("ella"), guardian=cast("bo"), unit="x", blocked_at=now).save(force_insert=True)

    with pytest.raises(AccessRefused):
        opened(representative("bo", acting_for="ella"), SAFETY, now=now)


@pytest.mark.parametrize(("who", "whom"), [("erik", "dagny"), ("cleo", "alva"), ("bo", "maja")])
def test_neither_ombud_nor_stranger_nor_a_grown_childs_guardian_reaches_it(
    who: str, whom: str, cast: Cast, now: datetime
) -> None:
    with pytest.raises(AccessRefused):
        opened(representative(who, acting_for=whom), SAFETY, now=now)


def test_stating_again_replaces_ones_own_words_alone(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), SAFETY, now=now)
    stated(grant, now, "first")

    state_safe_contact(grant=grant, avoid=[], best_way="", note="", now=now)

    assert SafeContact.unguarded.count() == 1
    assert own_safe_way(grant=grant) == SafeWay()


@pytest.mark.parametrize(
    ("avoid", "best_way", "note", "error"),
    [
        (["pigeons"], "", "", NeedUnknown),
        ([], "pigeon", "", NeedUnknown),
        ([], "", "x" * 10_000, TextUnusable),
        ([], "", "\u202egnirts", TextUnusable),
    ],
)
def test_hostile_wishes_are_refused_and_nothing_is_written(
    avoid: list[str], best_way: str, note: str, error: type[Exception], cast: Cast, now: datetime
) -> None:
    grant = opened(resident("alva"), SAFETY, now=now)

    with pytest.raises(error):
        state_safe_contact(grant=grant, avoid=avoid, best_way=best_way, note=note, now=now)

    assert not SafeContact.unguarded.exists()
