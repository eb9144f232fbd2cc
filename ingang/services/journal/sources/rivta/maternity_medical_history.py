"""The maternity record: GetMaternityMedicalHistory 2, as Composition with a section for each of its three parts."""

from collections.abc import Iterator
from html import escape

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.maternity_words import CODES, LABELS, SECTIONS
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import author, narrative, patient, resource, unit, visit
from ingang.services.journal.sources.rivta.values import coded, day

SECTION_CODES = "https://fhir.inera.se/ig/ehds-tk/CodeSystem/maternity-section"
TITLE = "Mödravårdsjournal"
YES, NO = frozenset({"true"}), frozenset({"false"})
DEEPEST = 3


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One document, in the order and with the values of the record. Refuses a record that says nothing."""
    body = child(record, "maternityMedicalRecordBody")
    sections = [
        {"title": title, "code": coded(SECTION_CODES, code, title), "text": narrative(f"<div>{rows}</div>")}
        for name, (code, title) in SECTIONS.items()
        for part in children(body, name)
        if (rows := _list(part, 0))
    ]
    if not sections:
        raise BadRecord("empty")
    yield (
        resource(
            "Composition",
            header=header,
            contract=contract,
            status="final" if header.signed else "preliminary",
            type=coded("http://loinc.org", "57055-6", TITLE),
            subject=patient(header),
            encounter=visit(header),
            date=header.documented or header.written,
            author=[author(header)] if author(header) else [],
            title=f"{TITLE}: {', '.join(str(one['title']).lower() for one in sections)}",
            custodian=unit(header),
            section=sections,
        ),
    )


def _list(part: etree._Element, depth: int) -> str:
    """Every element that we have words for, as a list; a value stays as it is written."""
    rows = []
    for one in part:
        name = one.tag.rpartition("}")[2] if isinstance(one.tag, str) else ""
        if name not in LABELS:
            continue
        shown = _shown(name, one)
        if shown:
            rows.append(f"<li>{escape(LABELS[name])}: {escape(shown)}</li>")
        elif len(one) and depth < DEEPEST:
            rows.append(f"<li>{escape(LABELS[name])}{_list(one, depth + 1)}</li>")
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _shown(name: str, one: etree._Element) -> str:
    written = text(one)
    if child(one, "unit") is not None:
        return f"{text(one, 'value')} {text(one, 'unit')}".strip()
    if written in YES | NO:
        return "Ja" if written in YES else "Nej"
    if name in CODES:
        return CODES[name].get(written, written)
    return day(written) or written if len(written) == 8 else written
