"""Foreign, malformed and hostile addresses: a page, the same for foreign and missing, never a fault."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID, uuid1, uuid3, uuid4, uuid5

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from uuid6 import uuid7

from ingang.kernel.registry import current, resolve
from tests.faults.pages import Page, is_page, page_addresses, same, takes_forms
from tests.house import exceptions
from tests.house.addresses import Address

LogIn = Callable[..., Client]
ALL = page_addresses()
WITH_IDS = [one for one in ALL if one.arguments and one.name not in exceptions.NOBODYS_THINGS and one.rule != "public"]
WITH_ARGUMENTS = [one for one in ALL if one.arguments]
NAMESPACE = UUID(int=1)
NO_ONES = [
    str(UUID(int=0)),
    str(UUID(int=2**128 - 1)),
    str(uuid1(node=1)),
    str(uuid3(NAMESPACE, "x")),
    str(uuid4()),
    str(uuid5(NAMESPACE, "x")),
    str(uuid7()),
]
MARKS = ("01890000-0000-7000-8000-000000000000", "none", "4711471147114711")
"""What stands for an argument: one of them fits whatever kinds an address takes."""

HOSTILE = [
    "01890000-0000-7000-8000-00000000ABCD",
    "{01890000-0000-7000-8000-000000000000}",
    "0" * 5000,
    "%00",
    "01890000-0000-7000-8000-000000000000%00",
    "..%2f..%2fetc%2fpasswd",
    "../../min/",
    "%2e%2e%2f%2e%2e%2f",
    "%ff%fe",
    "%C3%28",
    "'%20OR%20'1'='1",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "%F0%9F%92%89",
    "%0d%0aSet-Cookie:%20a=b",
    "-1",
    "None",
]
MISSING = {404, 400, 405}


def _with(address: Address, argument: str) -> str:
    """The address with the same raw text in every place, as a hand that writes in the address bar would."""
    for mark in MARKS:
        with suppress(NoReverseMatch):
            return reverse(address.name, kwargs=dict.fromkeys(address.arguments, mark)).replace(mark, argument)
    raise AssertionError(f"none of the marks fits {address}")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", WITH_ARGUMENTS, ids=str)
def test_hostile_arguments_are_answered_with_a_page(address: Address, method: str, log_in_as: LogIn) -> None:
    client = log_in_as(address.owner)

    answers = [getattr(client, method)(_with(address, one)) for one in HOSTILE]

    assert [answer.status_code for answer in answers if answer.status_code not in {*MISSING, 302}] == []
    assert all(is_page(answer) for answer in answers if answer.status_code != 302)


@pytest.mark.parametrize("address", WITH_IDS, ids=str)
def test_ids_of_every_version_that_nobody_has_are_missing(address: Address, log_in_as: LogIn) -> None:
    client = log_in_as(address.owner)

    statuses = {client.get(_with(address, one)).status_code for one in NO_ONES}

    assert statuses <= {404, 405}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("service", sorted({one.service for one in WITH_IDS}))
@pytest.mark.parametrize(
    "who", [("cleo", None), ("bo", "ella"), ("erik", "dagny"), ("bo", "alva"), ("ulla", None), ("mona", None)]
)
def test_a_foreign_thing_is_answered_exactly_as_a_missing_one(
    service: str,
    who: tuple[str, str | None],
    method: str,
    log_in_as: LogIn,
    cast: Callable[[str], UUID],
    now: datetime,
) -> None:
    samples = resolve(current().service(service).samples)(owner=cast("alva"), now=now)
    client, told = log_in_as(who[0], acting_for=who[1]), {}

    for address in (one for one in WITH_IDS if one.service == service):
        foreign = reverse(address.name, kwargs=samples[address.name])
        missing = reverse(address.name, kwargs=dict.fromkeys(address.arguments, uuid7()))
        told[address.name] = [_told(client, method, place) for place in (foreign, missing)]

    assert [name for name, (there, nowhere) in told.items() if there != nowhere] == []
    assert {name: there[0] for name, (there, _) in told.items() if there[0] not in {404, 403, 405}} == {}


def _told(client: Client, method: str, place: str) -> tuple[int, str]:
    """What is answered, without the address; what it did is undone, so that the next thing is as it was."""
    before = transaction.savepoint()
    answer = getattr(client, method)(place)
    transaction.savepoint_rollback(before)
    return _without_address(answer, place)


def _without_address(answer: object, place: str) -> tuple[int, str]:
    status, text = same(answer)  # type: ignore[arg-type]
    return status, text.replace(place, "")


def test_the_id_of_one_kind_of_thing_opens_no_other_kind(things: list[Page], log_in_as: LogIn) -> None:
    client, ids = log_in_as("alva"), {part for page in things for part in page.path.split("/") if _is_id(part)}
    opened = {}

    for address in WITH_IDS:
        if address.rule == "resident" and len(address.arguments) == 1:
            opened[address.name] = {one for one in ids if client.get(_with(address, one)).status_code == 200}

    assert opened
    assert all(len(found) <= 3 for found in opened.values()), opened


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


PARAMETERS = ("sida", "kategori", "vardgivare", "typ", "vecka", "dag", "fore", "period", "vem", "enhet", "sok", "next")
PARAMETERS += ("besked", "publicerade", "sprak", "code", "state", "id", "vag", "som")
VALUES = [
    "",
    "0",
    "-1",
    "9" * 30,
    "9" * 5000,
    "%00",
    "%ff",
    "%F0%9F%92%89",
    "x" * 10_000,
    "'--",
    "../..",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "2026-10-25",
    "2027-03-28",
    "0001-01-01T00:00:00%2B14:00/1",
    "9999-12-31T23:59:59-14:00/1",
    "9999-12-31T23:59:59%2B00:00/" + "9" * 40,
    "2026-10-25T02:30:00%2B01:00/-1",
    "//evil.example",
    "https:evil.example",
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:30] or "empty")
def test_no_parameter_of_any_page_causes_a_fault(value: str, things: list[Page], log_in_as: LogIn) -> None:
    clients = {key: log_in_as(key) for key in {page.owner for page in things}}
    bad = []

    for page in things:
        if page.address.name in {"log_in:leave", "log_in:out"}:
            continue
        query = "&".join(f"{name}={value}" for name in PARAMETERS)
        answer = clients[page.owner].get(f"{page.path}?{query}")
        if answer.status_code >= 500 or "evil.example" in answer.get("Location", "").partition("?")[0]:
            bad.append((str(page), answer.status_code))

    assert bad == []


def test_ten_thousand_parameters_are_a_bad_request(log_in_as: LogIn) -> None:
    answer = log_in_as("alva").get("/min/?" + "&".join(f"a{n}=1" for n in range(10_000)))

    assert answer.status_code == 400
    assert is_page(answer)


def test_a_host_that_is_not_ours_is_a_bad_request(db: None) -> None:
    answer = Client().get("/", HTTP_HOST="evil.example")

    assert answer.status_code == 400
    assert is_page(answer)


def test_only_forms_change_things_by_post(things: list[Page]) -> None:
    forms = [str(page) for page in things if takes_forms(page)]

    assert {"log_in:out", "booking:check", "booking:publish", "staff_desk:item"} <= set(forms)
