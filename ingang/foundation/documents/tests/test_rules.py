"""Names and sizes."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.documents.rules import LONGEST_NAME, FileKind, name_for, tidy_name
from ingang.foundation.documents.words import size_in_words


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("remiss.pdf", FileKind.PDF, "remiss.pdf"),
        ("Röntgen höger.JPEG", FileKind.JPEG, "Röntgen höger.jpg"),
        ("bild.exe", FileKind.PNG, "bild.png"),
        ("../../etc/passwd", FileKind.PDF, "passwd.pdf"),
        ("C:\\Users\\sara\\svar.pdf", FileKind.PDF, "svar.pdf"),
        ("fdp.\u202eexe.gif", FileKind.GIF, "fdp.exe.gif"),
        ("a\r\nSet-Cookie: x.pdf", FileKind.PDF, "aSet-Cookie x.pdf"),
        ("", FileKind.PDF, "Fil.pdf"),
        ("...", FileKind.PDF, "Fil.pdf"),
        (".pdf", FileKind.PDF, "pdf.pdf"),
    ],
)
def test_a_name_is_its_own_with_the_end_that_the_content_has(name: str, kind: FileKind, kept: str) -> None:
    assert name_for(name=name, kind=kind, otherwise="Fil") == kept


@given(name=st.text(max_size=400))
def test_a_name_never_leads_elsewhere_hides_anything_or_grows(name: str) -> None:
    kept = name_for(name=name, kind=FileKind.PDF, otherwise="Fil")

    assert kept.endswith(".pdf")
    assert len(kept) <= LONGEST_NAME
    assert not set(kept) & set('/\\\r\n\0"\u202e')
    assert tidy_name(kept) == kept


@pytest.mark.parametrize(
    ("size", "words", "language"),
    [
        (1, "1\u00a0kB", "sv"),
        (340_000, "340\u00a0kB", "sv"),
        (1_240_000, "1,2\u00a0MB", "sv"),
        (1_240_000, "1.2\u00a0MB", "en"),
    ],
)
def test_a_size_is_said_as_people_say_it(size: int, words: str, language: str) -> None:
    with translation.override(language):
        assert size_in_words(size=size) == words
