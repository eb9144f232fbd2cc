"""Reading the roadmap. Nothing here is about a person, and all that is published is for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model, Prefetch, Q, QuerySet

from ingang.kernel.periods import SWEDEN
from ingang.services.roadmap.errors import Missing
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
    RegionStatus,
)
from ingang.services.roadmap.rules import WEEK, Publication

Row = TypeVar("Row", bound=Model)
PUBLISHED = Q(publication=Publication.PUBLISHED)
OF_REGIONS = Q(municipality="")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which initiatives a reader asks for: codes, each empty where she asks for all.

    With a `region`, those about which the region has answered that it is on its way or in use.
    """

    service: str = ""
    goal: str = ""
    phase: str = ""
    region: str = ""


def initiatives(*, wanted: Wanted = Wanted()) -> list[Initiative]:
    """The published initiatives that are asked for, with their milestones, the earliest start first."""
    rows = Initiative.objects.filter(PUBLISHED)
    if wanted.phase:
        rows = rows.filter(phase=wanted.phase)
    if wanted.region:
        begun = RegionStatus.objects.filter(OF_REGIONS, region=wanted.region).exclude(
            state__in=("not_started", "not_applicable")
        )
        rows = rows.filter(id__in=begun.values("initiative_id"))
    found = _with_milestones(rows.order_by(F("starts_on").asc(nulls_last=True), "slug"))
    return [row for row in found if wanted.service in ("", *row.services) and wanted.goal in ("", *row.goals)]


def initiative(*, slug: str) -> Initiative:
    """A published initiative with its milestones. Raises Missing."""
    return _one(_with_milestones(Initiative.objects.filter(PUBLISHED, slug=slug)))


def any_initiative(*, slug: str) -> Initiative:
    """An initiative, published or not, with its milestones. For editors. Raises Missing."""
    return _one(_with_milestones(Initiative.objects.filter(slug=slug)))


def every_initiative() -> list[Initiative]:
    """All, also drafts and what is archived. For editors."""
    return list(Initiative.objects.order_by("publication", "title_sv"))


def titles() -> dict[str, tuple[str, str]]:
    """The published initiatives' Swedish and English titles by slug."""
    rows = Initiative.objects.filter(PUBLISHED).order_by("title_sv")
    return {slug: (sv, en) for slug, sv, en in rows.values_list("slug", "title_sv", "title_en")}


def answers_about(*, initiative: Initiative) -> dict[str, RegionStatus]:
    """The regions' answers about one initiative, by region."""
    return {row.region: row for row in initiative.regions.filter(OF_REGIONS).order_by("region")}


def answers_of(*, region: str) -> dict[UUID, RegionStatus]:
    """A region's answers, by initiative."""
    return {
        row.initiative_id: row
        for row in RegionStatus.objects.filter(OF_REGIONS, region=region).order_by("initiative_id")
    }


def all_answers(*, among: Iterable[Initiative]) -> dict[tuple[UUID, str], RegionStatus]:
    """The answers of all regions about these, by initiative and region. One query."""
    rows = RegionStatus.objects.filter(OF_REGIONS, initiative__in=list(among)).order_by("initiative_id", "region")
    return {(row.initiative_id, row.region): row for row in rows}


def asking_municipalities() -> list[Initiative]:
    """The published initiatives that ask something of municipalities, the earliest start first."""
    return [row for row in initiatives() if row.municipality_must_sv]


def answers_of_municipalities(*, among: Iterable[Initiative], region: str = "") -> dict[tuple[UUID, str], RegionStatus]:
    """The municipalities' answers about these, by initiative and municipality; of one region, or all. One query."""
    rows = RegionStatus.objects.filter(initiative__in=list(among)).exclude(OF_REGIONS)
    if region:
        rows = rows.filter(region=region)
    return {(row.initiative_id, row.municipality): row for row in rows.order_by("initiative_id", "municipality")}


def changes_of(*, initiative: Initiative) -> list[Change]:
    """Everything that was changed about it, the latest first."""
    return list(initiative.changes.select_related("milestone").order_by("-at", "-id"))


def changes_since(*, since: datetime, most: int = 100) -> list[Change]:
    """What was changed of what is published since a moment, the latest first, and no more than `most`."""
    rows = Change.objects.filter(at__gte=since, initiative__publication=Publication.PUBLISHED)
    return list(rows.select_related("initiative", "milestone").order_by("-at", "-id")[:most])


def week_of_changes(*, monday: date) -> list[Change]:
    """What was changed of what is published in the week that begins on the Monday, in Sweden; the latest first."""
    begins = datetime.combine(monday, time(), SWEDEN)
    ends = datetime.combine(monday + WEEK, time(), SWEDEN)
    return [one for one in changes_since(since=begins, most=1000) if one.at < ends]


def milestone(*, id: UUID) -> Milestone:
    """A milestone with its initiative. Raises Missing."""
    return _one(Milestone.objects.filter(id=id).select_related("initiative"))


def meetings() -> list[Meeting]:
    """The published meetings, the latest first, with their documents."""
    return list(Meeting.objects.filter(PUBLISHED).order_by("-begins_at").prefetch_related(_documents()))


