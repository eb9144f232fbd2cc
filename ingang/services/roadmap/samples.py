"""Something of each kind, for the tests that walk every address."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from ingang.foundation.people.models import Assignment
from ingang.kernel.grant import Purpose
from ingang.services.roadmap.models import (
    Change,
    Document,
    DocumentFile,
    DocumentVersion,
    Following,
    Initiative,
    Meeting,
    Milestone,
    News,
)
from ingang.services.roadmap.rules import ChangeKind, Publication
from ingang.services.roadmap.words import LANGUAGES


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """A published initiative that was changed last week, a meeting, news, a document, and a unit that follows."""
    published = {"publication": Publication.PUBLISHED, "changed_at": now}
    slug = f"prov-{uuid7()}"
    named = {"title_sv": "Ett prov", "title_en": "A sample"}
    row = Initiative.objects.create(
        slug=slug,
        **named,
        summary_sv="Något nytt.",
        summary_en="Something new.",
        municipality_must_sv="Svara.",
        municipality_must_en="Answer.",
        phase="pilot",
        state="on_plan",
        starts_on=date(2026, 1, 1),
        owner="Region X",
        said_at=now,
        **published,
    )
    step = Milestone.objects.create(initiative=row, **named, kind="pilot", quarter=date(2027, 1, 1), changed_at=now)
    Change.objects.create(initiative=row, kind=ChangeKind.PUBLISHED, at=now - timedelta(days=7))
    meeting = _meeting(named, published, now)
    News.objects.create(slug=slug, **named, text_sv="Text.", text_en="Text.", told_on=now.date(), **published)
    document = Document.objects.create(slug=slug, **named, about_sv="Om provet.", about_en="About it.", **published)
    version = DocumentVersion.objects.create(
        document=document,
        number=1,
        valid_from=now.date(),
        text_sv="Ord.",
        text_en="Words.",
        note_sv="Ny.",
        note_en="New.",
        added_at=now,
    )
    for language in LANGUAGES:
        DocumentFile.objects.create(version=version, language=language, content=b"%PDF-", size=5, made_at=now)
    _follow(now)
    return _addresses(slug, step.id, meeting.id)


def _meeting(named: dict[str, str], published: dict[str, Any], now: datetime) -> Meeting:
    return Meeting.objects.create(
        **named,
        begins_at=now + timedelta(days=1),
        ends_at=now + timedelta(days=1, hours=1),
        place_sv="Här",
        place_en="Here",
        topics_sv="Ett ämne",
        topics_en="A topic",
        **published,
    )


def _follow(now: datetime) -> None:
    """The first unit of the cast whose work is seen on a desk."""
    work = Assignment.objects.filter(purpose=Purpose.CARE).order_by("hsa_id").first()
    if work:
        Following.objects.get_or_create(unit=work.unit, defaults={"since": now, "chosen_by": work.staff})


def _addresses(slug: str, milestone: UUID, meeting: UUID) -> dict[str, dict[str, Any]]:
    by_slug = ("initiative", "news_item", "document", "compare")
    by_slug_for_staff = (
        "answer",
        "initiative",
        "publish_initiative",
        "new_milestone",
        "news",
        "publish_news",
        "version",
        "document",
        "publish_document",
    )
    return {
        "roadmap:region": {"code": "01"},
        "roadmap:municipalities": {"code": "01"},
        "roadmap_staff:municipality_answer": {"code": "0184", "slug": slug},
        "roadmap:data": {"name": "initiativ", "kind": "json"},
        "roadmap:meeting": {"id": meeting},
        "roadmap_staff:meeting": {"id": meeting},
        "roadmap_staff:publish_meeting": {"id": meeting},
        "roadmap_staff:milestone": {"id": milestone},
        "roadmap:file": {"slug": slug, "number": 1},
        **{f"roadmap:{name}": {"slug": slug} for name in by_slug},
        **{f"roadmap_staff:{name}": {"slug": slug} for name in by_slug_for_staff},
    }
