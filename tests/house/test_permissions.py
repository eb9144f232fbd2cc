"""The permission table: every address x every role x own and foreign things. Missing and forbidden look the same."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from ingang.foundation.access.doors import AccessRule
from ingang.kernel.registry import current, resolve
from tests.house import exceptions
from tests.house.addresses import Address, addresses

ALL = addresses()
PLAIN = [address for address in ALL if not address.arguments]
WITH_ARGUMENTS = [address for address in ALL if address.arguments]
RESIDENTS = [address for address in PLAIN if address.rule == AccessRule.RESIDENT]
STAFF = [address for address in PLAIN if address.rule == AccessRule.STAFF]
# What needs no log-in: public pages, and what programs come to with a secret or a token of their own (their own tests
# are in booking and fhir_server).
OPEN_TO_PROGRAMS = {AccessRule.PUBLIC, AccessRule.SECRET, AccessRule.SYSTEM}
SYSTEMS = [address for address in ALL if address.rule == AccessRule.SYSTEM]
# An interface's own word for what it has not is nobody's thing.
THINGS = [one for one in WITH_ARGUMENTS if one not in SYSTEMS and not one.name.endswith(":nothing")]
WITH_THINGS = sorted({address.service for address in THINGS})
SOME_ID = "01890000-0000-7000-8000-000000000000"

LogIn = Callable[..., Client]
Methods = ("get", "post")


@pytest.mark.parametrize("address", ALL, ids=str)
def test_every_address_declares_its_access_rule(address: Address) -> None:
    assert address.rule in set(AccessRule)


@pytest.mark.parametrize("method", Methods)
@pytest.mark.parametrize("address", RESIDENTS + STAFF, ids=str)
def test_a_stranger_is_sent_to_the_log_in(address: Address, method: str, db: None) -> None:
    answer = getattr(Client(), method)(reverse(address.name))

    assert answer.status_code in {302, 405}
    assert answer.status_code == 405 or answer["Location"].startswith("/logga-in/")


@pytest.mark.parametrize("method", Methods)
@pytest.mark.parametrize("address", RESIDENTS, ids=str)
def test_staff_never_see_a_residents_page(address: Address, method: str, log_in_as: LogIn) -> None:
    answer = getattr(log_in_as("sara"), method)(reverse(address.name))

    assert answer.status_code in {404, 405}


@pytest.mark.parametrize("method", Methods)
@pytest.mark.parametrize("address", STAFF, ids=str)
def test_a_resident_never_sees_a_page_for_staff(address: Address, method: str, log_in_as: LogIn) -> None:
    answer = getattr(log_in_as("cleo"), method)(reverse(address.name))

    assert answer.status_code in {404, 405}


@pytest.mark.parametrize("key", ["alva", "sara", None])
@pytest.mark.parametrize("method", Methods)
@pytest.mark.parametrize("address", SYSTEMS, ids=str)
def test_no_log_in_of_a_person_counts_where_systems_come(
    address: Address, method: str, key: str | None, log_in_as: LogIn
) -> None:
    client = log_in_as(key) if key else Client()

    answer = getattr(client, method)(reverse(address.name, kwargs=_nothing(address)))

    assert answer.status_code == 401


@pytest.mark.parametrize("address", RESIDENTS, ids=str)
def test_a_resident_sees_her_own_page(address: Address, log_in_as: LogIn) -> None:
    answer = log_in_as("alva").get(reverse(address.name))

    assert answer.status_code in {200, 302, 405}


@pytest.mark.parametrize("address", STAFF, ids=str)
def test_staff_of_the_unit_see_their_page(address: Address, log_in_as: LogIn) -> None:
    answer = log_in_as(address.owner).get(reverse(address.name))

    assert answer.status_code in {200, 302, 405}


@pytest.mark.parametrize("key", ["bo", "erik"])
@pytest.mark.parametrize("address", RESIDENTS, ids=str)
def test_one_who_acts_for_a_grown_child_or_a_stranger_sees_nothing_of_hers(
    address: Address, key: str, log_in_as: LogIn
) -> None:
    answer = log_in_as(key, acting_for="cleo").get(reverse(address.name))

    # Pages about the log-in itself have no subject; no page may show the name of the one who is not represented.
    assert b"\xc3\x85kerman" not in answer.content
    assert answer.status_code < 500


@pytest.mark.parametrize("address", WITH_ARGUMENTS, ids=str)
def test_a_thing_that_does_not_exist_is_missing(address: Address, log_in_as: LogIn) -> None:
    if address.rule in OPEN_TO_PROGRAMS:
        return
    client = log_in_as(address.owner)

    answer = client.get(reverse(address.name, kwargs=_nothing(address)))

    assert answer.status_code in {404, 405}


@pytest.mark.parametrize("method", Methods)
@pytest.mark.parametrize("service", WITH_THINGS)
def test_a_foreign_thing_looks_like_a_missing_one(
    service: str, method: str, log_in_as: LogIn, cast: Callable[[str], UUID], now: datetime
) -> None:
    places = _places(service, owner=cast("alva"), now=now)
    foreign = {one: place for one, place in places.items() if _is_somebodys(one)}

    told = {one: _answer(log_in_as, _stranger(one), method, place) for one, place in foreign.items()}

    assert {str(one): status for one, status in told.items() if status not in {403, 404, 405}} == {}


@pytest.mark.parametrize("service", WITH_THINGS)
def test_ones_own_thing_is_shown(service: str, log_in_as: LogIn, cast: Callable[[str], UUID], now: datetime) -> None:
    places = _places(service, owner=cast("alva"), now=now)

    told = {one: _answer(log_in_as, one.owner, "get", place) for one, place in places.items()}

    assert {str(one): status for one, status in told.items() if status not in {200, 302, 405}} == {}


def _places(service: str, *, owner: UUID, now: datetime) -> dict[Address, str]:
    """The service's addresses of things, with what its own manifest gives for each; a missing sample fails the test."""
    samples: dict[str, dict[str, Any]] = resolve(current().service(service).samples)(owner=owner, now=now)
    own = [one for one in THINGS if one.service == service]
    return {one: reverse(one.name, kwargs=samples[one.name]) for one in own}


def _is_somebodys(address: Address) -> bool:
    return address.rule not in OPEN_TO_PROGRAMS and address.name not in exceptions.NOBODYS_THINGS


def _stranger(address: Address) -> str:
    return "ulla" if address.rule == AccessRule.STAFF else "cleo"


def _answer(log_in_as: LogIn, key: str, method: str, place: str) -> int:
    """How it answers; what it did is undone, so that the next address finds its thing as it was."""
    before = transaction.savepoint()
    answer = getattr(log_in_as(key), method)(place)
    transaction.savepoint_rollback(before)
    return int(answer.status_code)


def _nothing(address: Address) -> dict[str, str]:
    for filler in (str(uuid4()), SOME_ID, "0", "none"):
        arguments = dict.fromkeys(address.arguments, filler)
        try:
            reverse(address.name, kwargs=arguments)
        except Exception:  # noqa: S112  the converter of this address wants another form
            continue
        return arguments
    raise AssertionError(f"no filler fits {address}")
