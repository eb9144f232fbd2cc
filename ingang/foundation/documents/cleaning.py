"""What a file is, by its content alone, and the same file without what could act or tell more than it shows.

Pictures are decoded and written anew: what a camera noted (where, when, by whom) and what was hidden behind the
picture stays away. Documents are written anew without scripts, files inside them and actions that happen by
themselves; tags and language, which screen readers need, stay.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

from ingang.foundation.documents.errors import FileDamaged, FileEmpty, FileLocked, FileOfWrongKind, FileTooLarge
from ingang.foundation.documents.errors import PictureTooLarge as TooManyPoints
from ingang.foundation.documents.rules import MEGABYTE, MOST_BYTES, FileKind

MOST_POINTS = 60_000_000
"""In all frames together: five times a phone's camera, and still to be decoded in memory."""

_PDF_WITHIN = 1024
_READ = ("PNG", "JPEG", "GIF")
# Some cameras write several pictures into one JPEG (MPO): the first is the one that is shown.
_PICTURES = {"PNG": FileKind.PNG, "JPEG": FileKind.JPEG, "MPO": FileKind.JPEG, "GIF": FileKind.GIF}
_UPRIGHT, _ORIENTATION = 1, 0x0112
_ACTIVE = frozenset(
    {"/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/RichMediaContent"}
)
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound"}
)


@dataclass(frozen=True, kw_only=True)
class Clean:
    """A file that may be kept: what it is, its content, and whether a screen reader finds text in it."""

    kind: FileKind
    content: bytes
    is_readable: bool


def cleaned(*, content: BinaryIO, name: str) -> Clean:
    """The file as it may be kept. Refuses, with the FileRefused that names the rule, what can not be."""
    size = content.seek(0, io.SEEK_END)
    if size == 0:
        raise FileEmpty(name=name)
    if size > MOST_BYTES:
        raise FileTooLarge(name=name, megabytes=MOST_BYTES // MEGABYTE)
    content.seek(0)
    is_document = b"%PDF-" in content.read(_PDF_WITHIN)
    content.seek(0)
    return _document(content, name) if is_document else _picture(content, name)


def _document(content: BinaryIO, name: str) -> Clean:
    written = io.BytesIO()
    try:
        with pikepdf.open(content) as pdf:
            is_readable = _is_tagged(pdf)
            for part in _parts(pdf):
                _calm(part)
            pdf.save(written)
    except pikepdf.PasswordError as error:
        raise FileLocked(name=name) from error
    except Exception as error:  # a broken file fails in as many ways as it can be broken
        raise FileDamaged(name=name) from error
    return Clean(kind=FileKind.PDF, content=written.getvalue(), is_readable=is_readable)


def _is_tagged(pdf: pikepdf.Pdf) -> bool:
    """Whether the document says that it has tags (PDF/UA): a scanned paper has none."""
    marked = pdf.Root.get("/MarkInfo")
    return isinstance(marked, pikepdf.Dictionary) and bool(marked.get("/Marked")) and "/StructTreeRoot" in pdf.Root


def _parts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of the document, those inside others too; what others only point to comes once."""
    waiting: list[pikepdf.Object] = list(pdf.objects)
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Stream):
            part = part.stream_dict
        if isinstance(part, pikepdf.Dictionary):
            yield part
            inside = [part[key] for key in part.keys()]  # noqa: SIM118  a document's dictionary is no mapping
        elif isinstance(part, pikepdf.Array):
            inside = list(part)
        else:
            continue
        waiting += [one for one in inside if isinstance(one, pikepdf.Object) and not one.is_indirect]


def _calm(part: pikepdf.Object) -> None:
    """Take away what acts by itself, and whole actions that run, send or fetch something."""
    acts = isinstance(kind := part.get("/S"), pikepdf.Name) and str(kind) in _ACTIONS
    for key in list(part.keys()):
        if acts or key in _ACTIVE:
            del part[key]


def _picture(content: BinaryIO, name: str) -> Clean:
    written = io.BytesIO()
    try:
        with Image.open(content, formats=_READ) as picture:
            kind = _PICTURES[picture.format or ""]
            if picture.width * picture.height * getattr(picture, "n_frames", 1) > MOST_POINTS:
                raise TooManyPoints(name=name)
            _write(picture, kind, written)
    except TooManyPoints:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPoints(name=name) from error
    except UnidentifiedImageError as error:
        raise FileOfWrongKind(name=name) from error
    except Exception as error:  # as above
        raise FileDamaged(name=name) from error
    return Clean(kind=kind, content=written.getvalue(), is_readable=False)


def _write(picture: Image.Image, kind: FileKind, written: BinaryIO) -> None:
    """The picture alone, upright, with its colours. A JPEG that needs no turning keeps its quality to the letter."""
    if kind is FileKind.GIF:
        picture.save(written, format="GIF", save_all=True, comment=b"")
        return
    profile = picture.info.get("icc_profile")
    is_upright = picture.getexif().get(_ORIENTATION, _UPRIGHT) == _UPRIGHT
    if kind is FileKind.JPEG and is_upright and picture.format == "JPEG":
        picture.save(written, format="JPEG", quality="keep", icc_profile=profile, comment=b"", exif=b"")
        return
    upright = ImageOps.exif_transpose(picture)
    options = {"quality": 95, "comment": b""} if kind is FileKind.JPEG else {}
    upright.save(written, format=kind.name, icc_profile=profile, exif=b"", **options)
