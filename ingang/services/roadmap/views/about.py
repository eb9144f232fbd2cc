"""Pages about the portal: documents in versions, each kept, dated and comparable."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.published.keeping import keep_finished
from ingang.services.roadmap import queries
from ingang.services.roadmap.errors import Missing
from ingang.services.roadmap.models import DocumentVersion
from ingang.services.roadmap.pages import document_facts, sections
from ingang.services.roadmap.rules import Publication
from ingang.services.roadmap.texts import blocks, compared
from ingang.services.roadmap.words import text_language, text_of


@keep_finished(seconds=60)
@public
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    shown = {
        "tabs": sections("roadmap:about"),
        "rows": queries.documents(),
        "withdrawn": queries.withdrawn_documents(),
        "now": timezone.now(),
    }
    return render(request, "roadmap/about.html", shown)


@keep_finished(seconds=60, query=("version",))
@public
@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    row = queries.document(slug=slug)
    versions = list(row.versions.all())
    version = _version(versions, request.GET.get("version", ""))
    sizes = queries.file_sizes(document=row, language=get_language() or "sv")
    shown = {
        "row": row,
        "version": version,
        "is_latest": version == versions[0],
        "text": blocks(text_of(version)),
        "text_language": text_language(version),
        "facts": document_facts(row),
        "is_withdrawn": row.publication == Publication.ARCHIVED,
        "instead": queries.replacing(row),
        "size": sizes.get(version.number),
        "versions": [(one, sizes.get(one.number)) for one in versions],
        "now": timezone.now(),
    }
    return render(request, "roadmap/document.html", shown)


@keep_finished(seconds=3600, same_for_all=True)
@public
@require_safe
def file(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    language = get_language() or "sv"
    found = queries.document_file(slug=slug, number=number, language=language)
    name = f"{slug}-{number}-{language}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Content-Language": language}
    return HttpResponse(bytes(found.content), content_type="application/pdf", headers=headers)


@public
@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    row = queries.document(slug=slug)
    versions = list(row.versions.all())
    after = _version(versions, request.GET.get("till", ""))
    before = _version(versions, request.GET.get("fran", str(max(after.number - 1, 1))))
    if before.number > after.number:
        before, after = after, before
    parts = compared(before=text_of(before), after=text_of(after))
    shown = {"row": row, "before": before, "after": after, "parts": parts, "versions": versions, "now": timezone.now()}
    return render(request, "roadmap/compare.html", shown)


def _version(versions: list[DocumentVersion], number: str) -> DocumentVersion:
    """The version that the address asks for, or the latest. Raises Missing for one that there is not."""
    found = [one for one in versions if number in ("", str(one.number))]
    if not found:
        raise Missing()
    return found[0]
