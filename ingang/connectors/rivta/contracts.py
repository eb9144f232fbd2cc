"""The service contracts that records are asked for by: what one is called, and where its answers keep the records.

Source: the published schemas of each contract, in the versions that the national journal consumes (records 1).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PersonForm(StrEnum):
    """How a question names the person."""

    ID_AND_TYPE = "id and type"
    ROOT_AND_EXTENSION = "root and extension"
    PLAIN = "twelve characters"


@dataclass(frozen=True, kw_only=True)
class Contract:
    """One service contract in one major version.

    `record` is the element of an answer that repeats, `types_version` the major version of the domain's own types.
    `period` and `source_system` are what the question calls them; empty where it knows none. `categorization` holds the
    engagement index's words for what the contract answers with. `needs_agreement`: the question carries the id of an
    agreement. `has_pages`: an answer may be partial and say how to go on. `takes_actor`: the domain publishes the
    header that tells who asks beside the contract. `action` is the SOAPAction where what is published names another
    than it should.
    """

    name: str
    version: int
    domain: str
    record: str
    types_version: int
    categorization: tuple[str, ...] = ()
    person_form: PersonForm = PersonForm.ID_AND_TYPE
    person: str = "patientId"
    period: str = "datePeriod"
    source_system: str = "sourceSystemHSAId"
    needs_agreement: bool = False
    has_pages: bool = False
    takes_actor: bool = False
    action: str = ""

    @property
    def code(self) -> str:
        """The contract's name and version, as people write it."""
        return f"{self.name}:{self.version}"

    @property
    def responder(self) -> str:
        """The namespace of question and answer."""
        return f"{self.service_domain}:{self.name}Responder:{self.version}"

    @property
    def types(self) -> str:
        """The namespace of what stands inside them."""
        return f"{self.service_domain}:{self.types_version}"

    @property
    def service_domain(self) -> str:
        """The domain as the engagement index writes it."""
        return f"urn:riv:{self.domain}"

    @property
    def soap_action(self) -> str:
        """What the HTTP header SOAPAction names."""
        return self.action or f"{self.responder}:{self.name}"

    @property
    def path(self) -> str:
        """Where the contract lies below a producer's address, as the national service platform has it."""
        return f"{self.domain.replace(':', '/')}/{self.name}/{self.version}/rivtabp21"


DESCRIPTION = "clinicalprocess:healthcond:description"
OUTCOME = "clinicalprocess:healthcond:actoutcome"
PRESCRIPTION = "clinicalprocess:activityprescription:actoutcome"
LOGISTICS = "clinicalprocess:logistics:logistics"
REQUEST_TYPES = tuple(str(number) for number in range(1, 11))

