"""`ingang import-fhir`, as an operator meets it."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from demo.cast import RESIDENTS
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.records.models import Resource
from ingang.foundation.records.queries import headings
from ingang.foundation.records.tests.samples import bundle, observation
from ingang.kernel.periods import local_date

pytestmark = pytest.mark.django_db

BJORKBACKEN = "SE0000000020-G001"
Cast = Callable[[str], UUID]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def alvas_number(cast: Cast, now: datetime) -> str:
    return next(one for one in RESIDENTS if one.key == "alva").number(local_date(now))


def run(path: Path, number: str, *options: str, care_giver: str = BJORKBACKEN) -> str:
    out = StringIO()
    call_command(
        "import_fhir",
        str(path),
        "--care-giver",
        care_giver,
        "--person",
        number,
        *options,
        stdout=out,
        stderr=StringIO(),
    )
    return out.getvalue()


def test_the_command_stores_and_tells(tmp_path: Path, alvas_number: str, cast: Cast, now: datetime) -> None:
    path = tmp_path / "life.json"
    path.write_text(bundle(observation(), {"resourceType": "Claim", "id": "c"}), encoding="utf-8")

    report = run(path, f"{alvas_number[:8]}-{alvas_number[8:]}", care_giver="se0000000020-g001")

    assert "Stored: 1 new" in report
    assert "Claim 1" in report
    event = AuditEvent.objects.get(event="records.imported")
    assert event.person == cast("alva")
    assert event.details == {"care_giver": BJORKBACKEN, "new": "1", "changed": "0", "unchanged": "0"}


def test_two_imports_at_the_same_moment_are_told_apart(
    tmp_path: Path, alvas_number: str, cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "life.json"
    path.write_text(bundle(observation()), encoding="utf-8")

    def meanwhile(*, text: str, **_: Any) -> str:
        Resource(
            person=cast("alva"),
            care_giver=BJORKBACKEN,
            type="Observation",
            logical_id=json.loads(text)["id"],
            stored_at=now,
            updated_at=now,
        ).save(force_insert=True)
        return text

    monkeypatch.setattr("ingang.foundation.records.actions.stamped", meanwhile)
    with pytest.raises(CommandError, match="try again"):
        run(path, alvas_number)


def test_a_rehearsal_stores_nothing(tmp_path: Path, alvas_number: str, cast: Cast, now: datetime) -> None:
    path = tmp_path / "life.json"
    path.write_text(bundle(observation()), encoding="utf-8")

    report = run(path, alvas_number, "--dry-run")

    assert "It would be: 1 new" in report
    grant = open_job(name="test", kinds=("records.clinical",), persons=(cast("alva"),), now=now)
    assert not headings(grant=grant, types=("Condition", "Observation"))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"resourceType":"Bundle"', "line 1, column 25"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"resourceType":"Patient","birthDate":"1950-01-01"}', "--despite-differences"),
    ],
)
def test_the_command_refuses_with_a_sentence(tmp_path: Path, alvas_number: str, content: bytes, sentence: str) -> None:
    path = tmp_path / "life.json"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=sentence):
        run(path, alvas_number)


@pytest.mark.parametrize(
    ("number", "care_giver", "sentence"),
    [
        ("19000101-2380", BJORKBACKEN, "Nobody with this number"),
        ("not a number", BJORKBACKEN, "Nobody with this number"),
        ("", "SE0000000099-X", "Nobody with this number"),
    ],
)
def test_the_command_names_who_is_unknown(
    tmp_path: Path, cast: Cast, number: str, care_giver: str, sentence: str
) -> None:
    path = tmp_path / "life.json"
    path.write_text(bundle(observation()), encoding="utf-8")

    with pytest.raises(CommandError, match=sentence):
        run(path, number, care_giver=care_giver)


def test_an_unknown_care_giver_is_named(tmp_path: Path, alvas_number: str) -> None:
    path = tmp_path / "life.json"
    path.write_text(bundle(observation()), encoding="utf-8")

    with pytest.raises(CommandError, match="SE0000000099-X"):
        run(path, alvas_number, care_giver="SE0000000099-X")


def test_a_file_that_is_not_there_is_told(tmp_path: Path, alvas_number: str) -> None:
    with pytest.raises(CommandError, match="can not be opened"):
        run(tmp_path / "nothing.json", alvas_number)
