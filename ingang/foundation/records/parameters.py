"""The search parameters of FHIR R4 that are kept for each type: what is indexed, searched and declared, in one table.

A line is a parameter's name, its kind, and where its values stand in the resource: paths, the first of which need not
be there. Source: the search parameter registry of FHIR R4 (4.0.1).
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a parameter's values are compared."""

    TOKEN = "token"  # noqa: S105  FHIR's word for a coded value
    DATE = "date"
    STRING = "string"
    REFERENCE = "reference"


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One search parameter of one type."""

    name: str
    kind: Kind
    paths: tuple[tuple[str, ...], ...]


KINDS = {"t": Kind.TOKEN, "d": Kind.DATE, "s": Kind.STRING, "r": Kind.REFERENCE}

_SUBJECT = ("patient r subject", "subject r subject", "identifier t identifier")
_PATIENT = ("patient r patient", "identifier t identifier")
_MEDICINE = (*_SUBJECT, "status t status", "code t medicationCodeableConcept", "medication r medicationReference")

_TABLE: dict[str, tuple[str, ...]] = {
    "Patient": (
        "identifier t identifier", "name s name", "family s name.family", "given s name.given", "gender t gender",
        "birthdate d birthDate", "active t active", "telecom t telecom", "address s address",
        "deceased t deceasedBoolean", "general-practitioner r generalPractitioner",
        "organization r managingOrganization",
    ),
    "RelatedPerson": (*_PATIENT, "name s name", "active t active", "relationship t relationship"),
    "Practitioner": (
        "identifier t identifier", "name s name", "family s name.family", "given s name.given", "active t active",
    ),
    "PractitionerRole": (
        "identifier t identifier", "practitioner r practitioner", "organization r organization", "role t code",
        "specialty t specialty", "location r location", "active t active",
    ),
    "Organization": (
        "identifier t identifier", "name s name|alias", "type t type", "active t active", "partof r partOf",
        "address s address",
    ),
    "Location": (
        "identifier t identifier", "name s name|alias", "type t type", "status t status",
        "organization r managingOrganization", "partof r partOf", "address s address",
    ),
    "Medication": ("identifier t identifier", "code t code", "status t status", "manufacturer r manufacturer"),
    "Device": (*_PATIENT, "type t type", "status t status", "organization r owner", "location r location"),
    "AllergyIntolerance": (
        *_PATIENT, "clinical-status t clinicalStatus", "verification-status t verificationStatus",
        "code t code|reaction.substance", "category t category", "criticality t criticality", "type t type",
        "date d recordedDate", "onset d reaction.onset", "recorder r recorder", "asserter r asserter",
    ),
    "Condition": (
        *_SUBJECT, "clinical-status t clinicalStatus", "verification-status t verificationStatus", "code t code",
        "category t category", "severity t severity", "encounter r encounter", "recorded-date d recordedDate",
        "onset-date d onsetDateTime|onsetPeriod", "abatement-date d abatementDateTime|abatementPeriod",
        "asserter r asserter",
    ),
    "Observation": (
        *_SUBJECT, "status t status", "code t code", "category t category",
        "date d effectiveDateTime|effectivePeriod|effectiveInstant|effectiveTiming", "encounter r encounter",
        "performer r performer", "based-on r basedOn", "part-of r partOf", "has-member r hasMember",
        "derived-from r derivedFrom", "specimen r specimen", "device r device", "method t method",
        "value-concept t valueCodeableConcept", "value-string s valueString", "component-code t component.code",
        "combo-code t code|component.code", "data-absent-reason t dataAbsentReason",
    ),
    "DiagnosticReport": (
        *_SUBJECT, "status t status", "code t code", "category t category",
        "date d effectiveDateTime|effectivePeriod", "issued d issued", "encounter r encounter",
        "performer r performer", "results-interpreter r resultsInterpreter", "result r result", "based-on r basedOn",
        "specimen r specimen", "conclusion t conclusionCode",
    ),
    "DocumentReference": (
        "patient r subject", "subject r subject", "identifier t masterIdentifier|identifier", "status t status",
        "type t type", "category t category", "date d date", "period d context.period", "author r author",
        "custodian r custodian", "encounter r context.encounter", "description s description",
        "security-label t securityLabel", "related r context.related",
    ),
    "Composition": (
        *_SUBJECT, "status t status", "type t type", "category t category", "date d date", "author r author",
        "encounter r encounter", "title s title", "section t section.code", "entry r section.entry",
    ),
    "ClinicalImpression": (
        *_SUBJECT, "status t status", "date d effectiveDateTime|effectivePeriod", "encounter r encounter",
        "assessor r assessor", "problem r problem",
    ),
    "Communication": (
        *_SUBJECT, "status t status", "category t category", "sent d sent", "received d received", "sender r sender",
        "recipient r recipient", "encounter r encounter", "based-on r basedOn",
    ),
    "MedicationRequest": (
        *_MEDICINE, "intent t intent", "category t category", "priority t priority", "authoredon d authoredOn",
        "date d dosageInstruction.timing.event", "encounter r encounter", "requester r requester",
    ),
    "MedicationStatement": (
        *_MEDICINE, "category t category", "effective d effectiveDateTime|effectivePeriod", "context r context",
        "part-of r partOf", "source r informationSource",
    ),
    "MedicationAdministration": (
        *_MEDICINE, "effective-time d effectiveDateTime|effectivePeriod", "context r context",
        "performer r performer.actor", "request r request",
    ),
    "MedicationDispense": (
        *_MEDICINE, "type t type", "whenhandedover d whenHandedOver", "whenprepared d whenPrepared",
        "context r context", "prescription r authorizingPrescription", "performer r performer.actor",
    ),
    "Immunization": (
        *_PATIENT, "status t status", "vaccine-code t vaccineCode", "date d occurrenceDateTime",
        "lot-number s lotNumber", "performer r performer.actor", "location r location",
        "manufacturer r manufacturer", "target-disease t protocolApplied.targetDisease",
    ),
    "Encounter": (
        *_SUBJECT, "status t status", "class t class", "type t type", "date d period",
        "service-provider r serviceProvider", "participant r participant.individual",
        "practitioner r participant.individual", "location r location.location", "part-of r partOf",
        "reason-code t reasonCode", "episode-of-care r episodeOfCare",
    ),
    "EpisodeOfCare": (
        *_PATIENT, "status t status", "type t type", "date d period", "organization r managingOrganization",
        "care-manager r careManager", "condition r diagnosis.condition",
    ),
    "Flag": (*_SUBJECT, "date d period", "encounter r encounter", "author r author"),
    "AdverseEvent": (
        "subject r subject", "category t category", "event t event", "date d date", "seriousness t seriousness",
        "severity t severity", "actuality t actuality", "recorder r recorder", "location r location",
    ),
    "DetectedIssue": (
        *_PATIENT, "code t code", "identified d identifiedDateTime|identifiedPeriod", "author r author",
        "implicated r implicated",
    ),
    "Procedure": (
        *_SUBJECT, "status t status", "code t code", "category t category", "date d performedDateTime|performedPeriod",
        "encounter r encounter", "performer r performer.actor", "location r location", "based-on r basedOn",
        "part-of r partOf", "reason-code t reasonCode", "reason-reference r reasonReference",
    ),
    "ImagingStudy": (
        *_SUBJECT, "status t status", "started d started", "modality t modality|series.modality",
        "encounter r encounter", "basedon r basedOn", "referrer r referrer", "bodysite t series.bodySite",
    ),
    "Media": (
        *_SUBJECT, "status t status", "type t type", "modality t modality", "created d createdDateTime|createdPeriod",
        "encounter r encounter", "based-on r basedOn", "operator r operator",
    ),
    "DeviceUseStatement": (*_SUBJECT, "device r device"),
    "ServiceRequest": (
        *_SUBJECT, "status t status", "intent t intent", "code t code", "category t category",
        "priority t priority", "authored d authoredOn", "occurrence d occurrenceDateTime|occurrencePeriod",
        "encounter r encounter", "requester r requester", "performer r performer", "based-on r basedOn",
    ),
    "DeviceRequest": (
        *_SUBJECT, "status t status", "intent t intent", "code t codeCodeableConcept", "device r codeReference",
        "authored-on d authoredOn", "event-date d occurrenceDateTime|occurrencePeriod", "encounter r encounter",
        "requester r requester", "performer r performer",
    ),
    "CarePlan": (
        *_SUBJECT, "status t status", "intent t intent", "category t category", "date d period",
        "encounter r encounter", "goal r goal", "condition r addresses", "care-team r careTeam",
    ),
    "Goal": (
        *_SUBJECT, "lifecycle-status t lifecycleStatus", "achievement-status t achievementStatus",
        "category t category", "start-date d startDate", "target-date d target.dueDate",
    ),
    "CareTeam": (
        *_SUBJECT, "status t status", "category t category", "date d period", "participant r participant.member",
        "encounter r encounter",
    ),
    "NutritionOrder": (
        *_PATIENT, "status t status", "datetime d dateTime", "encounter r encounter", "provider r orderer",
    ),
    "QuestionnaireResponse": (
        *_SUBJECT, "status t status", "authored d authored", "author r author", "questionnaire t questionnaire",
        "encounter r encounter", "source r source", "based-on r basedOn",
    ),
    "FamilyMemberHistory": (
        *_PATIENT, "status t status", "code t condition.code", "date d date", "relationship t relationship",
        "sex t sex",
    ),
    "RiskAssessment": (
        *_SUBJECT, "date d occurrenceDateTime|occurrencePeriod", "encounter r encounter", "condition r condition",
        "performer r performer",
    ),
    "Consent": (
        *_PATIENT, "status t status", "category t category", "date d dateTime", "scope t scope",
        "period d provision.period", "consentor r performer", "organization r organization",
    ),
    "VisionPrescription": (
        *_PATIENT, "status t status", "datewritten d dateWritten", "encounter r encounter", "prescriber r prescriber",
    ),
    "Specimen": (
        *_SUBJECT, "status t status", "type t type", "collected d collection.collectedDateTime",
        "accession t accessionIdentifier",
    ),
    "List": (
        *_SUBJECT, "status t status", "code t code", "date d date", "title s title", "item r entry.item",
        "encounter r encounter", "source r source",
    ),
}  # fmt: skip

SHARED = frozenset({"Practitioner", "PractitionerRole", "Organization", "Location", "Medication", "Device"})
"""Types that may be about no patient: the care giver's own staff, units, places and things."""


def _parameter(line: str) -> Parameter:
    name, kind, paths = line.split(" ")
    return Parameter(name=name, kind=KINDS[kind], paths=tuple(tuple(path.split(".")) for path in paths.split("|")))


PARAMETERS: dict[str, dict[str, Parameter]] = {
    kind: {one.name: one for one in map(_parameter, lines)} for kind, lines in sorted(_TABLE.items())
}
"""By type and name. The types that it names are those that the FHIR server serves."""
