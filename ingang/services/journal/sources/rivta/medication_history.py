"""Medicines: GetMedicationHistory 2, as MedicationStatement. Doses stay in the words and signs of the source."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import author, patient, resource, visit
from ingang.services.journal.sources.rivta.values import concept, instant, said, told, words

# That a medicine is taken away (utsättning) is a prescription of its own.
TAKEN_AWAY = "U"
STATES = {"Active": "active", "Inactive": "completed"}
SCHEMES = ("setDosage", "maximumDosage", "conditionalDosage")


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One statement. Refuses a prescription of nothing."""
    written = child(record, "medicationMedicalRecordBody", "medicationPrescription")
    drug = child(written, "drug")
    if drug is None:
        drug = child(written, "dispensationAuthorization", "drug")
    medicine = _medicine(drug)
    if not medicine:
        raise BadRecord("drug")
    state = STATES.get(text(written, "prescriptionStatus"), "unknown")
    reasons = [child(one, "reason") for one in children(written, "principalPrescriptionReason")]
    notes = (text(written, "prescriptionNote"), text(written, "treatmentPurpose"), text(drug, "comment"))
    ended = concept(child(written, "endOfTreatmentReason"))
    yield (
        resource(
            "MedicationStatement",
            header=header,
            contract=contract,
            status="stopped" if text(written, "typeOfPrescription") == TAKEN_AWAY else state,
            statusReason=[ended] if ended else [],
            medicationCodeableConcept=medicine,
            subject=patient(header),
            context=visit(header),
            effectivePeriod=told(
                start=instant(text(written, "startOfTreatment")), end=instant(text(written, "endOfTreatment"))
            ),
            dateAsserted=header.written,
            informationSource=author(header),
            reasonCode=said(concept(one) for one in reasons),
            note=[{"text": note} for note in notes if note],
            dosage=_dosages(written, drug),
        ),
    )


def _medicine(drug: etree._Element | None) -> Resource:
    """The one of five ways that the source names the medicine."""
    ours, generics = child(drug, "drug"), child(drug, "generics")
    codes = [concept(child(ours, name)) for name in ("nplId", "atcCode")]
    strength = (text(ours, "pharmaceuticalForm"), text(ours, "strength"), text(ours, "strengthUnit"))
    named = next((one["text"] for one in codes if one.get("text")), "")
    if named:
        coding = [code for one in codes for code in one.get("coding", [])]
        return told(coding=coding, text=" ".join(filter(None, (named, *strength))))
    found = (
        words(_joined(generics, ("substance",), ("strength", "value"), ("strength", "unit"), ("form",))),
        concept(child(drug, "drugArticle", "nplPackId")),
        concept(child(drug, "merchandise", "articleNumber")),
        words(text(drug, "unstructuredDrugInformation", "unstructuredInformation")),
    )
    return next(filter(None, found), {})


def _dosages(written: etree._Element | None, drug: etree._Element | None) -> list[Resource]:
    route = concept(child(drug, "drug", "routeOfAdministration"))
    found = [told(text=_dosage(one), route=route) for one in children(drug, "dosage")]
    signature = text(written, "dispensationAuthorization", "prescriptionSignatura")
    if not any(one.get("text") for one in found) and signature:
        found = [told(text=signature, route=route)]
    return [one for one in found if one.get("text")]


def _dosage(dosage: etree._Element) -> str:
    """The instruction in words, else the short notation, else the scheme as it is written."""
    unit = concept(child(dosage, "unitDose")).get("text", "")
    short = " ".join(filter(None, (text(dosage, "shortNotation"), unit)))
    schemes = "; ".join(filter(None, (_scheme(child(dosage, name)) for name in SCHEMES)))
    return text(dosage, "dosageInstruction") or (short if text(dosage, "shortNotation") else "") or schemes


def _scheme(scheme: etree._Element | None) -> str:
    parts = [text(scheme, "conditionDescription"), text(scheme, "unstructuredDosageInformation", "text")]
    for name, span in (("frequencyDosage", "frequency"), ("periodDosage", "period")):
        one = child(scheme, name)
        if one is not None:
            parts.append(f"{_dose(one)}, {_joined(one, (span, 'value'), (span, 'unit'))}")
    single = child(scheme, "singleDose")
    if single is not None:
        parts.append(_dose(single))
    return ", ".join(filter(None, parts))


def _dose(one: etree._Element) -> str:
    ends = filter(None, (text(one, "dose", "low"), text(one, "dose", "high")))
    return " ".join(filter(None, ("–".join(dict.fromkeys(ends)), text(one, "dose", "unit"))))


def _joined(element: etree._Element | None, *paths: tuple[str, ...]) -> str:
    return " ".join(filter(None, (text(element, *path) for path in paths)))
