"""Writes one person's records in one system: each method is one service contract."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from demo.simulators.rivta.records import Kept

Body = dict[str, Any]

ICD, NPU, SNOMED, ATC = "1.2.752.116.1.1.1.1.3", "1.2.752.108.1", "1.2.752.116.2.1.1", "1.2.752.129.2.2.3.1.1"
ICF = "1.2.752.116.1.1.3.1.3"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where and by whom something is written."""

    unit: str
    name: str
    author: str
    title: str

    @property
    def care_giver(self) -> str:
        return f"{self.unit.partition('-')[0]}-G001"


@dataclass(kw_only=True)
class Quill:
    """Collects the records that one system holds on one person."""

    system: str
    person: str
    born: date
    today: date
    records: list[Kept] = field(default_factory=list)

    def note(self, desk: Desk, days_ago: int, title: str, text: str, *, code: str = "bes", **marks: bool) -> None:
        """A note with the header of access control; its text may be DocBook."""
        body = {
            "clinicalDocumentNoteCode": cv(code, "1.2.752.129.2.2.2.11", title),
            "clinicalDocumentNoteTitle": title,
            "clinicalDocumentNoteText": text,
        }
        self.write("GetCareDocumentation:3", desk, days_ago, body, **marks)

    def older_note(self, desk: Desk, days_ago: int, title: str, text: str, *, code: str = "bes", **marks: bool) -> None:
        """A note by the second version of the contract."""
        body = {
            "clinicalDocumentNote": {
                "clinicalDocumentNoteCode": code,
                "clinicalDocumentNoteTitle": title,
                "clinicalDocumentNoteText": text,
            }
        }
        self.write("GetCareDocumentation:2", desk, days_ago, body, **marks)

    def diagnosis(self, desk: Desk, days_ago: int, code: str, name: str, **marks: bool) -> None:
        """A main diagnosis."""
        body = {
            "typeOfDiagnosis": "Huvuddiagnos",
            "diagnosisTime": self.moment(days_ago),
            "diagnosisCode": cv(code, ICD, name),
        }
        self.write("GetDiagnosis:2", desk, days_ago, body, **marks)

    def hypersensitivity(self, desk: Desk, days_ago: int, atc: str, name: str, comment: str) -> None:
        """That a medicine is not tolerated."""
        body = {
            "typeOfAlertInformation": cv("1", "1.2.752.129.2.2.2.3", "Överkänslighet"),
            "ascertainedDate": self.day(days_ago),
            "validityTimePeriod": {"start": self.moment(days_ago)},
            "alertInformationComment": comment,
            "hypersensitivity": {
                "typeOfHypersensitivity": {"originalText": "Läkemedelsöverkänslighet"},
                "degreeOfSeverity": {"originalText": "Besvärande"},
                "degreeOfCertainty": {"originalText": "Bekräftad"},
                "pharmaceuticalHypersensitivity": {"atcSubstance": cv(atc, ATC, name)},
            },
        }
        self.write("GetAlertInformation:2", desk, days_ago, body)

    def warning(self, desk: Desk, days_ago: int, heading: str, content: str) -> None:
        """Another thing that care must know of, in free words."""
        body = {
            "typeOfAlertInformation": {"originalText": "Ostrukturerad uppmärksamhetsinformation"},
            "validityTimePeriod": {"start": self.moment(days_ago)},
            "unstructuredAlertInformation": {
                "unstructuredAlertInformationHeading": heading,
                "unstructuredAlertInformationContent": content,
            },
        }
        self.write("GetAlertInformation:2", desk, days_ago, body)

    def activities_of_daily_life(self, desk: Desk, days_ago: int, comment: str, **assessments: str) -> None:
        """How much help is needed with what."""
        rows = [{"typeOfAssessment": {"originalText": name}, "assessment": said} for name, said in assessments.items()]
        body = {"assessmentCategory": "pad-pad", "comment": comment, "padl": rows}
        self.write("GetFunctionalStatus:2", desk, days_ago, body)

    def disability(self, desk: Desk, days_ago: int, code: str, name: str, comment: str) -> None:
        """A disability by ICF."""
        assessed = {"disabilityAssessment": cv(code, ICF, name), "comment": comment}
        self.write("GetFunctionalStatus:2", desk, days_ago, {"assessmentCategory": "fun-fun", "disability": assessed})

    def medicine(
        self, desk: Desk, days_ago: int, atc: str, name: str, dosage: str, *, ended: int | None = None
    ) -> None:
        """A prescription, which may have ended so many days ago."""
        prescription = {"root": self.system, "extension": self._id()}
        body = {
            "medicationPrescription": {
                "prescriptionId": prescription,
                "typeOfPrescription": "I",
                "prescriptionStatus": "Active" if ended is None else "Inactive",
                "prescriptionChainId": prescription,
                "startOfTreatment": self.moment(days_ago),
                **({} if ended is None else {"endOfTreatment": self.moment(ended)}),
                "selfMedication": False,
                "drug": {
                    "drug": {"nplId": {"originalText": name}, "atcCode": cv(atc, ATC, name)},
                    "dosage": {"dosageInstruction": dosage},
                },
            }
        }
        self.write("GetMedicationHistory:2", desk, days_ago, body)

    def vaccination(self, desk: Desk, days_ago: int, name: str, protects: tuple[str, ...], dose: int, of: int) -> None:
        """A dose of a vaccine."""
        body = {
            "registrationRecord": {
                "careGiverOrg": {"orgUnitHSAId": desk.care_giver},
                "sourceSystemName": self.system,
                "sourceSystemContact": {"personName": "Systemförvaltningen"},
                "date": self.day(days_ago),
            },
            "administrationRecord": {
                "performerOrg": {"orgUnitHSAId": desk.unit, "orgUnitName": desk.name},
                "performer": {"personName": desk.author},
                "anatomicalSite": {"originalText": "Vänster överarm"},
                "doseOrdinalNumber": dose,
                "numberOfPrescribedDoses": of,
                "vaccineName": {"originalText": name},
                "vaccineBatchId": f"DEMO-{dose}{of}",
                "vaccineTargetDisease": [{"originalText": disease} for disease in protects],
            },
        }
        self.write("GetVaccinationHistory:2", desk, days_ago, body)

    def laboratory(
        self, desk: Desk, days_ago: int, name: str, analyses: list[Body], *, kind: str = "DEF", **marks: bool
    ) -> None:
        """An answer from the laboratory."""
        body = {
            "identifier": {"root": self.system, "extension": self._id()},
            "type": cv(kind, "1.2.752.129.2.2.2.37", {"DEF": "Definitivsvar", "PREL": "Preliminärsvar"}[kind]),
            "groupOfAnalyses": {"name": name, "analysis": analyses},
            "recipientUnit": {"name": desk.name},
        }
        self.write("GetLaboratoryOrderOutcome:4", desk, days_ago, body, **marks)

    def older_laboratory(self, desk: Desk, days_ago: int, npu: str, name: str, value: str, interval: str) -> None:
        """An answer of one analysis by the third version of the contract."""
        number, _, unit = value.partition(" ")
        body = {
            "resultType": "DEF",
            "registrationTime": self.moment(days_ago),
            "discipline": "Klinisk kemi",
            "analysis": {
                "analysisId": {"root": self.system, "extension": self._id()},
                "analysisTime": {"start": self.moment(days_ago)},
                "analysisCode": cv(npu, NPU, name),
                "analysisOutcome": {
                    "outcomeValue": number,
                    "outcomeUnit": unit,
                    "pathologicalFlag": False,
                    "referenceInterval": interval,
                },
            },
            "order": {"orderId": self._id()},
        }
        self.write("GetLaboratoryOrderOutcome:3", desk, days_ago, body)

    def analysis(self, days_ago: int, npu: str, name: str, value: str, unit: str, low: str, high: str) -> Body:
        """One analysis of an answer, with its reference interval."""
        return {
            "timestamp": self.moment(days_ago),
            "code": cv(npu, NPU, name),
            "specimen": {"material": {"originalText": "Blod"}, "timestamp": self.moment(days_ago)},
            "result": {
                "value": {"pq": {"value": value, "unit": unit}},
                "reference": {"interval": {"low": low, "high": high, "unit": unit}},
            },
        }

    def imaging(self, desk: Desk, days_ago: int, what: str, report: str, *, kind: str = "DEF", **marks: bool) -> None:
        """An answer from imaging."""
        body = {
            "examinationSpeciality": {"originalText": "Röntgen"},
            "typeOfResult": kind,
            "resultTime": self.moment(days_ago),
            "resultReport": report,
            "imageRecording": {
                "recordingId": {"root": self.system, "extension": self._id()},
                "examinationActivity": {"originalText": what},
                "examinationTimePeriod": {"start": self.moment(days_ago)},
                "examinationStatus": "Avklarad",
                "modalityData": {"typeOfModality": "DX"},
            },
        }
        self.write("GetImagingOutcome:1", desk, days_ago, body, **marks)

    def referral_outcome(self, desk: Desk, days_ago: int, title: str, text: str, reason: str) -> None:
        """The answer to a referral."""
        body = {
            "referralOutcomeTypeCode": "SS",
            "referralOutcomeTitle": title,
            "referralOutcomeText": text,
            "referral": {
                "referralId": self._id(),
                "referralReason": reason,
                "referralTime": self.moment(days_ago + 20),
                "referralAuthor": {"authorTime": self.moment(days_ago + 20)},
            },
        }
        self.write("GetReferralOutcome:3", desk, days_ago, body)

    def maternity(self, desk: Desk, days_ago: int, **records: Body) -> None:
        """A part of the maternity record."""
        self.write("GetMaternityMedicalHistory:2", desk, days_ago, records)

    def contact(self, desk: Desk, days_ago: int, reason: str) -> None:
        """A care contact that is over."""
        body = {
            "careContactCode": cv("1", "1.2.752.129.2.2.2.25", "Besök"),
            "careContactReason": reason,
            "careContactOrgUnit": {"orgUnitHSAId": desk.unit, "orgUnitName": desk.name},
            "careContactTimePeriod": {"start": self.moment(days_ago), "end": self.moment(days_ago, "103000")},
            "careContactStatus": {"originalText": "Avslutad"},
        }
        self.write("GetCareContacts:3", desk, days_ago, body)

    def older_contact(self, desk: Desk, days_ago: int, reason: str) -> None:
        """A care contact by the second version of the contract."""
        body = {
            "careContactCode": "1",
            "careContactReason": reason,
            "careContactOrgUnit": {"orgUnitHSAId": desk.unit, "orgUnitName": desk.name},
            "careContactTimePeriod": {"start": self.moment(days_ago), "end": self.moment(days_ago, "103000")},
            "careContactStatus": "5",
        }
        self.write("GetCareContacts:2", desk, days_ago, body)

    def observation(self, desk: Desk, days_ago: int, code: str, name: str, value: str, unit: str) -> None:
        """Something measured."""
        body = {
            "dateOfBirth": self.born.strftime("%Y%m%d"),
            "type": cv(code, SNOMED, name),
            "time": {"start": {"format": "YYYYMMDDhhmmss", "value": self.moment(days_ago)}},
            "value": {"pq": {"value": value, "unit": unit}},
        }
        self.write("GetObservations:1", desk, days_ago, body)

    def request_activity(self, desk: Desk, days_ago: int, status: str, receiver: tuple[str, str]) -> None:
        """That a referral was sent, received or answered."""
        body = {
            "senderRequestId": f"{self.system}-{days_ago // 100}",
            "typeOfRequest": "4",
            "requestMedium": "3",
            "requestIssuedByPersonName": desk.author,
            "requestIssuedByOrganizationalUnitId": desk.unit,
            "requestIssuedByOrganizationalUnitDescription": desk.name,
            "receivingOrganizationalUnitId": receiver[0],
            "receivingOrganizationalUnitDescription": receiver[1],
            "careUnit": desk.unit,
            "logicalSystemId": self.system,
            "statusCode": status,
            "eventTime": self.moment(days_ago),
        }
        self.write("GetRequestActivities:1", desk, days_ago, body)

    def write(self, contract: str, desk: Desk, days_ago: int, body: Body, **marks: bool) -> None:
        """Keep a record."""
        self.records.append(
            Kept(
                system=self.system, contract=contract, person=self.person, id=self._id(),
                written=self.moment(days_ago), care_giver=desk.care_giver, unit=desk.unit, unit_name=desk.name,
                author=desk.author, title=desk.title, body=body, **marks,
            )
        )  # fmt: skip

    def day(self, days_ago: int) -> str:
        """That day, eight digits."""
        return (self.today - timedelta(days=days_ago)).strftime("%Y%m%d")

    def moment(self, days_ago: int, clock: str = "101500") -> str:
        """A time on that day in Sweden, fourteen digits."""
        return self.day(days_ago) + clock

    def _id(self) -> str:
        return f"{self.person[:8]}-{len(self.records) + 1}"


def cv(code: str, system: str, name: str) -> Body:
    """A coded value."""
    return {"code": code, "codeSystem": system, "displayName": name}
