"""Answers from laboratories by the older contract: GetLaboratoryOrderOutcome 3, whose values are text."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import TRUE, Header
from ingang.services.journal.sources.rivta.laboratory_order_outcome import finished, report_status
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import HL7, patient, points_at, resource, unit, visit
from ingang.services.journal.sources.rivta.values import coded, concept, instant, number, told, words


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """The report first, then its results. Refuses an answer that says nothing."""
    body = child(record, "laboratoryOrderOutcomeBody")
    analyses = list(children(body, "analysis"))
    parts = tuple(_observation(one, header, contract, str(at)) for at, one in enumerate(analyses))
    conclusion = "\n".join(filter(None, (text(body, "resultReport"), text(body, "resultComment"))))
    if not parts and not conclusion:
        raise BadRecord("empty")
    names = dict.fromkeys(filter(None, (_name(one).get("text", "") for one in analyses)))
    report = resource(
        "DiagnosticReport",
        header=header,
        contract=contract,
        status=report_status(kind=text(body, "resultType"), header=header, parts=parts),
        category=[coded(f"{HL7}v2-0074", "LAB", "Laboratoriesvar")],
        code=words(", ".join(names) or text(body, "discipline")),
        subject=patient(header),
        encounter=visit(header),
        effectiveDateTime=next(filter(None, map(_sampled, analyses)), header.written),
        issued=instant(text(body, "registrationTime")) or header.written,
        performer=[unit(header)] if unit(header) else [],
        result=[points_at(one) for one in parts],
        conclusion=conclusion,
    )
    yield (report, *parts)


def _observation(analysis: etree._Element, header: Header, contract: Contract, part: str) -> Resource:
    outcome = child(analysis, "analysisOutcome")
    value, measure = text(outcome, "outcomeValue"), text(outcome, "outcomeUnit")
    counted = number(value)
    reference = ", ".join(filter(None, (text(outcome, "referenceInterval"), text(outcome, "referencePopulation"))))
    notes = (text(analysis, "analysisComment"), text(outcome, "outcomeDescription"))
    is_abnormal = text(outcome, "pathologicalFlag") in TRUE
    return resource(
        "Observation",
        header=header,
        contract=contract,
        part=part,
        status=finished(status=text(analysis, "analysisStatus"), header=header),
        category=[coded(f"{HL7}observation-category", "laboratory")],
        code=_name(analysis),
        subject=patient(header),
        effectiveDateTime=_sampled(analysis) or header.written,
        performer=[unit(header)] if unit(header) else [],
        valueQuantity={} if counted is None else told(value=counted, unit=measure),
        # "<5" and "ej påvisad" stay as they are written.
        valueString=" ".join(filter(None, (value, measure))) if counted is None else "",
        interpretation=[coded(f"{HL7}v3-ObservationInterpretation", "A", "Avvikande")] if is_abnormal else [],
        note=[{"text": note} for note in notes if note],
        method=words(text(analysis, "method")),
        referenceRange=[told(text=reference)] if reference else [],
    )


def _name(analysis: etree._Element) -> Resource:
    return concept(child(analysis, "analysisCode")) or words(text(analysis, "analysisText"))


def _sampled(analysis: etree._Element) -> str:
    return instant(text(analysis, "analysisTime", "start")) or instant(
        text(analysis, "analysisOutcome", "observationTime")
    )
