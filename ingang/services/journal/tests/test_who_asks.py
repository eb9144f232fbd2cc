"""Who asks other systems, and what these say to their reader."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from conftest import number_of, opened, representative, resident, staff
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.connectors.rivta.replies import Asker
from ingang.foundation.consents.models import Block, BlockKind
from ingang.foundation.identity.keeping import Keeper
from ingang.kernel.grant import Grant
from ingang.services.journal.keeping import keep, kept
from ingang.services.journal.queries import question_about
from ingang.services.journal.sources import Answer, State
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.sources.fhir import FhirSource
from ingang.services.journal.tests.sources import condition, knows, uppsala

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
KIND = "records.clinical"
SAID = "Uppgifter från före 2015 finns på papper."


def test_the_person_herself_asks_by_her_own_number(cast: Cast, now: datetime) -> None:
    question = question_about(grant=opened(resident("alva"), KIND, now=now), now=now)

    assert question.asker == Asker(identifier=number_of("alva"))


def test_a_guardian_asks_by_her_own_number_as_an_agent(cast: Cast, now: datetime) -> None:
    question = question_about(grant=opened(representative("bo", acting_for="ella"), KIND, now=now), now=now)

    assert question.identifiers == (number_of("ella"),)
    assert question.asker == Asker(identifier=number_of("bo"), is_agent=True)


def test_staff_are_nobody_in_a_header_for_the_person_and_her_agents(cast: Cast, now: datetime) -> None:
    grant = opened(staff("sara"), KIND, person=cast("alva"), now=now)

    assert question_about(grant=grant, now=now).asker is None


def test_a_reserve_number_is_not_told_as_who_asks(cast: Cast, now: datetime) -> None:
    assert question_about(grant=opened(resident("kim"), KIND, now=now), now=now).asker is None


def told(grant: Grant, now: datetime) -> str:
    """What is kept of a source that says something to its reader."""
    keeper = Keeper(log_in=uuid7(), session_key="one")
    answer = Answer(code="SE1", name="X", state=State.ANSWERED, asked_at=now, fetched_at=now, message=SAID)
    keep(grant=grant, keeper=keeper, answer=answer, now=now)
    return kept(grant=grant, keeper=keeper)[0].message


def test_what_a_source_says_is_kept_for_its_reader(cast: Cast, now: datetime) -> None:
    assert told(opened(resident("alva"), KIND, now=now), now) == SAID


def test_what_a_source_says_is_not_told_to_those_who_do_not_see_all_of_it(cast: Cast, now: datetime) -> None:
    Block.unguarded.create(
        person=cast("alva"), kind=BlockKind.INNER, care_giver=staff("sara").care_giver, unit="", blocked_at=now
    )

    assert told(opened(representative("bo", acting_for="ella"), KIND, now=now), now) == ""
    assert told(opened(staff("sara"), KIND, person=cast("alva"), now=now), now) == ""


class Saying(FhirSource):
    """A source that says something beside what it has."""

    async def fetch(self, **asked: object) -> Answer:
        return replace(await super().fetch(**asked), message=SAID)  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["alva", "cleo"])
def test_the_page_shows_what_it_says_beside_its_name(
    log_in_as: Callable[..., Client], cast: Cast, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    about = knows(FakeFhirServer(), number_of("alva"), condition("1", "Torra ögon"))
    plain = uppsala(about)
    source = Saying(code=plain.code, name=plain.name, care_giver=plain.care_giver, server=about)
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (source,))
    monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector())
    client = log_in_as(key)

    growing = client.get(reverse("journal:arriving")).getvalue().decode()
    page = client.get(reverse("journal:start")).content.decode()

    for one in (growing, page):
        assert f'Region Uppsala meddelar sina läsare: <q translate="no">{SAID}</q>' in one
    assert ("Torra ögon" in page) == (key == "alva")
