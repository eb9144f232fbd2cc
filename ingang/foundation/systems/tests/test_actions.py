"""The operation turns systems on and off, and asks whether they are there."""

from datetime import datetime

import aiohttp
import pytest

from conftest import staff
from ingang.connectors.errors import ConnectorError
from ingang.connectors.fhir import errors as fhir
from ingang.connectors.rivta import errors as rivta
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.systems import probing
from ingang.foundation.systems.actions import ask_again, switch_system
from ingang.foundation.systems.connecting import outcome_of
from ingang.foundation.systems.errors import NotOperation, SwitchedMeanwhile, SystemUnknown
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.rules import Outcome
from ingang.kernel.registry import current

pytestmark = pytest.mark.django_db

CODE = "SE0000000510-S001"
OTTO = staff("otto")


@pytest.fixture(autouse=True)
def system(db: None) -> ConnectedSystem:
    where = {"name": "Region Uppsala", "care_giver": "SE0000000510-G001", "url": "https://journal.example/fhir"}
    return ConnectedSystem.objects.create(code=CODE, protocol="fhir", **where)


def answers(monkeypatch: pytest.MonkeyPatch, told: str | ConnectorError) -> None:
    async def asked(http: aiohttp.ClientSession, system: ConnectedSystem) -> str:
        if isinstance(told, ConnectorError):
            raise told
        return told

    monkeypatch.setattr(probing, "_asked", asked)


def test_a_system_is_turned_off_and_on_for_a_reason_that_is_recorded(system: ConnectedSystem, now: datetime) -> None:
    switch_system(actor=OTTO, code=CODE, is_on=False, reason="Answers wrongly", now=now)
    system.refresh_from_db()
    assert (system.is_on, system.reason, system.switched_at) == (False, "Answers wrongly", now)

    switch_system(actor=OTTO, code=CODE, is_on=True, reason="Mended", now=now)
    assert ConnectedSystem.objects.get().is_on
    events = AuditEvent.objects.filter(event="systems.switched").order_by("id")
    assert [one.details for one in events] == [
        {"system": CODE, "is_on": "False", "reason": "Answers wrongly"},
        {"system": CODE, "is_on": "True", "reason": "Mended"},
    ]


def test_who_is_second_is_told_and_nothing_is_recorded_twice(now: datetime) -> None:
    switch_system(actor=OTTO, code=CODE, is_on=False, reason="x", now=now)
    with pytest.raises(SwitchedMeanwhile):
        switch_system(actor=OTTO, code=CODE, is_on=False, reason="y", now=now)

    assert ConnectedSystem.objects.get().reason == "x"
    assert AuditEvent.objects.filter(event="systems.switched").count() == 1


@pytest.mark.parametrize("key", ["sara", "yusuf", "ulla"])
def test_nobody_but_the_operation_may(key: str, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, "FHIR 4.0.1")
    with pytest.raises(NotOperation):
        switch_system(actor=staff(key), code=CODE, is_on=False, reason="x", now=now)
    with pytest.raises(NotOperation):
        ask_again(actor=staff(key), code=CODE, now=now)

    row = ConnectedSystem.objects.get()
    assert (row.is_on, row.woken_at) == (True, None)


def test_a_system_that_nobody_knows_is_missing(now: datetime) -> None:
    with pytest.raises(SystemUnknown):
        ask_again(actor=OTTO, code="SE0-S0", now=now)
    with pytest.raises(SystemUnknown):
        switch_system(actor=OTTO, code="SE0-S0", is_on=False, reason="x", now=now)


def test_one_that_is_there_tells_its_version_and_rests_no_more(
    system: ConnectedSystem, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, "FHIR 4.0.1 \x00Server" + "x" * 500)
    probed = ask_again(actor=OTTO, code=CODE, now=now)

    system.refresh_from_db()
    assert probed.outcome is Outcome.ANSWERED
    assert system.version.startswith("FHIR 4.0.1 Server")
    assert (len(system.version), system.version_at, system.woken_at) == (200, now, now)
    assert AuditEvent.objects.get(event="systems.asked_again").details == {
        "system": CODE, "outcome": "answered", "error": "",
    }  # fmt: skip


def test_one_that_fails_is_told_as_it_is_and_keeps_what_it_said_before(
    system: ConnectedSystem, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    ConnectedSystem.objects.update(version="FHIR 4.0.1", version_at=now)
    answers(monkeypatch, fhir.FhirRefused(status=403))
    probed = ask_again(actor=OTTO, code=CODE, now=now)

    system.refresh_from_db()
    assert (probed.outcome, probed.error) == (Outcome.REFUSED, "fhir.refused")
    assert (system.version, system.woken_at) == ("FHIR 4.0.1", now)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (fhir.FhirLate(), Outcome.LATE),
        (fhir.FhirRefused(), Outcome.REFUSED),
        (fhir.WrongPerson(), Outcome.WRONG_PERSON),
        (fhir.FhirGarbled(), Outcome.DOWN),
        (rivta.TimedOut(), Outcome.LATE),
        (rivta.SourceRefused(), Outcome.REFUSED),
        (rivta.WrongPerson(), Outcome.WRONG_PERSON),
        (rivta.AnswerGarbled(), Outcome.DOWN),
    ],
)
def test_how_each_failure_is_called(error: ConnectorError, outcome: Outcome) -> None:
    assert outcome_of(error) is outcome


def test_what_is_recorded_has_words() -> None:
    assert {"systems.switched", "systems.asked_again"} <= current().audit_words.keys()
