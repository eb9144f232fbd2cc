"""Files as they come in, honest and hostile, for the tests of pictures, films and sound."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from ingang.services.content.tests.rooms import HOME

DEMONSTRATION = Path(__file__).parents[4] / "demo" / "content" / "media"
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:03.000\nSk\xc3\xb6lj h\xc3\xa4nderna\n"
RIGHT = {"owner": "Demonstrationen", "ground": "own"}
ADD = {"picture": HOME + "images/add/", "recording": HOME + "documents/add/"}


def picture(form: str = "PNG", *, size: tuple[int, int] = (40, 20), **options: Any) -> bytes:
    """A picture, red to the left and blue to the right."""
    drawn = Image.new("RGB", size, "#0000ff")
    drawn.paste("#ff0000", (0, 0, size[0] // 2, size[1]))
    written = io.BytesIO()
    drawn.save(written, format=form, **options)
    return written.getvalue()


def photographed() -> bytes:
    """A JPEG that a camera has turned and written a place and a name into."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "Nora Bergs kamera"
    exif.get_ifd(0x8825)[2] = (59.0, 19.0, 45.0)
    return picture("JPEG", size=(400, 200), exif=exif, comment=b"hemligt")


def bomb() -> bytes:
    """A PNG of a few bytes that unpacks into ten thousand million points."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in ((b"IHDR", head), (b"IDAT", b""), (b"IEND", b"")))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def moving() -> bytes:
    """A WebP of two pictures."""
    written = io.BytesIO()
    first, second = (Image.new("RGB", (8, 8), colour) for colour in ("red", "blue"))
    first.save(written, format="WEBP", save_all=True, append_images=[second], duration=100)
    return written.getvalue()


def film() -> bytes:
    """The demonstration's film."""
    return (DEMONSTRATION / "handtvatt.mp4").read_bytes()


def sound() -> bytes:
    """The demonstration's sound."""
    return (DEMONSTRATION / "lugn-andning.mp3").read_bytes()


def sent(content: bytes, name: str = "bild.png") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, content, "image/png")


def add(client: Client, content: bytes, *, name: str = "bild.png", kind: str = "picture", **further: Any) -> Any:
    """Send the form."""
    return client.post(ADD[kind], {"title": "Händer", "file": sent(content, name), **RIGHT, **further})


def content_of(row: Any) -> bytes:
    """The bytes as they lie there."""
    return Path(row.file.path).read_bytes()


def lying(folder: Path) -> list[str]:
    """The files that lie there."""
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
