"""A unit in an emergency asks the care giver that the patient has blocked; there it is urgent work (SVOD 3:5)."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import Block, BlockKind, CareRelation, LiftRequest
from ingang.foundation.people.models import Assignment
from ingang.foundation.work_items.queries import WorkLine, open_work
from ingang.services.journal.reading_across.lifting import LIFT_ASKED

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
SARA, MONA = staff("sara"), staff("mona")
ITEM = "work_items.item"


@pytest.fixture
def block(cast: Cast, now: datetime) -> Block:
    """Alva has blocked what Sara's care giver holds; the reader is Mona."""
    return Block.unguarded.create(person=cast("alva"), kind=BlockKind.OUTER, care_giver=SARA.care_giver, blocked_at=now)


def others(client: Client, cast: Cast) -> str:
    return client.get(reverse("journal:others", kwargs={"person": cast("alva")})).content.decode()


@pytest.fixture
def reader(log_in_as: LogInAs, cast: Cast, block: Block) -> Client:
    client = log_in_as("mona")
    client.post(reverse("journal:emergency", kwargs={"person": cast("alva")}), {"reason": "unconscious"})
    return client


def ask(client: Client, cast: Cast, block: object) -> int:
    place = reverse("journal:ask_to_lift", kwargs={"person": cast("alva")})
    return client.post(place, {"block": str(block)}).status_code


def work(now: datetime) -> list[WorkLine]:
    grant = open_unit(actor=SARA, kinds=[ITEM], now=now)
    return [line for line in open_work(grant=grant, now=now) if line.item.kind == LIFT_ASKED]


def test_asking_is_urgent_work_for_the_holder_once(reader: Client, cast: Cast, now: datetime, block: Block) -> None:
    before = others(reader, cast)
    assert [ask(reader, cast, block.id) for _ in range(2)] == [302, 302]

    assert "Björkbackens Vård AB" in before
    assert "Begär att spärren hävs" in before
    assert "ni har frågat och väntar på svar" in others(reader, cast)
    (line,) = work(now)
    assert line.is_urgent
    assert AuditEvent.objects.filter(event="consents.lift_requested").count() == 1


def test_the_holder_opens_the_block_for_that_unit_for_a_day(
    reader: Client, cast: Cast, now: datetime, block: Block, log_in_as: LogInAs
) -> None:
    CareRelation.unguarded.filter(unit=SARA.unit, person=cast("alva")).delete()
    ask(reader, cast, block.id)
    (line,) = work(now)
    place, officer = reverse("journal:lift", kwargs={"item": line.item.id}), log_in_as("sara")
    page = officer.get(place).content.decode()

    assert "Alva" in page
    assert "Hudmottagningen Solgläntan frågade" in page
    assert officer.post(place, {"answer": "lift"}).status_code == 302
    wish = LiftRequest.unguarded.get()
    assert (wish.for_unit, wish.lifted_until) == (MONA.unit, now + timedelta(hours=24))
    assert Block.unguarded.get(id=block.id).lifted_at is None
    assert work(now) == []
    assert "Något är spärrat" not in others(reader, cast)
    assert "redan besvarat" in officer.get(place).content.decode()


def test_the_holder_leaves_the_block(
    reader: Client, cast: Cast, now: datetime, block: Block, log_in_as: LogInAs
) -> None:
    ask(reader, cast, block.id)
    (line,) = work(now)
    log_in_as("sara").post(reverse("journal:lift", kwargs={"item": line.item.id}), {"answer": "stay"})

    assert work(now) == []
    assert "Begär att spärren hävs" in others(reader, cast)
    assert AuditEvent.objects.filter(event="consents.lift_declined").count() == 1


def test_work_whose_wish_is_too_old_can_be_finished(
    reader: Client, cast: Cast, now: datetime, block: Block, log_in_as: LogInAs
) -> None:
    CareRelation.unguarded.filter(unit=SARA.unit, person=cast("alva")).delete()
    ask(reader, cast, block.id)
    LiftRequest.unguarded.update(requested_at=now - timedelta(hours=25))
    (line,) = work(now)
    place, officer = reverse("journal:lift", kwargs={"item": line.item.id}), log_in_as("sara")

    assert "Alva" not in re.sub(r"<title>.*?</title>", "", officer.get(place).content.decode())
    assert officer.post(place).status_code == 302
    assert work(now) == []


@pytest.mark.parametrize("written", ["", "nonsense", "01890000-0000-7000-8000-000000000000"])
def test_asking_about_what_is_no_block_is_missing(reader: Client, cast: Cast, written: str) -> None:
    assert ask(reader, cast, written) == 404


def test_where_nobody_answers_nothing_is_sent(reader: Client, cast: Cast, now: datetime, block: Block) -> None:
    Assignment.objects.filter(care_giver=SARA.care_giver).update(roles=[])

    assert "ingen där svarar här. Ring dem." in others(reader, cast)
    assert ask(reader, cast, block.id) == 404
    assert not LiftRequest.unguarded.exists()


def test_the_unit_that_is_blocked_decides_where_it_has_somebody(
    reader: Client, cast: Cast, now: datetime, block: Block
) -> None:
    """Without anybody there, whoever has the role elsewhere at the care giver gets it."""
    Block.unguarded.filter(id=block.id).update(unit="SE0000000020-U009")
    ask(reader, cast, block.id)

    assert len(work(now)) == 1


@pytest.mark.parametrize("key", ["mona", "ulla", "tore"])
def test_who_may_not_decide(
    reader: Client, cast: Cast, now: datetime, block: Block, log_in_as: LogInAs, key: str
) -> None:
    ask(reader, cast, block.id)
    (line,) = work(now)
    place = reverse("journal:lift", kwargs={"item": line.item.id})

    for answer in (log_in_as(key).get(place), log_in_as(key).post(place, {"answer": "lift"})):
        assert answer.status_code in {403, 404}
    assert LiftRequest.unguarded.get().confirmed_at is None
