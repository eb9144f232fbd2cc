"""Notes: GetCareDocumentation 2 and 3, as DocumentReference."""

import base64
from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.docbook import xhtml
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import author, narrative, patient, resource, signer, unit, visit
from ingang.services.journal.sources.rivta.values import coded, concept, instant, told

NOTE_TYPES = "urn:oid:1.2.752.129.2.2.2.11"
# KV Anteckningstyp; version 2 of the contract sends the code alone.
NOTES = {
    "utr": "Utredning", "atb": "Åtgärd/behandling", "sam": "Sammanfattning", "sao": "Samordning",
    "ins": "Inskrivning", "slu": "Slutanteckning", "auf": "Anteckning utan fysiskt möte",
    "sva": "Slutenvårdsanteckning", "bes": "Besöksanteckning",
}  # fmt: skip
DOCUMENTS = {
    "epi": "Epikris", "int": "Intagningsanteckning", "dag": "Daganteckning", "ova": "Öppenvårdsanteckning",
    "ovs": "Öppenvårdssammanfattning", "ovr": "Övrigt dokument",
}  # fmt: skip
OPINIONS = ("dissentingOpinion", "dissentintOpinion")
"""How version 3 and version 2 spell it."""


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One document. Refuses a note without both text and file."""
    note = child(record, "careDocumentationBody", "clinicalDocumentNote")
    if note is None:
        note = child(record, "body")
    div, file = _text(note), _file(note)
    if not (div or file):
        raise BadRecord("empty")
    kind, title = _type(note), text(note, "clinicalDocumentNoteTitle") or header.title
    yield (
        resource(
            "DocumentReference",
            header=header,
            contract=contract,
            status="current",
            docStatus="final" if header.signed else "preliminary",
            type=kind,
            description=title,
            subject=patient(header),
            date=header.documented or header.written,
            author=[author(header)] if author(header) else [],
            authenticator=signer(header),
            custodian=unit(header),
            text=narrative(div) if div else {},
            content=[{"attachment": one} for one in (_page(div, title), file) if one],
            context=told(encounter=[visit(header)] if visit(header) else []),
        ),
    )


def _type(note: etree._Element | None) -> Resource:
    code = child(note, "clinicalDocumentNoteCode")
    if code is not None and len(code):
        return concept(code)
    note_code, document_code = text(code), text(note, "clinicalDocumentTypeCode")
    return coded(NOTE_TYPES, note_code or document_code, NOTES.get(note_code) or DOCUMENTS.get(document_code, ""))


def _text(note: etree._Element | None) -> str:
    """The note, and after it what the patient has said against it (avvikande mening)."""
    written = text(note, "clinicalDocumentNoteText")
    parts = [xhtml(written=written)] if written else []
    for name in OPINIONS:
        for opinion in children(note, name):
            said = ", ".join(filter(None, (text(opinion, "personName"), instant(text(opinion, "authorTime"))[:10])))
            parts.append(xhtml(written=f"Avvikande mening ({said}):\n{text(opinion, 'opinion')}"))
    return parts[0] if len(parts) == 1 else f"<div>{''.join(parts)}</div>" if parts else ""


def _page(div: str, title: str) -> Resource:
    if not div:
        return {}
    data = base64.b64encode(div.encode()).decode("ascii")
    return told(contentType="application/xhtml+xml; charset=utf-8", language="sv", data=data, title=title)


def _file(note: etree._Element | None) -> Resource:
    """A file of another kind; an address that is no web address is of no use to a reader."""
    entry = child(note, "multimediaEntry")
    url = text(entry, "reference")
    found = told(data="".join(text(entry, "value").split()), url=url if url.startswith("https://") else "")
    return {"contentType": text(entry, "mediaType"), **found} if found else {}
