"""What residents call the entries: from FHIR's types to a dozen plain kinds, in the order of the filter."""

from dataclasses import dataclass

from ingang.kernel.words import marked

IMAGING = frozenset({"RAD", "CT", "NMR", "OUS", "XRC", "imaging"})
LABORATORY = "laboratory"


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of entry: its code in addresses, its heading, what one entry is called, and its FHIR types."""

    code: str
    title: str
    one: str
    icon: str
    types: frozenset[str]


def _kind(code: str, title: str, one: str, icon: str, types: str) -> Kind:
    return Kind(code=code, title=title, one=one, icon=icon, types=frozenset(types.split()))


NOTES = _kind(
    "anteckningar", marked("Notes"), marked("Note"), "document",
    "DocumentReference Composition ClinicalImpression Communication",
)  # fmt: skip
DIAGNOSES = _kind("diagnoser", marked("Diagnoses"), marked("Diagnosis"), "info", "Condition")
MEDICINES = _kind(
    "lakemedel", marked("Medicines"), marked("Medicine"), "heart",
    "MedicationRequest MedicationStatement MedicationAdministration MedicationDispense",
)  # fmt: skip
VACCINATIONS = _kind("vaccinationer", marked("Vaccinations"), marked("Vaccination"), "check-circle", "Immunization")
RESULTS = _kind("provsvar", marked("Test results"), marked("Test result"), "test-tube", "DiagnosticReport Observation")
MEASUREMENTS = _kind("matvarden", marked("Measurements"), marked("Measurement"), "grid", "Observation")
CONTACTS = _kind(
    "vardkontakter", marked("Care contacts"), marked("Care contact"), "calendar", "Encounter EpisodeOfCare"
)
WARNINGS = _kind(
    "varningar", marked("Allergies and warnings"), marked("Allergy or warning"), "alert",
    "AllergyIntolerance Flag AdverseEvent DetectedIssue",
)  # fmt: skip
EXAMINATIONS = _kind(
    "undersokningar", marked("Examinations and treatments"), marked("Examination or treatment"), "search",
    "Procedure ImagingStudy DiagnosticReport Media Device DeviceUseStatement",
)  # fmt: skip
REFERRALS = _kind(
    "remisser", marked("Referrals and orders"), marked("Referral or order"), "mail",
    "ServiceRequest DeviceRequest",
)  # fmt: skip
PLANS = _kind("planer", marked("Care plans"), marked("Care plan"), "journal", "CarePlan Goal CareTeam NutritionOrder")
OTHER = _kind(
    "ovrigt", marked("Other"), marked("Other entry"), "document",
    "QuestionnaireResponse FamilyMemberHistory RiskAssessment Consent VisionPrescription",
)  # fmt: skip

KINDS = (
    NOTES, DIAGNOSES, MEDICINES, VACCINATIONS, RESULTS, MEASUREMENTS, CONTACTS, WARNINGS, EXAMINATIONS, REFERRALS,
    PLANS, OTHER,
)  # fmt: skip
KIND_BY_CODE = {kind.code: kind for kind in KINDS}
_KIND_BY_TYPE = {name: kind for kind in reversed(KINDS) for name in kind.types}
TYPES = frozenset(_KIND_BY_TYPE)


def kind_of(*, type: str, category: str) -> Kind:
    """The kind that a resource of this type and category is shown as."""
    if type == "Observation":
        return RESULTS if category == LABORATORY else MEASUREMENTS
    if type == "DiagnosticReport":
        return EXAMINATIONS if category in IMAGING else RESULTS
    return _KIND_BY_TYPE[type]
