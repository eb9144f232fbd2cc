"""Writes one person's bundle at one unit, resource by resource. Dates are told as days before today."""

import base64
import json
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid5

from demo.cast import NATION, CastCareGiver, CastResident, CastUnit
from ingang.kernel.identifiers import HSA_ID_FHIR_SYSTEM, IdentifierKind
from ingang.kernel.periods import to_utc

ICD = "urn:oid:1.2.752.116.1.1.1.1.3"
NPU = "urn:oid:1.2.752.108.1"
ATC = "http://www.whocc.no/atc"
HL7 = "http://terminology.hl7.org/CodeSystem/"
UNITS_OF_MEASURE = "http://unitsofmeasure.org"
MARK = {"system": f"{HL7}v3-ActReason", "code": "HTEST", "display": "Demonstration, ingens uppgifter"}

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class LabValue:
    """One analysis with its value and reference interval; either end may be open."""

    npu: str
    name: str
    value: float
    unit: str
    low: float | None = None
    high: float | None = None


@dataclass
class Pen:
    """Collects resources about one person, written at one unit of one care giver."""

    resident: CastResident
    care_giver: CastCareGiver
    unit: CastUnit
    author: str
    title: str
    today: date
    resources: list[Json] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.patient = self._add("Patient", **self._patient())
        self.organization = self._add(
            "Organization",
            identifier=[{"system": HSA_ID_FHIR_SYSTEM, "value": self.unit.hsa_id}],
            name=self.unit.name,
        )
        self.practitioner = self._add("Practitioner", name=[{"text": f"{self.author}, {self.title}"}])

    def visit(self, days_ago: int, kind: str, reason: str) -> Json:
        """A care contact (vårdkontakt); answers a reference to it."""
        began = self.moment(days_ago, 9)
        return self._add(
            "Encounter",
            status="finished",
            **{"class": {"system": f"{HL7}v3-ActCode", "code": "AMB", "display": "öppenvård"}},
            type=[{"text": kind}],
            subject=self.patient,
            participant=[{"individual": self.practitioner}],
            period={"start": began, "end": began[:14] + "30:00" + began[19:]},
            reasonCode=[{"text": reason}],
            serviceProvider=self.organization,
        )

    def note(self, days_ago: int, kind: str, text: str, visit: Json, *, signed: bool = True) -> None:
        """A note (anteckning) as text."""
        data = base64.b64encode(text.encode()).decode("ascii")
        self._add(
            "DocumentReference",
            status="current",
            docStatus="final" if signed else "preliminary",
            type={"text": kind},
            subject=self.patient,
            date=self.moment(days_ago, 10),
            author=[self.practitioner],
            custodian=self.organization,
            content=[{"attachment": {"contentType": "text/plain; charset=utf-8", "language": "sv", "data": data}}],
            context={"encounter": [visit]},
        )

    def letter(self, days_ago: int, title: str, sections: dict[str, str], visit: Json) -> None:
        """A composed document, such as a summary of a period of care."""
        self._add(
            "Composition",
            status="final",
            type={"text": title},
            subject=self.patient,
            encounter=visit,
            date=self.moment(days_ago, 11),
            author=[self.practitioner],
            title=title,
            custodian=self.organization,
            section=[{"title": name, "text": _narrative(text)} for name, text in sections.items()],
        )

    def diagnosis(self, days_ago: int, code: str, name: str, visit: Json, *, over: bool = False) -> Json:
        """A diagnosis with its ICD-10-SE code."""
        return self._add(
            "Condition",
            clinicalStatus=_coded(f"{HL7}condition-clinical", "resolved" if over else "active"),
            verificationStatus=_coded(f"{HL7}condition-ver-status", "confirmed"),
            category=[_coded(f"{HL7}condition-category", "encounter-diagnosis")],
            code={"coding": [{"system": ICD, "code": code, "display": name}], "text": name},
            subject=self.patient,
            encounter=visit,
            recordedDate=self.day(days_ago),
            recorder=self.practitioner,
        )

    def medicine(self, days_ago: int, atc: str, name: str, dosage: str, visit: Json, *, over: bool = False) -> None:
        """A prescribed medicine with its dosage in words."""
        self._add(
            "MedicationRequest",
            status="completed" if over else "active",
            intent="order",
            medicationCodeableConcept={"coding": [{"system": ATC, "code": atc}], "text": name},
            subject=self.patient,
            encounter=visit,
            authoredOn=self.moment(days_ago, 10),
            requester=self.practitioner,
            dosageInstruction=[{"text": dosage}],
        )

    def vaccination(self, days_ago: int, atc: str, name: str, protects: str, dose: int, batch: str) -> None:
        """A vaccination, its dose in the series and its batch."""
        self._add(
            "Immunization",
            status="completed",
            vaccineCode={"coding": [{"system": ATC, "code": atc}], "text": name},
            patient=self.patient,
            occurrenceDateTime=self.day(days_ago),
            primarySource=True,
            lotNumber=batch,
            performer=[{"actor": self.organization}],
            protocolApplied=[{"targetDisease": [{"text": protects}], "doseNumberPositiveInt": dose}],
        )

    def laboratory(self, days_ago: int, values: list[LabValue], visit: Json, *, final: bool = True) -> None:
        """An answer from the laboratory: one report, one observation for each analysis."""
        results = [self._lab_value(days_ago, one, visit, final) for one in values]
        self._add(
            "DiagnosticReport",
            status="final" if final else "preliminary",
            category=[_coded(f"{HL7}v2-0074", "LAB")],
            code={"text": ", ".join(one.name for one in values)},
            subject=self.patient,
            encounter=visit,
            effectiveDateTime=self.moment(days_ago, 8),
            issued=self.moment(days_ago - 1, 14),
            performer=[self.organization],
            result=results,
        )

    def measurement(self, days_ago: int, name: str, value: float, unit: str, code: str) -> None:
        """Something measured at the visit: length, weight."""
        self._add(
            "Observation",
            status="final",
            category=[_coded(f"{HL7}observation-category", "vital-signs")],
            code={"text": name},
            subject=self.patient,
            effectiveDateTime=self.moment(days_ago, 9),
            performer=[self.organization],
            valueQuantity={"value": value, "unit": unit, "system": UNITS_OF_MEASURE, "code": code},
        )

    def allergy(self, days_ago: int, name: str, reaction: str, *, serious: bool) -> None:
        """An allergy that care must know of (uppmärksamhetsinformation)."""
        self._add(
            "AllergyIntolerance",
            clinicalStatus=_coded(f"{HL7}allergyintolerance-clinical", "active"),
            verificationStatus=_coded(f"{HL7}allergyintolerance-verification", "confirmed"),
            criticality="high" if serious else "low",
            code={"text": name},
            patient=self.patient,
            recordedDate=self.day(days_ago),
            recorder=self.practitioner,
            asserter=self.practitioner,
            reaction=[{"manifestation": [{"text": reaction}]}],
            encounter=self.resources_of("Encounter")[0] if self.resources_of("Encounter") else None,
        )

    def bundle(self) -> str:
        """The whole as a transaction bundle."""
        entries = [
            {
                "fullUrl": f"urn:uuid:{one['id']}",
                "resource": one,
                "request": {"method": "POST", "url": one["resourceType"]},
            }
            for one in self.resources
        ]
        whole = {"resourceType": "Bundle", "meta": {"tag": [MARK]}, "type": "transaction", "entry": entries}
        return json.dumps(whole, ensure_ascii=False, indent=1)

    def resources_of(self, kind: str) -> list[Json]:
        """References to what was written of this type so far."""
        return [{"reference": f"urn:uuid:{one['id']}"} for one in self.resources if one["resourceType"] == kind]

    def day(self, days_ago: int) -> str:
        """The date so many days before today."""
        return (self.today - timedelta(days=days_ago)).isoformat()

    def moment(self, days_ago: int, hour: int) -> str:
        """That hour of that day in Sweden, in UTC."""
        clock = datetime.combine(self.today - timedelta(days=days_ago), time(hour))
        return to_utc(clock).isoformat()

    def _lab_value(self, days_ago: int, one: LabValue, visit: Json, final: bool) -> Json:
        ends = {
            name: self._quantity(value, one.unit)
            for name, value in (("low", one.low), ("high", one.high))
            if value is not None
        }
        return self._add(
            "Observation",
            status="final" if final else "preliminary",
            category=[_coded(f"{HL7}observation-category", "laboratory")],
            code={"coding": [{"system": NPU, "code": one.npu, "display": one.name}], "text": one.name},
            subject=self.patient,
            encounter=visit,
            effectiveDateTime=self.moment(days_ago, 8),
            performer=[self.organization],
            valueQuantity=self._quantity(one.value, one.unit),
            referenceRange=[ends] if ends else None,
        )

    @staticmethod
    def _quantity(value: float, unit: str) -> Json:
        return {"value": value, "unit": unit}

    def _patient(self) -> Json:
        kind = IdentifierKind(self.resident.number_kind)
        return {
            "identifier": [{"system": kind.fhir_system, "value": self.resident.number(self.today)}],
            "name": [{"family": self.resident.family_name, "given": [self.resident.given_name]}],
            "gender": self.resident.sex,
            "birthDate": self.resident.birth_date(self.today).isoformat(),
            "managingOrganization": {"display": self.care_giver.name},
        }

    def _add(self, kind: str, **members: Any) -> Json:
        name = f"{self.resident.key} {self.unit.hsa_id} {len(self.resources)}"
        resource = {"resourceType": kind, "id": str(uuid5(NATION, name)), "meta": {"tag": [MARK]}}
        self.resources.append(resource | {name: value for name, value in members.items() if value is not None})
        return {"reference": f"urn:uuid:{resource['id']}"}


def _coded(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def _narrative(text: str) -> Json:
    return {"status": "additional", "div": f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{text}</p></div>'}
