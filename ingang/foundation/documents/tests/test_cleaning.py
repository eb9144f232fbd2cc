"""What a file is, is decided by its content; what acts, hides or tells too much does not come along."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingang.foundation.documents import errors
from ingang.foundation.documents.cleaning import cleaned
from ingang.foundation.documents.rules import MOST_BYTES, FileKind
from ingang.foundation.documents.tests.made import document, picture

JAVASCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('evil')"))
NAMES = ["empty", "program", "docx", "svg", "html", "bmp", "tiff", "webp", "half png", "half jpeg", "half pdf"]
NAMES += ["locked", "bomb", "too large"]


def clean(content: bytes) -> tuple[FileKind, bytes]:
    found = cleaned(content=io.BytesIO(content), name="fil")
    return found.kind, found.content


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("PNG"), FileKind.PNG),
        (picture("JPEG"), FileKind.JPEG),
        (picture("GIF"), FileKind.GIF),
        (document(), FileKind.PDF),
        (b"\n\n" + document(), FileKind.PDF),
    ],
    ids=["png", "jpeg", "gif", "pdf", "pdf after blank lines"],
)
def test_the_kind_is_told_by_the_content(content: bytes, kind: FileKind) -> None:
    assert clean(content)[0] is kind


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.FileEmpty),
        (b"MZ\x90\x00" + b"\0" * 500, errors.FileOfWrongKind),
        (b"PK\x03\x04word/document.xml", errors.FileOfWrongKind),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", errors.FileOfWrongKind),
        (b"<!doctype html><script>alert(1)</script>", errors.FileOfWrongKind),
        (picture("BMP"), errors.FileOfWrongKind),
        (picture("TIFF"), errors.FileOfWrongKind),
        (picture("WEBP"), errors.FileOfWrongKind),
        (picture("PNG")[:60], errors.FileDamaged),
        (picture("JPEG")[:300], errors.FileDamaged),
        (b"%PDF-1.7\nnothing more", errors.FileDamaged),
        (document(password="hemligt"), errors.FileLocked),
        (picture("PNG", size=(9000, 9000)), errors.PictureTooLarge),
        (b"%PDF-1.7\n" + b"\0" * MOST_BYTES, errors.FileTooLarge),
    ],
    ids=NAMES,
)
def test_what_can_not_be_attached_is_refused_with_its_rule(content: bytes, error: type[errors.FileRefused]) -> None:
    with pytest.raises(error) as refused:
        clean(content)

    assert refused.value.values["name"] == "fil"


def test_a_picture_keeps_what_it_shows_and_tells_nothing_of_where_and_when() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x0132], exif[0x0112] = "hos mormor", "2026:01:01 08:00:00", 6
    exif.get_ifd(0x8825)[2] = (59.0, 20.0, 0.0)
    taken = picture("JPEG", size=(40, 20), exif=exif, comment=b"hemlig")

    _, content = clean(taken)

    with Image.open(io.BytesIO(content)) as shown:
        assert shown.size == (20, 40), "it is turned as the camera was held"
        assert dict(shown.getexif()) == {}
    assert b"mormor" not in content
    assert b"hemlig" not in content


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_what_stands_behind_a_picture_does_not_come_along(kind: str) -> None:
    _, content = clean(picture(kind) + b"<script>alert('behind')</script>")

    assert b"behind" not in content


def test_a_moving_picture_keeps_its_frames() -> None:
    frames = [Image.new("RGB", (10, 10), (shade, 0, 0)) for shade in (10, 120, 240)]
    written = io.BytesIO()
    frames[0].save(written, format="GIF", save_all=True, append_images=frames[1:], comment=b"hemlig")

    _, content = clean(written.getvalue())

    with Image.open(io.BytesIO(content)) as shown:
        assert getattr(shown, "n_frames", 1) == 3
    assert b"hemlig" not in content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OpenAction", JAVASCRIPT),
        ("AA", pikepdf.Dictionary(WC=JAVASCRIPT)),
        ("Names", pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([JAVASCRIPT])))),
        ("AcroForm", pikepdf.Dictionary(XFA=pikepdf.String("evil"))),
        ("Deep", pikepdf.Array([pikepdf.Dictionary(A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="evil.exe"))])),
        ("Sent", pikepdf.Dictionary(A=pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://evil.example/"))),
    ],
)
def test_a_document_comes_without_what_acts_by_itself(name: str, value: pikepdf.Object) -> None:
    _, content = clean(document(root={name: value}))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        told = " ".join(repr(one) for one in pdf.objects)
    assert "evil" not in told


def test_files_inside_a_document_are_left_out() -> None:
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["evil.exe"] = b"MZ evil"
        pdf.save(written)

    _, content = clean(written.getvalue())

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert list(pdf.attachments) == []
        assert len(pdf.pages) == 1
    assert b"MZ evil" not in content


@pytest.mark.parametrize("is_tagged", [True, False])
def test_a_document_that_a_screen_reader_can_read_is_told_from_a_scanned_one(is_tagged: bool) -> None:
    found = cleaned(content=io.BytesIO(document(is_tagged=is_tagged)), name="fil")

    assert found.is_readable is is_tagged
    with pikepdf.open(io.BytesIO(found.content)) as pdf:
        assert ("/StructTreeRoot" in pdf.Root) is is_tagged


@given(content=st.binary(max_size=300), head=st.sampled_from([b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"GIF89a"]))
def test_whatever_comes_is_taken_or_refused_by_a_rule(content: bytes, head: bytes) -> None:
    try:
        kind, written = clean(head + content)
    except errors.FileRefused:
        return
    assert clean(written)[0] is kind
