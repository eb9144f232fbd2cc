"""The service contracts that the simulator speaks, as their published schemas have them."""

from dataclasses import dataclass

DESCRIPTION = "clinicalprocess:healthcond:description"
OUTCOME = "clinicalprocess:healthcond:actoutcome"
PRESCRIPTION = "clinicalprocess:activityprescription:actoutcome"
LOGISTICS = "clinicalprocess:logistics:logistics"


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """One contract: its domain, the version of the domain's types, and the element that repeats in an answer.

    `header` is `summary` (the patient summary header), `access` (the header with access control) or `none`. `result` is
    `log` (a result with a log id), `text` (a result with text) or `none`. `system` is how the header spells the source
    system. `kind` is the engagement index's word for its records; empty where it depends on the record, or has none.
    `takes_actor`: the question may tell who asks.
    """

    domain: str
    types: int
    record: str
    header: str = "summary"
    result: str = "log"
    system: str = "sourceSystemHSAId"
    has_signature: bool = True
    has_pages: bool = False
    kind: str = ""
    takes_actor: bool = False


CONTRACTS = {
    "GetCareDocumentation:2": Spoken(
        kind="voo", domain=DESCRIPTION, types=2, record="careDocumentation", result="none", system="sourceSystemHSAid"
    ),
    "GetCareDocumentation:3": Spoken(
        kind="voo",
        domain=DESCRIPTION,
        types=3,
        record="careDocumentation",
        header="access",
        result="text",
        has_pages=True,
    ),
    "GetDiagnosis:2": Spoken(kind="dia", domain=DESCRIPTION, types=2, record="diagnosis"),
    "GetAlertInformation:2": Spoken(kind="upp", domain=DESCRIPTION, types=2, record="alertInformation"),
    "GetFunctionalStatus:2": Spoken(domain=DESCRIPTION, types=2, record="functionalStatusAssessment"),
    "GetMedicationHistory:2": Spoken(kind="caa-gmh", domain=PRESCRIPTION, types=2, record="medicationMedicalRecord"),
    "GetVaccinationHistory:2": Spoken(kind="caa-gvh", domain=PRESCRIPTION, types=2, record="vaccinationMedicalRecord"),
    "GetLaboratoryOrderOutcome:3": Spoken(kind="und-kkm-ure", domain=OUTCOME, types=3, record="laboratoryOrderOutcome"),
    "GetLaboratoryOrderOutcome:4": Spoken(
        kind="und-kkm-ure", domain=OUTCOME, types=4, record="laboratoryOrderOutcome", header="access", result="none"
    ),
    "GetImagingOutcome:1": Spoken(kind="und-bdi-ure", domain=OUTCOME, types=3, record="imagingOutcome"),
    "GetReferralOutcome:3": Spoken(kind="und-kon-ure", domain=OUTCOME, types=3, record="referralOutcome"),
    "GetMaternityMedicalHistory:2": Spoken(
        kind="utr-mtr", domain=OUTCOME, types=2, record="maternityMedicalRecord", result="none"
    ),
    "GetCareContacts:2": Spoken(
        kind="vko", domain=LOGISTICS, types=2, record="careContact", result="none", has_signature=False
    ),
    "GetCareContacts:3": Spoken(kind="vko", domain=LOGISTICS, types=3, record="careContact"),
    "GetObservations:1": Spoken(
        domain="clinicalprocess:healthcond:basic", types=1, record="observationGroup", header="none", result="none"
    ),
    "GetRequestActivities:1": Spoken(
        domain="crm:requeststatus", types=1, record="requestActivity", header="none", result="none", takes_actor=True
    ),
}
