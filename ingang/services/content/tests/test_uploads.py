"""What may come in as picture, film, sound and captions: the bytes decide, and what is refused leaves nothing."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image

from ingang.foundation.audit.models import AuditEvent
from ingang.services.content.founding import place_of
from ingang.services.content.media.pictures import MEGABYTE
from ingang.services.content.models import Picture, Recording
from ingang.services.content.tests import files
from ingang.services.content.tests.files import add, content_of, lying

LogIn = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize(
    "name", ["bild.png", "../../../etc/passwd.png", "a\x00b.png", "skript.html", "å/ä\\ö.jpg", "x" * 90 + ".png"]
)
def test_a_picture_is_kept_under_its_own_digest_whatever_it_was_called(
    name: str, log_in_as: LogIn, folder: Path
) -> None:
    before = AuditEvent.objects.count()
    answer = add(log_in_as("nora"), files.picture(size=(1400, 700)), name=name)

    row = Picture.objects.get()
    assert answer.status_code == 302
    assert row.file.name == f"{row.content_digest[:2]}/{row.content_digest[2:]}.webp"
    assert row.collection == place_of(region="")
    assert sorted(one.width for one in row.renditions.all() if one.filter_spec.startswith("width")) == [
        320, 640, 960, 1280,
    ]  # fmt: skip
    assert {Path(one).suffix for one in lying(folder)} == {".webp"}
    events = list(AuditEvent.objects.order_by("id").values_list("event", flat=True))[before:]
    assert [one for one in events if one.startswith("content.")] == ["content.media_added"]


def test_what_a_camera_noted_is_gone_and_the_picture_stands_upright(log_in_as: LogIn) -> None:
    add(log_in_as("nora"), files.photographed())

    kept = content_of(Picture.objects.get())
    shown = Image.open(io.BytesIO(kept))
    assert shown.format == "WEBP"
    assert shown.size == (200, 400)
    assert (len(shown.getexif()), shown.info.get("exif")) == (0, None)
    assert b"hemligt" not in kept
    assert b"kamera" not in kept
    red, _green, blue = shown.convert("RGB").getpixel((100, 20))  # type: ignore[misc]
    assert red > 200 > blue


PICTURES = {
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "ingen JPEG-, PNG- eller WebP"),
    "html": (b"<!doctype html><script>alert(1)</script>", "ingen JPEG-, PNG- eller WebP"),
    "pdf": (b"%PDF-1.7\n", "ingen JPEG-, PNG- eller WebP"),
    "gif": (files.picture("GIF"), "ingen JPEG-, PNG- eller WebP"),
    "tiff": (files.picture("TIFF"), "ingen JPEG-, PNG- eller WebP"),
    "both picture and page": (
        files.picture("JPEG", comment=b"<html><script>alert(1)</script>"),
        "ingen JPEG-, PNG- eller WebP",
    ),
    "program": (b"MZ\x90\x00" + b"\0" * 600, "ingen JPEG-, PNG- eller WebP"),
    "half": (files.photographed()[:-1500], "skadad"),
    "bomb": (files.bomb(), "megapixlar"),
    "moving": (files.moving(), "rör sig"),
    "heavy": (b"\xff\xd8\xff" + b"\0" * (15 * MEGABYTE), "större än 15 MB"),
    "empty": (b"", ""),
}


@pytest.mark.parametrize("which", PICTURES)
def test_what_is_no_picture_is_refused_by_its_bytes_and_leaves_nothing(
    which: str, log_in_as: LogIn, folder: Path
) -> None:
    content, words = PICTURES[which]

    answer = add(log_in_as("nora"), content)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert Picture.objects.count() == 0
    assert not folder.exists() or lying(folder) == []


def test_a_page_hidden_behind_a_picture_stays_away(log_in_as: LogIn) -> None:
    add(log_in_as("nora"), files.photographed() + b"<script>alert(1)</script>PK\x05\x06")

    assert b"script" not in content_of(Picture.objects.get())


@pytest.mark.parametrize(("field", "value"), [("owner", ""), ("ground", ""), ("ground", "found"), ("title", "")])
def test_whose_it_is_and_why_it_may_be_shown_is_demanded(field: str, value: str, log_in_as: LogIn) -> None:
    assert add(log_in_as("nora"), files.picture(), **{field: value}).status_code == 200
    assert Picture.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "end"),
    [(files.film(), "mp4"), (files.sound(), "mp3"), (files.CAPTIONS, "vtt"), (b"\xef\xbb\xbf" + files.CAPTIONS, "vtt")],
)
def test_a_recording_is_named_by_what_it_is(content: bytes, end: str, log_in_as: LogIn) -> None:
    answer = add(log_in_as("nora"), content, name="semester.exe", kind="recording")

    row = Recording.objects.get()
    assert answer.status_code == 302
    assert row.file_extension == end
    assert (row.width, row.height, row.seconds) == {"mp4": (640, 360, 18), "mp3": (0, 0, 30), "vtt": (0, 0, 0)}[end]


def test_where_a_film_was_taken_and_what_lies_behind_it_stays_away(log_in_as: LogIn) -> None:
    place = b"\xa9xyz\x00\x11\x15\xc7+59.3293+018.0686/"
    box = (len(place) + 4).to_bytes(4) + place
    hidden = (len(box) + 8).to_bytes(4) + b"udta" + box
    add(log_in_as("nora"), files.film() + hidden + b"PK\x05\x06<script>", kind="recording")

    kept = content_of(Recording.objects.get())
    assert b"59.3293" not in kept
    assert b"script" not in kept


RECORDINGS = {
    "page": b"<!doctype html><video>",
    "picture": files.picture(),
    "svg": b"<svg/>",
    "list of others' films": b"#EXTM3U\nhttp://127.0.0.1/film.mp4\n",
    "half": files.film()[:900],
    "no film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 400,
    "no captions": b"WEBVTT\n\n<script>alert(1)</script>",
    "captions in another writing": "WEBVTT\n\n00:00.000 --> 00:03.000\nå".encode("latin-1"),
    "a program called sound": b"ID3" + b"\x7fELF" * 100,
}


@pytest.mark.parametrize("which", RECORDINGS)
def test_what_no_browser_plays_is_refused_and_leaves_nothing(which: str, log_in_as: LogIn, folder: Path) -> None:
    answer = add(log_in_as("nora"), RECORDINGS[which], name="film.mp4", kind="recording")

    assert answer.status_code == 200
    assert Recording.objects.count() == 0
    assert not folder.exists() or lying(folder) == []


def test_the_same_file_twice_is_told_also_where_it_is_the_nation_s(log_in_as: LogIn) -> None:
    add(log_in_as("nora"), files.picture(), title="Våra händer")

    for key in ("nora", "linn"):
        answer = add(log_in_as(key), files.picture())
        assert "Våra händer" in answer.content.decode()
    assert Picture.objects.count() == 1


def test_a_place_that_is_full_takes_no_more(log_in_as: LogIn, settings: Any) -> None:
    settings.MEDIA_QUOTA_MB = 0

    answer = add(log_in_as("linn"), files.picture())

    assert "Region Skåne har 0 MB" in answer.content.decode()
    assert Picture.objects.count() == 0
