"""A version of a document as a file: the same words as its page has, set as an accessible PDF."""

from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from ingang.kernel.words import marked
from ingang.services.roadmap.models import Document, DocumentVersion
from ingang.services.roadmap.pages import document_facts
from ingang.services.roadmap.rules import Publication
from ingang.services.roadmap.texts import blocks
from ingang.services.roadmap.words import is_swedish, said, text_language, text_of
from ingang.ui.brands import choose_brand
from ingang.ui.typesetting.asking import typeset
from ingang.ui.words import day_in_words

SOURCE = Path(__file__).parent / "document.typ"
SOME_OTHER_YEAR = timedelta(days=732)
"""A file is read when nobody knows which year "this year" was: each day has its own."""


MADE_UP = marked(
    "Content for demonstration: the texts are our own, and plans ahead and the regions' answers are made up."
)


def as_pdf(*, version: DocumentVersion) -> bytes:
    """The version as PDF/A and PDF/UA, in the reader's language. Refuses with NotSet what can not be set."""
    return typeset(source=SOURCE, values=document_values(version=version))


def document_values(*, version: DocumentVersion) -> dict[str, Any]:
    """What is set. The text is in the language in which it was written, where it is not in the reader's."""
    row, made = version.document, version.added_at.astimezone(UTC)
    brand = choose_brand(code=settings.INGANG_BRAND, decision=settings.INGANG_BRAND_DECISION)
    title = said(row, "title")
    day = day_in_words(value=version.valid_from, now=made + SOME_OTHER_YEAR)
    told = gettext("Version %(number)s, from %(day)s") % {"number": version.number, "day": day}
    language = "sv" if is_swedish() else "en"
    return {
        "language": language,
        "text_language": text_language(version) or language,
        "title": title,
        "author": row.owner or brand.name,
        "made": [made.year, made.month, made.day, made.hour, made.minute, made.second],
        "footer": f"{title}. {told}",
        "notices": _notices(row),
        "facts": [[gettext("Version"), told], *([one.question, one.answer] for one in document_facts(row))],
        "blocks": [[one.shape.value, list(one.lines)] for one in blocks(text_of(version))],
    }


def _notices(row: Document) -> list[str]:
    """What must be known before anything is read: whoever has the file may have nothing else."""
    notices = []
    if row.publication == Publication.ARCHIVED:
        notices += [
            gettext("This document was withdrawn"),
            gettext("It no longer counts. It stands here so that what was said can be read."),
        ]
    if settings.INGANG_DEMONSTRATION:
        notices.append(gettext(MADE_UP))
    return notices
