"""The index notifies us: from its own certificate alone, and what is new is fetched at the next opening."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client, override_settings
from lxml import etree

from conftest import number_of
from ingang.connectors.tests.schemas import published
from ingang.foundation.outbox.models import OutboxEvent

pytestmark = pytest.mark.django_db

ADDRESS = "/api/engagemang/itintegration/engagementindex/ProcessNotification/1/rivtabp21"
PRINT, UPPSALA, OWN = "ab" * 32, "SE0000000510-S001", "SE0000000099-I001"
HEADER = {"X-Client-Certificate-SHA256": ":".join(["AB"] * 32)}
MESSAGE = """<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>
<ProcessNotification xmlns="urn:riv:itintegration:engagementindex:ProcessNotificationResponder:1"
 xmlns:c="urn:riv:itintegration:engagementindex:1">{rows}</ProcessNotification></e:Body></e:Envelope>"""
ROW = """<engagementTransaction><c:deleteFlag>false</c:deleteFlag><c:engagement>
<c:registeredResidentIdentification>{resident}</c:registeredResidentIdentification>
<c:serviceDomain>urn:riv:clinicalprocess:healthcond:description</c:serviceDomain><c:categorization>dia</c:categorization>
<c:logicalAddress>{address}</c:logicalAddress><c:businessObjectInstanceIdentifier>NA</c:businessObjectInstanceIdentifier>
<c:clinicalProcessInterestId>NA</c:clinicalProcessInterestId><c:mostRecentContent>20261126120000</c:mostRecentContent>
<c:sourceSystem>{address}</c:sourceSystem><c:dataController>000000-0510</c:dataController>
</c:engagement></engagementTransaction>"""


@pytest.fixture(autouse=True)
def _configured(cast: object) -> Iterator[None]:
    own = settings.ENGAGEMENT_INDEX | {"CALLER": PRINT, "OWN_ADDRESS": OWN}
    with override_settings(ENGAGEMENT_INDEX=own, PROXIES=1):
        yield


def row(resident: str, address: str = UPPSALA) -> str:
    return ROW.format(resident=resident, address=address)


def message(*rows: str) -> bytes:
    return MESSAGE.format(rows="".join(rows)).encode()


def send(body: bytes, *, headers: dict[str, str] = HEADER) -> Any:
    return Client(enforce_csrf_checks=True).post(ADDRESS, body, content_type="text/xml", headers=headers)


def announced() -> list[tuple[UUID | None, dict[str, str]]]:
    return list(OutboxEvent.objects.filter(name="engagements.notified").values_list("person", "fields"))


def test_what_it_tells_is_announced_for_those_whom_we_know(cast: Callable[[str], UUID]) -> None:
    alva = number_of("alva").value
    body = message(row(alva), row(alva), row(alva, OWN), row("198001012384"), row("nonsense"))
    answer = send(body)

    assert answer.status_code == 200
    assert b"<ns0:ResultCode>OK" in answer.content or b"ResultCode>OK" in answer.content
    assert answer["Cache-Control"] == "no-store"
    assert announced() == [(cast("alva"), {"system": UPPSALA})]


def test_question_and_answer_are_as_published() -> None:
    name = "ProcessNotification"
    asked, answered = message(row(number_of("alva").value)), send(message()).content

    for text in (asked, answered):
        body = etree.fromstring(text).find("{*}Body")
        assert body is not None
        published(name, 1).assertValid(body[0])


@pytest.mark.parametrize(
    ("headers", "changed"),
    [
        ({}, {}),
        ({"X-Client-Certificate-SHA256": "cd" * 32}, {}),
        ({"X-Client-Certificate-SHA256": ""}, {}),
        ({"X-Client-Certificate-SHA256": "é" * 64}, {}),
        (HEADER, {"PROXIES": 0}),
        (HEADER, {"ENGAGEMENT_INDEX": settings.ENGAGEMENT_INDEX | {"CALLER": ""}}),
        ({"X-Client-Certificate-SHA256": ""}, {"ENGAGEMENT_INDEX": settings.ENGAGEMENT_INDEX | {"CALLER": ""}}),
    ],
)
def test_nobody_but_the_index_by_its_certificate(headers: dict[str, str], changed: dict[str, Any]) -> None:
    with override_settings(**changed):
        answer = send(message(row(number_of("alva").value)), headers=headers)

    assert (answer.status_code, answer.content) == (401, b"")
    assert announced() == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"nonsense", b"<html/>", message(row("")), message(row("x", "")),
        message().replace(b"ProcessNotification", b"FindContent"),
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + message(row("&e;")),
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + message(row("&b;")),
    ],
)  # fmt: skip
def test_what_is_no_notification_is_refused_and_changes_nothing(body: bytes) -> None:
    answer = send(body)

    assert answer.status_code == 400
    assert b"ResultCode>ERROR" in answer.content
    assert b"root:" not in answer.content
    assert announced() == []


def test_too_much_is_refused() -> None:
    assert send(b" " * 2_000_001).status_code == 413
    assert announced() == []


def test_it_is_posted_alone() -> None:
    assert Client().get(ADDRESS, headers=HEADER).status_code == 405
