"""Alva has a diagnosis at each of three care givers; what the tests of staff who read across share."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of, staff
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.consents.models import Block, BlockKind, Consent
from ingang.foundation.records.importing import import_text
from ingang.services.journal.reading_across import existence as step_one
from ingang.services.journal.samples import DIAGNOSIS
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.tests.sources import condition, knows, uppsala

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
SARA, MONA, TORE = staff("sara"), staff("mona"), staff("tore")
STOCKHOLM = "SE0000000010-G001"
HEADACHE = '{"resourceType":"Condition","id":"own","code":{"text":"Huvudvärk"},"recordedDate":"2026-05-03"}'
TOMORROW = {"last_day_0": "27", "last_day_1": "11", "last_day_2": "2026"}
GROUND, OTHERS, OWN = "journal:ground", "journal:others", "journal:own"


@pytest.fixture(autouse=True)
def server(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> FakeFhirServer:
    """Alva has a diagnosis at each of three care givers: the reader's own, one in the house, and Region Uppsala's."""
    Consent.unguarded.all().delete()
    import_text(text=HEADACHE, care_giver=SARA.care_giver, person=cast("alva"), now=now)
    import_text(text=DIAGNOSIS, care_giver=STOCKHOLM, person=cast("alva"), now=now)
    label = {"security": [{"code": "NOPAT"}]}
    outside = condition("1", "Torra ögon"), condition("2", "Hemligt", meta=label)
    server = knows(FakeFhirServer(), number_of("alva"), *outside)
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (uppsala(server),))
    monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector())
    monkeypatch.setattr(step_one, "the_index", lambda: None)
    return server


def at(name: str, cast: Cast, key: str = "alva", **more: Any) -> str:
    return reverse(name, kwargs={"person": cast(key), **more})


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(content.decode())


def titles(page: str) -> list[str]:
    return re.findall(r'class="timeline-title"><a href="[^"]*">([^<]*)</a>', page)


def consent(cast: Cast, now: datetime, unit: str = SARA.unit, employee: str = "") -> Consent:
    return Consent.unguarded.create(
        person=cast("alva"), care_giver="x", unit=unit, employee=employee, given_at=now,
        valid_until=now + timedelta(days=1), registered_by="x",
    )  # fmt: skip


def block(cast: Cast, now: datetime, care_giver: str, kind: BlockKind = BlockKind.OUTER, unit: str = "") -> Block:
    return Block.unguarded.create(person=cast("alva"), kind=kind, care_giver=care_giver, unit=unit, blocked_at=now)


def in_an_emergency(client: Client, cast: Cast) -> str:
    """The whole of what others have written, on the ground of an emergency."""
    client.post(at("journal:emergency", cast), {"reason": "unconscious"})
    client.get(at("journal:others_arriving", cast)).getvalue()
    return text_of(client.get(at(OTHERS, cast)))