CARE_DOCUMENTATION_2 = Contract(
    name="GetCareDocumentation", version=2, domain=DESCRIPTION, types_version=2, record="careDocumentation",
    categorization=("voo",), period="timePeriod", source_system="sourceSystemHSAid",
)  # fmt: skip
CARE_DOCUMENTATION_3 = Contract(
    name="GetCareDocumentation", version=3, domain=DESCRIPTION, types_version=3, record="careDocumentation",
    categorization=("voo",), person_form=PersonForm.ROOT_AND_EXTENSION, source_system="sourceSystemId", has_pages=True,
)  # fmt: skip
DIAGNOSIS_2 = Contract(
    name="GetDiagnosis", version=2, domain=DESCRIPTION, types_version=2, record="diagnosis",
    categorization=("dia",), period="timePeriod",
)  # fmt: skip
ALERT_INFORMATION_2 = Contract(
    name="GetAlertInformation", version=2, domain=DESCRIPTION, types_version=2, record="alertInformation",
    categorization=("upp",), period="timePeriod",
)  # fmt: skip
FUNCTIONAL_STATUS_2 = Contract(
    name="GetFunctionalStatus", version=2, domain=DESCRIPTION, types_version=2, record="functionalStatusAssessment",
    categorization=("pad-pad", "fun-fun"),
)  # fmt: skip
MEDICATION_HISTORY_2 = Contract(
    name="GetMedicationHistory", version=2, domain=PRESCRIPTION, types_version=2, record="medicationMedicalRecord",
    categorization=("caa-gmh",),
)  # fmt: skip
VACCINATION_HISTORY_2 = Contract(
    name="GetVaccinationHistory", version=2, domain=PRESCRIPTION, types_version=2, record="vaccinationMedicalRecord",
    categorization=("caa-gvh",), period="timePeriod", source_system="sourceSystemHSAid",
)  # fmt: skip
LABORATORY_ORDER_OUTCOME_3 = Contract(
    name="GetLaboratoryOrderOutcome", version=3, domain=OUTCOME, types_version=3, record="laboratoryOrderOutcome",
    categorization=("und-kkm-ure",), period="timePeriod",
)  # fmt: skip
LABORATORY_ORDER_OUTCOME_4 = Contract(
    name="GetLaboratoryOrderOutcome", version=4, domain=OUTCOME, types_version=4, record="laboratoryOrderOutcome",
    categorization=("und-kkm-ure",), person_form=PersonForm.ROOT_AND_EXTENSION,
)  # fmt: skip
IMAGING_OUTCOME_1 = Contract(
    name="GetImagingOutcome", version=1, domain=OUTCOME, types_version=3, record="imagingOutcome",
    categorization=("und-bdi-ure",),
)  # fmt: skip
REFERRAL_OUTCOME_3 = Contract(
    name="GetReferralOutcome", version=3, domain=OUTCOME, types_version=3, record="referralOutcome",
    categorization=("und-kon-ure",),
)  # fmt: skip
MATERNITY_MEDICAL_HISTORY_2 = Contract(
    name="GetMaternityMedicalHistory", version=2, domain=OUTCOME, types_version=2, record="maternityMedicalRecord",
    categorization=("utr-mtr",), period="timePeriod",
)  # fmt: skip
CARE_CONTACTS_2 = Contract(
    name="GetCareContacts", version=2, domain=LOGISTICS, types_version=2, record="careContact",
    categorization=("vko",), period="timePeriod",
    action="urn:riv:ehr:patientsummary:GetCareContactsResponder:2:GetCareContacts",
)  # fmt: skip
CARE_CONTACTS_3 = Contract(
    name="GetCareContacts", version=3, domain=LOGISTICS, types_version=3, record="careContact",
    categorization=("vko",),
)  # fmt: skip
OBSERVATIONS_1 = Contract(
    name="GetObservations", version=1, domain="clinicalprocess:healthcond:basic", types_version=1,
    record="observationGroup", person_form=PersonForm.ROOT_AND_EXTENSION, period="", source_system="",
    needs_agreement=True,
)  # fmt: skip
REQUEST_ACTIVITIES_1 = Contract(
    name="GetRequestActivities", version=1, domain="crm:requeststatus", types_version=1, record="requestActivity",
    categorization=REQUEST_TYPES, person_form=PersonForm.PLAIN, person="subjectOfCareId", period="", source_system="",
    takes_actor=True,
)  # fmt: skip

CONTRACTS = (
    CARE_DOCUMENTATION_3, CARE_DOCUMENTATION_2, DIAGNOSIS_2, ALERT_INFORMATION_2, FUNCTIONAL_STATUS_2,
    MEDICATION_HISTORY_2, VACCINATION_HISTORY_2, LABORATORY_ORDER_OUTCOME_4, LABORATORY_ORDER_OUTCOME_3,
    IMAGING_OUTCOME_1, REFERRAL_OUTCOME_3, MATERNITY_MEDICAL_HISTORY_2, CARE_CONTACTS_3, CARE_CONTACTS_2,
    OBSERVATIONS_1, REQUEST_ACTIVITIES_1,
)  # fmt: skip
"""Every contract that we ask by; of two versions the newer one first."""


def contracts_of(*, codes: Iterable[str]) -> tuple[Contract, ...]:
    """The contracts of these codes, a newer version before an older one. Refuses a code that is none of ours."""
    wanted = set(codes)
    unknown = wanted - {one.code for one in CONTRACTS}
    if unknown:
        raise ValueError(f"no contracts of ours: {', '.join(sorted(unknown))}")
    return tuple(one for one in CONTRACTS if one.code in wanted)
