"""Confirming a contact way by a code: single use, short life, few tries, few codes; the old way stays meanwhile."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from conftest import TODAY, opened, representative, resident
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.actions.contact_codes import IssuedCode, issue_code, try_code
from ingang.foundation.people.actions.contact_ways import mark_safe
from ingang.foundation.people.contact import CODES_TO_AN_ADDRESS_A_DAY, TRIES, CodeOutcome
from ingang.foundation.people.errors import ContactWayUnusable, TooManyCodes
from ingang.foundation.people.models import ContactCode, ContactWay
from ingang.foundation.people.queries import usable_contact_ways, waiting_code
from ingang.foundation.people.rules import checked_contact_address
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
NUMBER = "+46701740610"


@pytest.fixture
def own(cast: Cast, now: datetime) -> Grant:
    return opened(resident("alva"), "people.person", now=now)


def issued(grant: Grant, now: datetime, address: str = NUMBER) -> IssuedCode:
    return issue_code(grant=grant, channel="sms", address=address, now=now)


def tried(grant: Grant, code: str, now: datetime) -> CodeOutcome:
    return try_code(grant=grant, channel="sms", code=code, now=now)


def wrong(code: IssuedCode) -> str:
    return f"{(int(code.code) + 1) % 1_000_000:06}"


def in_use(person: UUID) -> list[str]:
    return [way.address for way in usable_contact_ways(person=person, on=TODAY) if way.channel == "sms"]


def test_the_right_code_makes_the_new_address_the_one_in_use(own: Grant, now: datetime) -> None:
    code = issued(own, now)
    before = in_use(own.person)

    outcome = tried(own, f" {code.code[:3]} {code.code[3:]}", now)

    assert (before, outcome, in_use(own.person)) == ([], CodeOutcome.CONFIRMED, [NUMBER])
    events = AuditEvent.objects.filter(event__startswith="people.contact_").order_by("id")
    assert [one.event.split("_", 1)[1] for one in events] == ["code_sent", "set", "confirmed"]
    assert all(NUMBER not in str(one.details) for one in events)


def test_the_address_in_use_stays_until_the_new_one_is_confirmed(own: Grant, now: datetime) -> None:
    tried(own, issued(own, now).code, now)

    issued(own, now, "+46701740611")

    assert in_use(own.person) == [NUMBER]


def test_a_code_is_used_once(own: Grant, now: datetime) -> None:
    code = issued(own, now)
    tried(own, code.code, now)

    assert tried(own, code.code, now) is CodeOutcome.GONE


def test_a_code_that_is_too_old_is_gone(own: Grant, now: datetime) -> None:
    code = issued(own, now)

    assert tried(own, code.code, now + timedelta(minutes=10)) is CodeOutcome.GONE
    assert waiting_code(grant=own, channel="sms", now=now + timedelta(minutes=10)) is None


def test_after_the_last_try_even_the_right_code_is_gone(own: Grant, now: datetime) -> None:
    code = issued(own, now)
    outcomes = [tried(own, wrong(code), now) for _ in range(TRIES)]

    assert outcomes == [CodeOutcome.WRONG] * TRIES
    assert tried(own, code.code, now) is CodeOutcome.GONE
    assert AuditEvent.objects.filter(event="people.contact_code_refused").count() == TRIES


def test_a_newer_code_ends_the_one_before(own: Grant, now: datetime) -> None:
    first = issued(own, now)
    second = issued(own, now, "+46701740611")

    assert first.code == second.code or tried(own, first.code, now) is CodeOutcome.WRONG
    assert tried(own, second.code, now) is CodeOutcome.CONFIRMED


@pytest.mark.parametrize("written", ["", "abcdef", "000 00", "١٢٣٤٥٦", "1" * 10_000, "0x1234", "\x00"])
def test_what_is_no_code_costs_a_try_and_confirms_nothing(written: str, own: Grant, now: datetime) -> None:
    issued(own, now)

    assert tried(own, written, now) is CodeOutcome.WRONG
    assert ContactCode.unguarded.get().tries_left == TRIES - 1
    assert in_use(own.person) == []


def test_a_fourth_code_within_an_hour_is_refused_and_nothing_is_written(own: Grant, now: datetime) -> None:
    for _ in range(3):
        issued(own, now)

    with pytest.raises(TooManyCodes):
        issued(own, now + timedelta(minutes=59))

    assert ContactCode.unguarded.count() == 3
    assert issued(own, now + timedelta(minutes=61)).address == NUMBER


def test_nobody_gets_more_than_ten_codes_a_day(own: Grant, now: datetime) -> None:
    for hour in range(10):
        issued(own, now + timedelta(hours=2 * hour), f"+4670174061{hour}")

    with pytest.raises(TooManyCodes):
        issued(own, now + timedelta(hours=20, minutes=1), "+46701740630")


def test_one_address_is_not_flooded_by_many_people(cast: Cast, now: datetime) -> None:
    for key in ("alva", "bo"):
        for _ in range(3):
            issued(opened(resident(key), "people.person", now=now), now)
    assert ContactCode.unguarded.count() == CODES_TO_AN_ADDRESS_A_DAY

    with pytest.raises(TooManyCodes):
        issued(opened(resident("cleo"), "people.person", now=now), now)


def test_a_code_is_of_no_use_to_another_person(own: Grant, now: datetime) -> None:
    code = issued(own, now)

    assert tried(opened(resident("cleo"), "people.person", now=now), code.code, now) is CodeOutcome.GONE


def test_the_code_is_stored_nowhere_and_shown_in_no_log(own: Grant, now: datetime) -> None:
    code = issued(own, now)

    row = ContactCode.unguarded.get()
    assert code.code not in row.digest
    assert code.code not in repr(code)


def test_what_a_guardian_confirms_for_a_child_is_marked_as_hers(cast: Cast, now: datetime) -> None:
    grant = opened(representative("bo", acting_for="ella"), "people.person", now=now)

    tried(grant, issued(grant, now).code, now)

    assert ContactWay.unguarded.get(person=cast("ella"), channel="sms").set_by == cast("bo")


def test_a_way_can_be_put_out_of_use_and_back_at_once(own: Grant, now: datetime) -> None:
    tried(own, issued(own, now).code, now)

    mark_safe(grant=own, channel="sms", is_safe=False, now=now)
    out_of_use = in_use(own.person)
    mark_safe(grant=own, channel="sms", is_safe=True, now=now)

    assert (out_of_use, in_use(own.person)) == ([], [NUMBER])


@pytest.mark.parametrize(
    ("channel", "written"),
    [
        ("mail", "аlva@ingang.example"),  # the first letter is Cyrillic
        ("mail", "alva@ingаng.example"),
        ("mail", "alva@ingang.example,bo@ingang.example"),
        ("mail", "alva..b@ingang.example"),
        ("mail", "alva@127.0.0.1"),
        ("mail", '"alva"@ingang.example'),
        ("mail", "x" * 65 + "@ingang.example"),
        ("mail", "a@" + "x." * 5000 + "se"),
        ("sms", "08-123 45 67"),
        ("sms", "070-174 06 0"),
        ("sms", "sjunttio sjutton"),
        ("sms", "7" * 10_000),
        ("sms", "+46 70 174 06 05 ankn 3"),
    ],
)
def test_hostile_and_mistaken_addresses_are_refused(channel: str, written: str) -> None:
    with pytest.raises(ContactWayUnusable):
        checked_contact_address(channel=channel, address=written)


def test_a_number_is_understood_however_it_is_spaced() -> None:
    written = ("070 174 06 05", "070/1740605", "+46\u00a0701\u00a0740605", "(070) 174.06.05")

    assert {checked_contact_address(channel="sms", address=one) for one in written} == {"+46701740605"}
