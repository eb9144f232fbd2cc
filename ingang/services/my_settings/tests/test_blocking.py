"""Spärra journalen: the person sets a block herself, after the risks; it acts at once and is lifted by staff alone."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import relate, staff
from ingang.foundation.access.actions import open_person
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareGiver, CareUnit
from ingang.foundation.consents.models import Block, LiftRequest
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import Purpose

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
BJORKBACKEN, UNIT, STOCKHOLM = "SE0000000020-G001", "SE0000000020-U001", "SE0000000010-G001"
MINE, NEW = reverse("my_settings:blocks"), reverse("my_settings:new_block")
WHOLE = {"care_giver": BJORKBACKEN, "unit": "", "kind": "outer"}


def test_care_givers_of_the_same_name_are_told_apart(log_in_as: LogInAs) -> None:
    CareGiver.objects.create(hsa_id="SE0000000990-G001", name=CareGiver.objects.get(hsa_id=STOCKHOLM).name)

    whose = log_in_as("alva").get(NEW).content.decode()

    for hsa_id, told in ((STOCKHOLM, True), ("SE0000000990-G001", True), (BJORKBACKEN, False)):
        assert (f"({hsa_id})</option>" in whose) is told


def test_three_pages_and_it_is_set_recorded_and_told(log_in_as: LogInAs, cast: Cast) -> None:
    client = log_in_as("alva")

    whose = client.get(NEW).content.decode()
    which = client.post(NEW, {"care_giver": BJORKBACKEN}).content.decode()
    check = client.post(NEW, WHOLE | {"check": "1"}).content.decode()

    assert "Vems journal vill du spärra?" in whose
    assert "Björkbackens vårdcentral" in which
    assert "Fel:" not in which
    assert "Det kan vara farligt att vården inte vet" in check
    assert not Block.unguarded.exists()
    assert client.post(NEW, WHOLE | {"set": "1"}).status_code == 302
    row = Block.unguarded.get()
    assert (row.person, row.care_giver, row.unit, row.kind) == (cast("alva"), BJORKBACKEN, "", "outer")
    event = AuditEvent.objects.get(event="consents.blocked")
    assert (event.person, event.details) == (cast("alva"), {"block": str(row.id), "kind": "outer"})
    with house_scope():
        work = WorkItem.unguarded.get(kind="my_settings.block_set")
    assert (work.unit, work.person, work.subject) == (UNIT, cast("alva"), str(row.id))
    assert "Spärren är satt" in client.get(f"{MINE}?satt=1").content.decode()


def test_it_acts_from_the_next_request_of_staff(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    actor = staff("sara", assignment=1)
    relate("alva", actor.unit, actor.care_giver, now=now)
    other = CareUnit.objects.filter(care_giver=STOCKHOLM).exclude(hsa_id=actor.unit).order_by("hsa_id")[0].hsa_id
    log_in_as("alva").post(NEW, {"care_giver": STOCKHOLM, "unit": other, "kind": "inner", "set": "1"})

    grant = open_person(actor=actor, person=cast("alva"), kinds=["records.clinical"], purpose=Purpose.CARE, now=now)

    assert not grant.reaches(care_giver=STOCKHOLM, unit=other)
    assert grant.reaches(care_giver=STOCKHOLM, unit=actor.unit)


def test_the_same_block_twice_is_one(log_in_as: LogInAs) -> None:
    for _ in range(2):
        log_in_as("alva").post(NEW, WHOLE | {"set": "1"})

    assert Block.unguarded.count() == 1
    with house_scope():
        assert WorkItem.unguarded.filter(kind="my_settings.block_set").count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"care_giver": ""}, "Välj en vårdgivare"),
        ({"care_giver": "SE0-X"}, "Fel:"),
        (WHOLE | {"kind": "", "check": "1"}, "Välj vem som inte ska kunna läsa"),
        (WHOLE | {"kind": "all", "set": "1"}, "Fel:"),
        (WHOLE | {"kind": "inner", "set": "1"}, "Välj mottagningen vars anteckningar"),
        (WHOLE | {"unit": "SE0000000010-U001", "set": "1"}, "Fel:"),
    ],
)
def test_what_is_not_whole_is_refused_with_words(log_in_as: LogInAs, sent: dict[str, str], words: str) -> None:
    answer = log_in_as("alva").post(NEW, sent)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Block.unguarded.exists()


def test_a_wish_to_lift_waits_and_can_be_taken_back(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    client.post(NEW, WHOLE | {"set": "1"})
    row = Block.unguarded.get()

    client.post(MINE, {"step": f"wish:{row.id}"})
    assert "Du vill häva den." in client.get(MINE).content.decode()
    client.post(MINE, {"step": f"keep:{row.id}"})

    assert "Be om att häva den" in client.get(MINE).content.decode()
    assert LiftRequest.unguarded.get().withdrawn_at is not None
    assert Block.unguarded.get().lifted_at is None


@pytest.mark.parametrize("step", ["", "wish:x", "lift:1", "wish:01890000-0000-7000-8000-000000000000"])
def test_a_step_that_leads_nowhere_changes_nothing(log_in_as: LogInAs, step: str) -> None:
    assert log_in_as("alva").post(MINE, {"step": step}).status_code == 404
    assert not LiftRequest.unguarded.exists()


@pytest.mark.parametrize(("key", "acting_for"), [("bo", "ella"), ("erik", "dagny"), ("sara", None)])
def test_nobody_blocks_for_another(log_in_as: LogInAs, key: str, acting_for: str | None) -> None:
    client = log_in_as(key, acting_for=acting_for)

    for place in (MINE, NEW):
        assert client.get(place).status_code in {403, 404}
        assert client.post(place, WHOLE | {"set": "1"}).status_code in {403, 404}
    assert not Block.unguarded.exists()


def test_another_sees_nothing_of_it(log_in_as: LogInAs) -> None:
    log_in_as("alva").post(NEW, WHOLE | {"set": "1"})

    assert "Du har inga spärrar." in log_in_as("cleo").get(MINE).content.decode()


def test_the_four_closings_stand_side_by_side_for_the_person_herself(log_in_as: LogInAs) -> None:
    page = log_in_as("alva").get(reverse("my_settings:closings")).content.decode()

    for name in ("Låsa inloggning", "Försegla journalen", "Spärra journalen", "Blockera vårdnadshavare"):
        assert name in page
    assert MINE in page
    assert log_in_as("bo", acting_for="ella").get(reverse("my_settings:closings")).status_code == 404
