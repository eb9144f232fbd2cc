"""What the editors and a region's administrator have before them."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.regions.rules import region as region_named
from ingang.services.roadmap.models import Document, Initiative, Meeting, News
from ingang.services.roadmap.queries import (
    answers_of,
    every_document,
    every_initiative,
    every_meeting,
    every_news,
    initiatives,
)
from ingang.services.roadmap.rules import NEXT, Publication, is_stale
from ingang.services.roadmap.words import PUBLICATIONS, STATES, region_tone, region_words, said


def editors_page(*, now: datetime) -> dict[str, Any]:
    """Everything that is edited, drafts first, with what is old and what can be published or archived."""
    return {
        "initiatives": [_initiative(row, now) for row in every_initiative()],
        "meetings": [_line(row, "meeting", {"id": row.id}) | {"at": row.begins_at} for row in every_meeting()],
        "news": [_line(row, "news", {"slug": row.slug}) | {"at": row.told_on} for row in every_news()],
        "documents": [
            _line(row, "document", {"slug": row.slug})
            | {
                "at": row.changed_at,
                "versions": len(row.versions.all()),
                "new_version": reverse("roadmap_staff:version", kwargs={"slug": row.slug}),
            }
            for row in every_document()
        ],
    }


def own_column(*, region: str, now: datetime) -> dict[str, Any]:
    """A region's answers about what is published, with what is old or not answered."""
    answers = answers_of(region=region)
    lines = []
    for row in initiatives():
        answer = answers.get(row.id)
        code = answer.state if answer else ""
        lines.append(
            {
                "title": said(row, "title"),
                "url": reverse("roadmap_staff:answer", kwargs={"slug": row.slug}),
                "words": region_words(code),
                "tone": region_tone(code),
                "is_stale": is_stale(said_at=answer.changed_at if answer else None, now=now),
                "at": answer.changed_at if answer else None,
            }
        )
    return {"region": region_named(region), "lines": lines}


def _initiative(row: Initiative, now: datetime) -> dict[str, Any]:
    line = _line(row, "initiative", {"slug": row.slug})
    stale = row.publication == Publication.PUBLISHED and is_stale(said_at=row.said_at, now=now)
    return line | {"state": gettext(STATES[row.state][0]), "is_stale": stale, "at": row.said_at}


def _line(row: Initiative | Meeting | News | Document, name: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """A row with the addresses that change and publish it; `next` is what publishing it would make of it."""
    following = NEXT.get(Publication(row.publication))
    return {
        "title": said(row, "title"),
        "url": reverse(f"roadmap_staff:{name}", kwargs=arguments),
        "publish": reverse(f"roadmap_staff:publish_{name}", kwargs=arguments),
        "publication": gettext(PUBLICATIONS[row.publication]),
        "next": following or "",
    }
