"""Step one: yes, no or unknown, and nothing else; from the house's own records and the engagement index (SVOD 2:4)."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of, staff
from ingang.connectors.engagement_index.engagements import Engagement
from ingang.connectors.engagement_index.fake import FakeEngagementIndex
from ingang.connectors.rivta.errors import SourceFailed
from ingang.foundation.access.across import open_existence
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import Block, BlockKind
from ingang.foundation.records.importing import import_text
from ingang.foundation.systems.models import ConnectedSystem, Protocol
from ingang.kernel.grant import Grant
from ingang.services.journal.reading_across import existence as step_one
from ingang.services.journal.reading_across.existence import Existence, Indexed, existence, told, weighed
from ingang.services.journal.samples import DIAGNOSIS, VALUE
from tests.faults.traces import traced

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
SARA = staff("sara")
STOCKHOLM, KOMMUN = "SE0000000010-G001", "SE0000000030-G001"
SYSTEM, HOLDER = "SE0000012000-S001", "SE0000012000-G001"
DOMAIN = step_one.DOMAINS[0]


def engagement(system: str = SYSTEM, *, address: str = SYSTEM, key: str = "alva") -> Engagement:
    return Engagement(
        resident=number_of(key).value, service_domain=DOMAIN, categorization="dia", logical_address=address,
        source_system=system, data_controller="x",
    )  # fmt: skip


@pytest.fixture
def index(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> FakeEngagementIndex:
    """An engagement index that is configured and knows nothing yet; no consent, no block."""
    index = FakeEngagementIndex()
    monkeypatch.setattr(step_one, "the_index", lambda: index)
    return index


@pytest.fixture
def no_index(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step_one, "the_index", lambda: None)


def connect(*, tells_index: bool = True) -> None:
    ConnectedSystem.objects.create(
        code=SYSTEM, name=SYSTEM, care_giver=HOLDER, protocol=Protocol.RIVTA, url="https://x.example",
        tells_index=tells_index,
    )  # fmt: skip


def know(index: FakeEngagementIndex, *engagements: Engagement) -> None:
    for one in engagements:
        key = (one.resident, one.service_domain, one.logical_address, one.source_system)
        index.engagements[key] = one


def write(cast: Cast, now: datetime, care_giver: str = STOCKHOLM, *texts: str) -> None:
    for text in texts or (DIAGNOSIS,):
        import_text(text=text, care_giver=care_giver, person=cast("alva"), now=now)


def block(cast: Cast, now: datetime, care_giver: str, unit: str = "", kind: BlockKind = BlockKind.OUTER) -> None:
    Block.unguarded.create(person=cast("alva"), kind=kind, care_giver=care_giver, unit=unit, blocked_at=now)


def grant(cast: Cast, now: datetime) -> Grant:
    return open_existence(actor=SARA, person=cast("alva"), kinds=["records.clinical"], now=now)


def answer(cast: Cast, now: datetime) -> Existence:
    return existence(grant=grant(cast, now), now=now)


@pytest.mark.parametrize(
    ("here", "elsewhere", "sentence"),
    [
        (True, True, Existence.YES),
        (True, False, Existence.YES),
        (True, None, Existence.YES),
        (False, True, Existence.YES),
        (False, False, Existence.NO),
        (False, None, Existence.UNKNOWN),
    ],
)
def test_what_is_told(here: bool, elsewhere: bool | None, sentence: Existence) -> None:
    assert told(here=here, elsewhere=elsewhere) is sentence


def test_without_records_systems_or_index_there_is_nothing(cast: Cast, now: datetime, no_index: None) -> None:
    assert answer(cast, now) is Existence.NO


def test_own_records_and_blocked_ones_do_not_count(cast: Cast, now: datetime, no_index: None) -> None:
    write(cast, now, SARA.care_giver)
    write(cast, now, STOCKHOLM)
    block(cast, now, STOCKHOLM)

    assert answer(cast, now) is Existence.NO


def test_a_system_without_an_index_can_not_be_told_of(cast: Cast, now: datetime, no_index: None) -> None:
    connect()
    assert answer(cast, now) is Existence.UNKNOWN
    write(cast, now)
    assert answer(cast, now) is Existence.YES


@pytest.mark.parametrize(
    ("engaged", "tells_index", "sentence"),
    [
        (engagement(), True, Existence.YES),
        (engagement(address="SE9-AGGREGATING"), True, Existence.YES),
        (None, True, Existence.NO),
        (engagement("SE9-S9", address="SE9-S9"), True, Existence.NO),
        (engagement(key="bo"), True, Existence.NO),
        (None, False, Existence.UNKNOWN),
    ],
    ids=["known", "behind another address", "nothing", "not connected", "somebody else", "does not tell"],
)
def test_what_the_index_says_counts(
    cast: Cast,
    now: datetime,
    index: FakeEngagementIndex,
    engaged: Engagement | None,
    tells_index: bool,
    sentence: Existence,
) -> None:
    connect(tells_index=tells_index)
    know(index, *([engaged] if engaged else []))

    assert answer(cast, now) is sentence


def test_an_index_that_fails_is_never_a_no(cast: Cast, now: datetime, index: FakeEngagementIndex) -> None:
    connect()
    index.break_with(SourceFailed(reason="x"))

    assert answer(cast, now) is Existence.UNKNOWN


def test_a_blocked_or_own_system_does_not_count(cast: Cast, now: datetime, index: FakeEngagementIndex) -> None:
    connect()
    know(index, engagement())
    block(cast, now, HOLDER)
    assert answer(cast, now) is Existence.NO

    ConnectedSystem.objects.update(care_giver=SARA.care_giver)
    assert answer(cast, now) is Existence.NO


def test_the_index_knows_no_units_so_one_that_is_blocked_leaves_doubt(
    cast: Cast, now: datetime, index: FakeEngagementIndex
) -> None:
    connect()
    know(index, engagement())
    block(cast, now, HOLDER, unit="SE0000012000-U001")

    assert answer(cast, now) is Existence.UNKNOWN


def test_an_inner_block_at_the_readers_own_care_giver_leaves_no_doubt(
    cast: Cast, now: datetime, index: FakeEngagementIndex
) -> None:
    connect()
    know(index, engagement())
    block(cast, now, SARA.care_giver, unit="SE0000000020-U002", kind=BlockKind.INNER)

    assert answer(cast, now) is Existence.YES


def test_the_index_is_asked_whatever_the_house_knows(cast: Cast, now: datetime, index: FakeEngagementIndex) -> None:
    asked: list[str] = []

    async def find(**question: Any) -> tuple[Engagement, ...]:
        asked.append(question["service_domain"])
        return ()

    index.find = find  # type: ignore[method-assign]
    answer(cast, now)
    before = list(asked)
    write(cast, now)
    answer(cast, now)

    assert sorted(before) == step_one.DOMAINS
    assert asked == before * 2


def test_an_index_that_answers_in_part_still_tells_a_yes(cast: Cast, now: datetime) -> None:
    connect()
    systems, opened = list(ConnectedSystem.objects.all()), grant(cast, now)

    def weigh(*engagements: Engagement) -> bool | None:
        return weighed(
            indexed=Indexed(engagements=engagements, is_whole=False), systems=systems, grant=opened, in_doubt=False
        )

    assert (weigh(engagement()), weigh()) == (True, None)


def page(log_in_as: LogInAs, cast: Cast) -> str:
    """The page, and after it what it took: each statement and each call, and how often."""
    address = reverse("journal:patient", kwargs={"person": cast("alva")})
    client = log_in_as("sara")
    with traced() as took:
        answered = client.get(address)
    assert answered.status_code == 200
    # What differs between any two log-ins and any two pages: the forms' tokens.
    words = re.sub(r'(name="(?:csrfmiddlewaretoken|made_for)" value=")[^"]*', r"\1", answered.content.decode())
    return "\n".join((words, *sorted(f"{count} {asked}" for asked, count in took.items())))


def test_the_page_is_the_same_to_the_letter_however_much_there_is_and_wherever(
    cast: Cast, now: datetime, index: FakeEngagementIndex, log_in_as: LogInAs
) -> None:
    connect()
    write(cast, now)
    pages = [page(log_in_as, cast)]
    write(cast, now, STOCKHOLM, DIAGNOSIS, VALUE)
    write(cast, now, KOMMUN, DIAGNOSIS, VALUE)
    pages.append(page(log_in_as, cast))
    know(index, engagement())
    pages.append(page(log_in_as, cast))
    index.break_with(SourceFailed(reason="x"))
    pages.append(page(log_in_as, cast))

    assert "Det finns ospärrade uppgifter hos andra vårdgivare." in pages[0]
    assert pages == pages[:1] * 4
    for name in ("Region Stockholm", "Solna kommun", SYSTEM, "Pollenallergi", "P-CRP"):
        assert name not in pages[0]


def test_where_there_is_nothing_the_page_is_the_same_whatever_is_blocked(
    cast: Cast, now: datetime, index: FakeEngagementIndex, log_in_as: LogInAs
) -> None:
    connect()
    block(cast, now, STOCKHOLM)
    before = page(log_in_as, cast)
    write(cast, now, STOCKHOLM, DIAGNOSIS, VALUE)

    assert "Det finns inga ospärrade uppgifter" in before
    assert "Patienten har spärrat uppgifter hos någon annan vårdgivare." in before
    assert page(log_in_as, cast) == before
    assert "Stockholm" not in before


def test_asking_is_recorded_for_the_patient_and_nothing_of_the_answer_is(
    cast: Cast, now: datetime, index: FakeEngagementIndex, log_in_as: LogInAs
) -> None:
    write(cast, now)
    page(log_in_as, cast)

    event = AuditEvent.objects.get(event="access.existence_asked")
    assert (event.ground, event.purpose, event.person, event.details) == ("existence", "care", cast("alva"), {})
