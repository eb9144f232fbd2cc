"""Which of the engagement index's words a resource falls under, and how an engagement of ours is written.

Source: records-identity-law 1, the table of information types; itintegration:engagementindex 1.0.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ingang.connectors.engagement_index.engagements import Engagement
from ingang.foundation.care_units.rules import organisation_number

IMAGING = ("RAD", "CT", "NMR", "OUS", "XRC", "imaging")
LONGEST_PAUSE = timedelta(hours=1)
FIRST_PAUSE = timedelta(minutes=1)
WORK_AFTER = 6
"""So many attempts, about an hour, and it is the operation's work; it is tried on meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Word:
    """One categorization of the index: its domain, and the FHIR types, perhaps of some categories, that it covers."""

    code: str
    domain: str
    types: frozenset[str]
    categories: tuple[str, ...] | None = None


def _word(code: str, domain: str, types: str, categories: tuple[str, ...] | None = None) -> Word:
    return Word(code=code, domain=f"urn:riv:{domain}", types=frozenset(types.split()), categories=categories)


DESCRIPTION, OUTCOME = "clinicalprocess:healthcond:description", "clinicalprocess:healthcond:actoutcome"
PRESCRIPTION, LOGISTICS = "clinicalprocess:activityprescription:actoutcome", "clinicalprocess:logistics:logistics"

WORDS = {
    word.code: word
    for word in (
        _word("voo", DESCRIPTION, "DocumentReference Composition ClinicalImpression"),
        _word("dia", DESCRIPTION, "Condition"),
        _word("upp", DESCRIPTION, "AllergyIntolerance Flag"),
        _word(
            "caa-gmh", PRESCRIPTION, "MedicationRequest MedicationStatement MedicationAdministration MedicationDispense"
        ),
        _word("caa-gvh", PRESCRIPTION, "Immunization"),
        _word("und-kkm-ure", OUTCOME, "DiagnosticReport Observation", ("laboratory", "LAB")),
        _word("und-bdi-ure", OUTCOME, "DiagnosticReport ImagingStudy", IMAGING),
        _word("vko", LOGISTICS, "Encounter"),
        _word("cll-cp", LOGISTICS, "CarePlan"),
    )
}


def words_of(*, types: Iterable[str]) -> list[str]:
    """The index's words that resources of these types may fall under; those that have none are told to nobody."""
    wanted = set(types)
    return [code for code, word in WORDS.items() if word.types & wanted]


def engagement(*, resident: str, care_giver: str, word: Word, own_address: str, changed_at: datetime) -> Engagement:
    """What the index is told: one row for each care giver and word, since one address of ours answers for all of it."""
    return Engagement(
        resident=resident,
        service_domain=word.domain,
        categorization=word.code,
        logical_address=own_address,
        source_system=own_address,
        data_controller=organisation_number(care_giver),
        most_recent_at=changed_at,
    )


def pause_after(*, attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed."""
    return min(FIRST_PAUSE * (1 << min(attempts - 1, 10)), LONGEST_PAUSE)
