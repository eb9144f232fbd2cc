"""Answers from imaging: GetImagingOutcome 1, as DiagnosticReport with an ImagingStudy for each recording."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.docbook import xhtml
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import (
    HL7,
    author,
    narrative,
    patient,
    points_at,
    resource,
    unit,
    visit,
)
from ingang.services.journal.sources.rivta.values import coded, concept, instant, told, words

STATES = {"PREL": "preliminary", "DEF": "final", "TILL": "amended"}
RECORDED = {
    "Initierad": "registered", "Planerad": "registered", "Tidbokad": "registered", "Uppskjuten": "registered",
    "Annullerad": "cancelled", "Avbruten": "cancelled", "Makulerad": "entered-in-error", "Avklarad": "available",
}  # fmt: skip


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """The report first, then what was recorded. Refuses an answer without a report and of no kind."""
    body = child(record, "imagingOutcomeBody")
    report, state = text(body, "resultReport"), STATES.get(text(body, "typeOfResult"))
    if not report or state is None:
        raise BadRecord("report")
    recordings = list(children(body, "imageRecording"))
    studies = tuple(_study(one, header, contract, str(at)) for at, one in enumerate(recordings))
    whole = "\n\n".join(filter(None, (report, text(body, "resultComment"))))
    yield (
        resource(
            "DiagnosticReport",
            header=header,
            contract=contract,
            status=state if header.signed else "preliminary",
            category=[coded(f"{HL7}v2-0074", "RAD", "Bilddiagnostik")],
            code=_name(body, recordings),
            subject=patient(header),
            encounter=visit(header),
            effectiveDateTime=instant(text(body, "resultTime")) or header.written,
            issued=header.documented or header.written,
            performer=[one for one in (unit(header), author(header)) if one],
            imagingStudy=[points_at(one) for one in studies],
            conclusion=whole,
            text=narrative(xhtml(written=whole)),
        ),
        *studies,
    )


def _name(body: etree._Element | None, recordings: list[etree._Element]) -> Resource:
    examined = [concept(child(one, "examinationActivity")).get("text", "") for one in recordings]
    return words(", ".join(dict.fromkeys(filter(None, examined)))) or concept(child(body, "examinationSpeciality"))


def _study(recording: etree._Element, header: Header, contract: Contract, part: str) -> Resource:
    modality, pictures = text(recording, "modalityData", "typeOfModality"), text(recording, "numberOfImages")
    return resource(
        "ImagingStudy",
        header=header,
        contract=contract,
        part=part,
        status=RECORDED.get(text(recording, "examinationStatus"), "unknown"),
        modality=[told(system="http://dicom.nema.org/resources/ontology/DCM", code=modality)] if modality else [],
        subject=patient(header),
        started=instant(text(recording, "examinationTimePeriod", "start")),
        numberOfInstances=int(pictures) if pictures.isascii() and pictures.isdecimal() else None,
        description=concept(child(recording, "examinationActivity")).get("text", ""),
    )
