"""Content is kept where nobody else reads it, is what it was when it is read, and is gone when it is thrown away."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadhandler import StopUpload

from ingang.connectors.clamd.errors import TimedOut
from ingang.connectors.clamd.fake import EICAR, FakeClamd
from ingang.foundation.documents import errors, storage
from ingang.foundation.documents.models import FileState, StoredFile
from ingang.foundation.documents.receiving import Kept, take_in
from ingang.foundation.documents.scanning import NoScanner, configured_scanner
from ingang.foundation.documents.serving import file_answer
from ingang.foundation.documents.tests.made import document, picture
from ingang.foundation.documents.uploads import MOST_AT_ONCE, LimitedUpload

NOW = datetime(2026, 11, 26, 11, tzinfo=UTC)


class Row:
    """What a row of a service's table says, without a table."""

    def __init__(self, kept: Kept) -> None:
        vars(self).update(kept.columns | {"id": uuid4()})


def row_of(kept: Kept) -> Any:
    return Row(kept)


def taken_in(content: bytes, name: str = "remiss.pdf", scanner: Any = None) -> Kept:
    return take_in(content=io.BytesIO(content), name=name, of="inbox", scanner=scanner or FakeClamd(), now=NOW)


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    options = settings.STORAGES["documents"] | {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    }
    settings.STORAGES = settings.STORAGES | {"documents": options}
    return tmp_path


def test_what_is_kept_is_read_again_and_nobody_else_can(folder: Path) -> None:
    kept = taken_in(document())

    (path,) = [one for one in folder.rglob("*") if one.is_file()]
    with storage.read(file=row_of(kept)) as content:
        assert content.read().startswith(b"%PDF-")
    assert path.stat().st_mode & 0o077 == 0
    assert all(one.stat().st_mode & 0o077 == 0 for one in folder.rglob("*") if one.is_dir())
    assert "remiss" not in str(path)


def test_content_that_was_changed_or_lost_is_never_served(folder: Path) -> None:
    changed, lost = taken_in(picture(), "a.png"), taken_in(picture("JPEG"), "b.jpg")
    (folder / changed.key).write_bytes(b"something else")
    storage.throw_away(key=lost.key)
    storage.throw_away(key=lost.key)

    for one in (changed, lost):
        with pytest.raises(errors.FileGone):
            storage.read(file=row_of(one))


def test_what_was_kept_lately_can_be_found_and_today_is_left_alone(folder: Path) -> None:
    old = storage.keep(of="inbox", content=b"x", on=date(2026, 11, 25))
    storage.keep(of="inbox", content=b"x", on=date(2026, 11, 26))
    storage.keep(of="cases", content=b"x", on=date(2026, 11, 25))

    assert list(storage.lately_kept(of="inbox", now=NOW)) == [old]


def test_a_virus_is_refused_and_nothing_is_kept(folder: Path) -> None:
    with pytest.raises(errors.VirusFound):
        taken_in(b"%PDF-1.7\n" + EICAR)

    assert [one for one in folder.rglob("*") if one.is_file()] == []


def test_without_a_verdict_the_file_waits() -> None:
    broken = FakeClamd()
    broken.break_with(TimedOut())

    assert taken_in(document(), scanner=broken).state is FileState.WAITING
    assert taken_in(document(), scanner=NoScanner()).state is FileState.WAITING
    assert taken_in(document()).state is FileState.CLEAN


def test_the_scanner_is_the_one_that_the_settings_name(settings: Any) -> None:
    assert isinstance(configured_scanner(), NoScanner)
    settings.CLAMD = {"ADDRESS": "tcp:127.0.0.1:1", "SECONDS": 1}
    assert taken_in(document(), scanner=configured_scanner()).state is FileState.WAITING


@pytest.mark.parametrize(("content", "is_shown"), [(picture(), True), (picture(), False), (document(), True)])
def test_only_pictures_open_in_the_browser_and_nothing_in_a_file_may_act(content: bytes, is_shown: bool) -> None:
    row: StoredFile = row_of(taken_in(content, 'r"ö\r\nntgen.x'))

    answer = file_answer(file=row, content=storage.read(file=row), is_shown=is_shown)

    opens = is_shown and content[:4] == b"\x89PNG"
    assert answer["Content-Disposition"].startswith("inline" if opens else "attachment")
    assert "\n" not in answer["Content-Disposition"]
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "no-store"
    assert b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_a_body_longer_than_any_form_takes_is_hung_up_on() -> None:
    handler = LimitedUpload()

    handler.handle_raw_input(io.BytesIO(), {}, MOST_AT_ONCE, "x")
    with pytest.raises(StopUpload):
        handler.handle_raw_input(io.BytesIO(), {}, MOST_AT_ONCE + 1, "x")
