"""The made-up lives go through the import that real files take."""

import json
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from conftest import resident
from demo.fhir.lives import LIVES, bundles
from demo.records import seed, write
from ingang.foundation.access.actions import open_subject
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.foundation.records.queries import headings

TODAY = date(2026, 11, 26)


def _stored() -> list[tuple[UUID, int]]:
    with house_scope():
        return list(Resource.unguarded.order_by("id").values_list("id", "version"))


@pytest.mark.django_db
def test_the_lives_are_loaded_and_loading_again_changes_nothing(cast: Callable[[str], UUID], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)
    before = _stored()

    seed(now=now, progress=lambda _text: None)

    assert len(before) > 100
    assert _stored() == before


@pytest.mark.django_db
def test_two_care_givers_hold_records_on_alva(cast: Callable[[str], UUID], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)

    grant = open_subject(actor=resident("alva"), kinds=("records.clinical",), now=now)

    assert len({one.care_giver for one in headings(grant=grant, types=("Condition", "Observation"))}) == 2


def test_every_resource_is_marked_as_demonstration() -> None:
    marks = {
        entry["resource"]["meta"]["tag"][0]["code"]
        for _life, text in bundles(today=TODAY)
        for entry in json.loads(text)["entry"]
    }

    assert marks == {"HTEST"}


def test_the_bundles_can_be_written_as_files(tmp_path: Path) -> None:
    files = write(tmp_path, today=TODAY)

    assert len(files) == len(LIVES) == len(set(files))
