"""One entry for a reader: questions with answers, the author's own text made safe, and the values of a report."""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from ingang.foundation.records.index import concept_text
from ingang.services.journal.narrative import safe_html
from ingang.services.journal.values import coded, said
from ingang.services.journal.words import LABELS
from ingang.ui.values import Cell, SummaryRow, Table

Plain = Mapping[str, Any]
MOST_SECTIONS = 200


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A piece of the author's own text, safe to show; `title` may be empty."""

    title: str
    html: SafeString


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the page of an entry shows. `has_file`: a document that only the download holds."""

    rows: tuple[SummaryRow, ...]
    passages: tuple[Passage, ...]
    values: Table | None
    has_file: bool
    language: str


def shown(*, text: str, title: str, results: Iterable[str], now: datetime) -> Shown:
    """The resource in words, nothing of it twice. `results`: the observations that a report points at."""
    resource: Plain = json.loads(text, parse_float=str)
    attachments = list(_attachments(resource))
    passages = [passage for one in attachments if (passage := _attached(one))]
    passages += _sections(resource.get("section"), 0)
    if not passages:
        passages += _narrative(resource.get("text"), "")
    values = [json.loads(one, parse_float=str) for one in results] or _components(resource)
    told = {title} | {unescape(strip_tags(passage.html)).strip() for passage in passages}
    return Shown(
        rows=tuple(row for row in _rows(resource, now) if row.answer not in told),
        passages=tuple(passages[:MOST_SECTIONS]),
        values=_table(values, now) if values else None,
        has_file=any(_attached(one) is None for one in attachments),
        language=str(resource.get("language") or "sv"),
    )


def result_references(*, text: str) -> tuple[str, ...]:
    """The observations that a report points at in the same records, as `Observation/id`."""
    results = json.loads(text).get("result")
    references = [one.get("reference") for one in results if isinstance(one, dict)] if isinstance(results, list) else []
    return tuple(one for one in references if isinstance(one, str) and one.startswith("Observation/"))


def _rows(resource: Plain, now: datetime) -> Iterator[SummaryRow]:
    status = resource.get("status")
    for name, label in LABELS.items():
        answer = said(value=resource.get(name), now=now)
        if answer:
            yield SummaryRow(question=gettext(label), answer=answer)
    # That a vaccination is here says that it was given.
    is_said = "clinicalStatus" in resource or (resource.get("resourceType"), status) == ("Immunization", "completed")
    if isinstance(status, str) and not is_said:
        yield SummaryRow(question=gettext("State"), answer=coded(status))


def _attachments(resource: Plain) -> Iterator[Plain]:
    for holder in _listed(resource.get("content")):
        if isinstance(holder.get("attachment"), Mapping):
            yield holder["attachment"]
    yield from _listed(resource.get("presentedForm"))


def _attached(attachment: Plain) -> Passage | None:
    """The text of an attachment; None when it is a file of another kind, or broken."""
    kind = str(attachment.get("contentType", "")).partition(";")[0].strip().lower()
    if kind not in {"text/plain", "text/html", "application/xhtml+xml"}:
        return None
    try:
        written = base64.b64decode(str(attachment.get("data", "")), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    if not written:
        return None
    html = f'<p class="record-text">{_lines(written)}</p>' if kind == "text/plain" else safe_html(narrative=written)
    return Passage(title=str(attachment.get("title", "")), html=mark_safe(html))  # noqa: S308  escaped or cleaned above


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def _sections(sections: object, depth: int) -> list[Passage]:
    passages = []
    for section in _listed(sections):
        title = concept_text(section.get("title")) or concept_text(section.get("code"))
        passages += _narrative(section.get("text"), title)
        if depth < 5:
            passages += _sections(section.get("section"), depth + 1)
    return passages


def _narrative(narrative: object, title: str) -> list[Passage]:
    written = narrative.get("div") if isinstance(narrative, Mapping) else None
    html = safe_html(narrative=written) if isinstance(written, str) else ""
    return [Passage(title=title, html=mark_safe(html))] if html.strip() else []  # noqa: S308  cleaned above


def _components(resource: Plain) -> list[Plain]:
    return _listed(resource.get("component"))


def _table(observations: Iterable[Plain], now: datetime) -> Table:
    columns = (gettext("What"), gettext("Value"), gettext("Reference interval"))
    rows = [
        (
            Cell(text=concept_text(one.get("code")) or "–"),
            Cell(text=_value(one, now) or "–", number=True),
            Cell(text=said(value=one.get("referenceRange"), now=now) or "–", number=True),
        )
        for one in observations
    ]
    return Table(caption=gettext("Values"), columns=columns, rows=rows)


def _value(observation: Plain, now: datetime) -> str:
    return next((said(value=value, now=now) for name, value in observation.items() if name.startswith("value")), "")


def _listed(value: object) -> list[Plain]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
