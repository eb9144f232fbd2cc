"""Answers from laboratories: GetLaboratoryOrderOutcome 4, as DiagnosticReport with an Observation for each result."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import HL7, patient, points_at, resource, unit
from ingang.services.journal.sources.rivta.values import (
    coded,
    concept,
    instant,
    interval,
    quantity,
    said,
    told,
    words,
)

PRELIMINARY, ADDED = "PREL", "TILL"
DEEPEST = 5
# What a source says of an analysis that is not finished; one that says nothing is finished (records 1).
UNFINISHED = frozenset({"pågående", "preliminär", "preliminärt", "beställd", "ej klar", "under utförande"})
CANCELLED = frozenset({"makulerad", "avbeställd", "annullerad"})


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """The report first, then its results. Refuses an answer that says nothing."""
    body = child(record, "body")
    analyses = [one for group in children(body, "groupOfAnalyses") for one in children(group, "analysis")]
    parts = _results(analyses, header, contract, "", 0)
    conclusion = "\n".join(_conclusions(body))
    if not parts and not conclusion:
        raise BadRecord("empty")
    report = resource(
        "DiagnosticReport",
        header=header,
        contract=contract,
        status=report_status(kind=text(body, "type", "code"), header=header, parts=parts),
        category=[coded(f"{HL7}v2-0074", "LAB", "Laboratoriesvar")],
        code=_name(body, analyses),
        subject=patient(header),
        effectiveDateTime=next(filter(None, map(_sampled, analyses)), header.written),
        issued=header.written,
        performer=[unit(header)] if unit(header) else [],
        result=[points_at(one) for one in parts],
        conclusion=conclusion,
    )
    yield (report, *parts)


def report_status(*, kind: str, header: Header, parts: tuple[Resource, ...]) -> str:
    """Preliminary until signed, whatever the kind says: the reader is asked whether to see it before (records 1)."""
    kind = kind.upper()
    if kind == PRELIMINARY or not header.signed:
        return "preliminary"
    if any(one["status"] == "preliminary" for one in parts):
        return "partial"
    return "appended" if kind == ADDED else "final"


def finished(*, status: str, header: Header) -> str:
    """Whether one analysis is: by what the source says of it, and no answer is before it is signed."""
    if status.lower() in CANCELLED:
        return "cancelled"
    return "final" if header.signed and status.lower() not in UNFINISHED else "preliminary"


def _name(body: etree._Element | None, analyses: list[etree._Element]) -> Resource:
    """What was ordered: the names of the groups, or else of the analyses."""
    groups = [
        text(group, "name") or concept(child(group, "code")).get("text", "")
        for group in children(body, "groupOfAnalyses")
    ]
    names = list(filter(None, groups)) or [concept(child(one, "code")).get("text", "") for one in analyses]
    return words(", ".join(dict.fromkeys(filter(None, names)))) or concept(child(body, "type"))


def _called(element: etree._Element) -> str:
    return str(concept(child(element, "code")).get("text", ""))


def _conclusions(body: etree._Element | None) -> Iterator[str]:
    written = [text(body, "text"), *(text(group, "comment") for group in children(body, "groupOfAnalyses"))]
    yield from filter(None, written)


def _results(
    analyses: list[etree._Element], header: Header, contract: Contract, place: str, depth: int
) -> tuple[Resource, ...]:
    """One observation for each result, and for those that are told below it; an analysis without any is told too."""
    found: list[Resource] = []
    for at, analysis in enumerate(analyses):
        results = list(children(analysis, "result"))
        for number_, result in enumerate(results or [None]):
            part = f"{place}{at}.{number_}"
            found.append(_observation(analysis, result, header, contract, part))
            if depth < DEEPEST:
                found += _results(list(children(result, "related")), header, contract, f"{part}/", depth + 1)
    return tuple(found)


def _observation(
    analysis: etree._Element, result: etree._Element | None, header: Header, contract: Contract, part: str
) -> Resource:
    comments = (text(analysis, "comment"), text(result, "comment"))
    return resource(
        "Observation",
        header=header,
        contract=contract,
        part=part,
        status=finished(status=concept(child(analysis, "status")).get("text", ""), header=header),
        category=[coded(f"{HL7}observation-category", "laboratory")],
        code=concept(child(analysis, "code")),
        subject=patient(header),
        effectiveDateTime=_sampled(analysis) or header.written,
        performer=[unit(header)] if unit(header) else [],
        **_value(child(result, "value")),
        interpretation=said(concept(one) for one in children(result, "interpretation")),
        note=[{"text": comment} for comment in comments if comment],
        method=concept(child(analysis, "method")),
        referenceRange=_reference(child(result, "reference")),
    )


def _sampled(analysis: etree._Element) -> str:
    return instant(text(analysis, "specimen", "timestamp")) or instant(text(analysis, "timestamp"))


def _value(value: etree._Element | None) -> Resource:
    """The value in the one of four forms that it has; what can not be counted with stays as words."""
    pq = child(value, "pq")
    as_written = " ".join(filter(None, (text(pq, "value"), text(pq, "unit"))))
    measured = quantity(pq)
    return told(
        valueQuantity=measured,
        valueRange=interval(child(value, "intervalPQ")),
        valueCodeableConcept=concept(child(value, "cv")),
        valueString=text(value, "st") or ("" if measured else as_written),
    )


def _reference(reference: etree._Element | None) -> list[Resource]:
    parts = (text(reference, "description"), text(reference, "population"), text(reference, "comment"))
    found = told(**interval(child(reference, "interval")), text=", ".join(filter(None, parts)))
    return [found] if found else []
