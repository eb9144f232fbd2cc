"""Files made for tests and for the demonstration's own tests: whole ones, and ones with something inside."""

import io
from collections.abc import Mapping
from typing import Any

import pikepdf
from PIL import Image

from ingang.connectors.clamd.fake import EICAR


def picture(kind: str = "PNG", *, size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, (20, 120, 90)).save(written, format=kind, **options)
    return written.getvalue()


def document(*, is_tagged: bool = False, password: str = "", root: Mapping[str, pikepdf.Object] | None = None) -> bytes:
    """A document of one empty page; `root` are further entries of its catalogue."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if is_tagged:
            pdf.Root["/MarkInfo"] = pikepdf.Dictionary(Marked=True)
            pdf.Root["/StructTreeRoot"] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
            pdf.Root["/Lang"] = pikepdf.String("sv")
        for name, value in (root or {}).items():
            pdf.Root[f"/{name}"] = value
        pdf.save(written, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return written.getvalue()


def infected() -> bytes:
    """A whole document with the scanners' test string in it, as a picture that is not written anew."""
    written = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root["/Picture"] = pdf.make_stream(EICAR, Filter=pikepdf.Name.DCTDecode)
        pdf.save(written)
    return written.getvalue()