def meeting(*, id: UUID) -> Meeting:
    """A published meeting with its documents. Raises Missing."""
    return _one(Meeting.objects.filter(PUBLISHED, id=id).prefetch_related(_documents()))


def any_meeting(*, id: UUID) -> Meeting:
    """A meeting, published or not. For editors. Raises Missing."""
    return _one(Meeting.objects.filter(id=id))


def every_meeting() -> list[Meeting]:
    """All meetings. For editors."""
    return list(Meeting.objects.order_by("-begins_at"))


def meetings_about(*, slug: str) -> list[Meeting]:
    """The published meetings at which an initiative is a topic, the latest first."""
    return [row for row in Meeting.objects.filter(PUBLISHED).order_by("-begins_at") if slug in row.initiatives]


def news() -> list[News]:
    """The published news, the latest first."""
    return list(News.objects.filter(PUBLISHED).order_by("-told_on", "slug"))


def news_item(*, slug: str) -> News:
    """A published piece of news. Raises Missing."""
    return _one(News.objects.filter(PUBLISHED, slug=slug))


def any_news(*, slug: str) -> News:
    """A piece of news, published or not. For editors. Raises Missing."""
    return _one(News.objects.filter(slug=slug))


def every_news() -> list[News]:
    """All news. For editors."""
    return list(News.objects.order_by("-told_on", "slug"))


def news_about(*, slug: str) -> list[News]:
    """The published news about an initiative, the latest first."""
    return [row for row in news() if slug in row.initiatives]


def documents() -> list[Document]:
    """The documents about the portal itself, each with its versions, the latest first."""
    rows = Document.objects.filter(PUBLISHED, initiative=None, meeting=None).order_by("order", "slug")
    return list(rows.prefetch_related(_versions()))


def withdrawn_documents() -> list[Document]:
    """The documents that were withdrawn, by title; each can still be read."""
    return list(Document.objects.filter(publication=Publication.ARCHIVED).order_by("title_sv", "slug"))


def every_document() -> list[Document]:
    """All documents. For editors."""
    return list(Document.objects.order_by("order", "slug").prefetch_related(_versions()))


def document(*, slug: str) -> Document:
    """A document with its versions, the latest first.

    One that was withdrawn can still be read. Raises Missing, also for a draft, and where it belongs to an initiative or
    a meeting that is not published.
    """
    return _one(_read_by_all().filter(slug=slug).prefetch_related(_versions()))


def readable_documents() -> list[str]:
    """The slug of each document that everybody may read, withdrawn ones too."""
    return list(_read_by_all().order_by("slug").values_list("slug", flat=True))


def file_sizes(*, document: Document, language: str) -> dict[int, int]:
    """How many bytes each version has as a file in the language; without those that are not set yet."""
    rows = DocumentFile.objects.filter(version__document=document, language=language)
    return dict(rows.values_list("version__number", "size"))


def document_file(*, slug: str, number: int, language: str) -> DocumentFile:
    """A version as a file. Raises Missing for one that is not set yet, and where the document can not be read."""
    rows = DocumentFile.objects.filter(version__document__in=_read_by_all().filter(slug=slug))
    return _one(rows.filter(version__number=number, language=language))


def files_there() -> list[tuple[str, int, str]]:
    """Slug, number and language of each version that everybody may have as a file."""
    rows = DocumentFile.objects.filter(version__document__in=_read_by_all())
    return list(
        rows.order_by("version__document__slug", "version__number", "language").values_list(
            "version__document__slug", "version__number", "language"
        )
    )


def versions_without_file(*, language: str) -> list[DocumentVersion]:
    """The versions that everybody may read and that are not set in the language yet, the latest first."""
    there = DocumentFile.objects.filter(language=language)
    rows = DocumentVersion.objects.filter(document__in=_read_by_all()).exclude(id__in=there.values("version"))
    return list(rows.select_related("document").order_by("-added_at", "-id"))


def _read_by_all() -> QuerySet[Document]:
    """What is published or withdrawn, and belongs to nothing that is not published."""
    shown = Q(initiative=None) | Q(initiative__publication=Publication.PUBLISHED)
    shown &= Q(meeting=None) | Q(meeting__publication=Publication.PUBLISHED)
    return Document.objects.filter(shown).exclude(publication=Publication.DRAFT)


def replacing(row: Document, /) -> Document | None:
    """The document that is read instead of this one; None where there is none that can be read."""
    if not row.replaced_by or row.replaced_by == row.slug:
        return None
    return Document.objects.filter(slug=row.replaced_by).exclude(publication=Publication.DRAFT).first()


def any_document(*, slug: str) -> Document:
    """A document, wherever it belongs. For editors. Raises Missing."""
    return _one(Document.objects.filter(slug=slug).select_related("initiative").prefetch_related(_versions()))


def follows(*, unit: str) -> bool:
    """Whether the unit is given the week's changes as work."""
    return Following.objects.filter(unit=unit).exists()


def _with_milestones(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    return rows.prefetch_related(Prefetch("milestones", Milestone.objects.order_by("quarter", "id")))


def _versions() -> Any:
    return Prefetch("versions", DocumentVersion.objects.order_by("-number"))


def _documents() -> Any:
    return Prefetch("documents", Document.objects.filter(PUBLISHED).order_by("order", "slug"))


def _one(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise Missing()
    return row
