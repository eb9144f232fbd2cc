"""Codes that FHIR R4 binds as required, for what the journal and its registers use. Source: FHIR R4 (4.0.1)."""

_EVENT = "preparation in-progress not-done on-hold stopped completed entered-in-error unknown"
_REQUEST = "draft active on-hold revoked completed entered-in-error unknown"
_INTENT = "proposal plan directive order original-order reflex-order filler-order instance-order option"
_PRIORITY = "routine urgent asap stat"
_GENDER = "male female other unknown"
_PUBLICATION = "preliminary final amended entered-in-error"
_USE = "usual official temp secondary old"

_CODES = {
    "Patient": {"gender": _GENDER, "contact.gender": _GENDER, "link.type": "replaced-by replaces refer seealso"},
    "RelatedPerson": {"gender": _GENDER},
    "Practitioner": {"gender": _GENDER},
    "Location": {"status": "active suspended inactive", "mode": "instance kind"},
    "Medication": {"status": "active inactive entered-in-error"},
    "Device": {"status": "active inactive entered-in-error unknown"},
    "AllergyIntolerance": {
        "type": "allergy intolerance",
        "category": "food medication environment biologic",
        "criticality": "low high unable-to-assess",
        "reaction.severity": "mild moderate severe",
    },
    "Observation": {
        "status": "registered preliminary final amended corrected cancelled entered-in-error unknown",
    },
    "DiagnosticReport": {
        "status": "registered partial preliminary final amended corrected appended cancelled entered-in-error unknown",
    },
    "DocumentReference": {
        "status": "current superseded entered-in-error",
        "docStatus": _PUBLICATION,
        "relatesTo.code": "replaces transforms signs appends",
    },
    "Composition": {"status": _PUBLICATION, "attester.mode": "personal professional legal official"},
    "ClinicalImpression": {"status": "in-progress completed entered-in-error"},
    "Communication": {"status": _EVENT, "priority": _PRIORITY},
    "MedicationRequest": {
        "status": "active on-hold cancelled completed entered-in-error stopped draft unknown",
        "intent": "proposal plan order original-order reflex-order filler-order instance-order option",
        "priority": _PRIORITY,
    },
    "MedicationStatement": {
        "status": "active completed entered-in-error intended stopped on-hold unknown not-taken",
    },
    "MedicationAdministration": {
        "status": "in-progress not-done on-hold completed entered-in-error stopped unknown",
    },
    "MedicationDispense": {
        "status": "preparation in-progress cancelled on-hold completed entered-in-error stopped declined unknown",
    },
    "Immunization": {"status": "completed entered-in-error not-done"},
    "Encounter": {
        "status": "planned arrived triaged in-progress onleave finished cancelled entered-in-error unknown",
        "location.status": "planned active reserved completed",
    },
    "EpisodeOfCare": {"status": "planned waitlist active onhold finished cancelled entered-in-error"},
    "Flag": {"status": "active inactive entered-in-error"},
    "AdverseEvent": {"actuality": "actual potential"},
    "DetectedIssue": {
        "status": "registered preliminary final amended corrected cancelled entered-in-error unknown",
        "severity": "high moderate low",
    },
    "Procedure": {"status": _EVENT},
    "ImagingStudy": {"status": "registered available cancelled entered-in-error unknown"},
    "Media": {"status": _EVENT},
    "DeviceUseStatement": {"status": "active completed entered-in-error intended stopped on-hold"},
    "ServiceRequest": {"status": _REQUEST, "intent": _INTENT, "priority": _PRIORITY},
    "DeviceRequest": {"status": _REQUEST, "intent": _INTENT, "priority": _PRIORITY},
    "CarePlan": {"status": _REQUEST, "intent": "proposal plan order option"},
    "Goal": {
        "lifecycleStatus": "proposed planned accepted active on-hold completed cancelled entered-in-error rejected",
    },
    "CareTeam": {"status": "proposed active suspended inactive entered-in-error"},
    "NutritionOrder": {"status": _REQUEST, "intent": _INTENT},
    "QuestionnaireResponse": {"status": "in-progress completed amended entered-in-error stopped"},
    "FamilyMemberHistory": {"status": "partial completed entered-in-error health-unknown"},
    "RiskAssessment": {
        "status": "registered preliminary final amended corrected cancelled entered-in-error unknown",
    },
    "Consent": {"status": "draft proposed active rejected inactive entered-in-error", "provision.type": "deny permit"},
    "VisionPrescription": {
        "status": "active cancelled draft entered-in-error",
        "lensSpecification.eye": "right left",
    },
    "Specimen": {"status": "available unavailable unsatisfactory entered-in-error"},
    "List": {
        "status": "current retired entered-in-error",
        "mode": "working snapshot changes",
    },
}

# Wherever they stand: the members of datatypes and of every resource.
_EVERYWHERE = {
    "text.status": "generated extensions additional empty",
    "identifier.use": _USE,
    "name.use": "usual official temp nickname anonymous old maiden",
    "telecom.system": "phone fax email pager url sms other",
    "telecom.use": "home work temp old mobile",
    "address.use": "home work temp old billing",
    "address.type": "postal physical both",
}

_ALLERGY = "http://terminology.hl7.org/CodeSystem/allergyintolerance-"
_CONDITION = "http://terminology.hl7.org/CodeSystem/condition-"
CODED = {
    ("AllergyIntolerance", "clinicalStatus"): (f"{_ALLERGY}clinical", "active inactive resolved"),
    ("AllergyIntolerance", "verificationStatus"): (
        f"{_ALLERGY}verification",
        "unconfirmed confirmed refuted entered-in-error",
    ),
    ("Condition", "clinicalStatus"): (
        f"{_CONDITION}clinical",
        "active recurrence relapse inactive remission resolved",
    ),
    ("Condition", "verificationStatus"): (
        f"{_CONDITION}ver-status",
        "unconfirmed provisional differential confirmed refuted entered-in-error",
    ),
}
"""CodeableConcepts with a required binding, by type and member: the system, and its codes."""

EVERYWHERE = {path: frozenset(codes.split()) for path, codes in _EVERYWHERE.items()}
"""By path: the codes that may stand there in a resource of any type."""

CODES = {
    kind: EVERYWHERE | {path: frozenset(codes.split()) for path, codes in own.items()} for kind, own in _CODES.items()
}
"""By type and path: the codes that may stand there."""
