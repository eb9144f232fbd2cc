"""From a source's reply to what the journal shows: whom it is about is checked, and each record is read by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from ingang.connectors.rivta import contracts
from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.errors import WrongPerson
from ingang.connectors.rivta.replies import Reply
from ingang.foundation.records.dates import moment
from ingang.kernel.identifiers import PersonIdentifier
from ingang.services.journal.sources.rivta import (
    alert_information,
    care_contacts,
    care_documentation,
    diagnosis,
    functional_status,
    imaging_outcome,
    laboratory_order_outcome,
    laboratory_order_outcome_3,
    maternity_medical_history,
    medication_history,
    observations,
    referral_outcome,
    request_activities,
    vaccination_history,
)
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import (
    Header,
    Patient,
    access_header,
    observation_header,
    request_header,
    summary_header,
)
from ingang.services.journal.sources.rivta.received import Reading, Received, Resource
from ingang.services.journal.sources.rivta.resources import withheld

ReadHeader = Callable[..., Header]
Compose = Callable[..., Iterator[tuple[Resource, ...]]]


@dataclass(frozen=True, kw_only=True)
class Way:
    """How one contract is read. `tells_signing`: its records count as unsigned when there is no signature in them.

    `may_lack_patient`: before version 4.1 laboratory answers had no place for the patient's number.
    """

    header: ReadHeader
    compose: Compose
    tells_signing: bool = False
    may_lack_patient: bool = False


WAYS = {
    contracts.CARE_DOCUMENTATION_2: Way(header=summary_header, compose=care_documentation.compose, tells_signing=True),
    contracts.CARE_DOCUMENTATION_3: Way(header=access_header, compose=care_documentation.compose, tells_signing=True),
    contracts.DIAGNOSIS_2: Way(header=summary_header, compose=diagnosis.compose),
    contracts.ALERT_INFORMATION_2: Way(header=summary_header, compose=alert_information.compose),
    contracts.FUNCTIONAL_STATUS_2: Way(header=summary_header, compose=functional_status.compose),
    contracts.MEDICATION_HISTORY_2: Way(header=summary_header, compose=medication_history.compose),
    contracts.VACCINATION_HISTORY_2: Way(header=summary_header, compose=vaccination_history.compose),
    contracts.LABORATORY_ORDER_OUTCOME_3: Way(
        header=summary_header, compose=laboratory_order_outcome_3.compose, tells_signing=True
    ),
    contracts.LABORATORY_ORDER_OUTCOME_4: Way(
        header=access_header, compose=laboratory_order_outcome.compose, tells_signing=True, may_lack_patient=True
    ),
    contracts.IMAGING_OUTCOME_1: Way(header=summary_header, compose=imaging_outcome.compose, tells_signing=True),
    contracts.REFERRAL_OUTCOME_3: Way(header=summary_header, compose=referral_outcome.compose, tells_signing=True),
    contracts.MATERNITY_MEDICAL_HISTORY_2: Way(
        header=summary_header, compose=maternity_medical_history.compose, tells_signing=True
    ),
    contracts.CARE_CONTACTS_2: Way(header=summary_header, compose=care_contacts.compose),
    contracts.CARE_CONTACTS_3: Way(header=summary_header, compose=care_contacts.compose),
    contracts.OBSERVATIONS_1: Way(header=observation_header, compose=observations.compose),
    contracts.REQUEST_ACTIVITIES_1: Way(header=request_header, compose=request_activities.compose),
}


def read(*, contract: Contract, reply: Reply, persons: frozenset[PersonIdentifier]) -> Reading:
    """Every record of the person. `persons` are all numbers that the person asked about has or has had.

    A record about anybody else raises WrongPerson for the whole answer. Nullified records leave no trace; those that
    are not approved for the patient are marked as withheld; a record that can not be read is skipped and counted.
    """
    way, received, skipped = WAYS[contract], [], 0
    for record in reply.records:
        try:
            received += _received(record, contract, way, persons)
        except BadRecord:
            skipped += 1
    return Reading(received=tuple(received), skipped=skipped)


def _received(
    record: etree._Element, contract: Contract, way: Way, persons: frozenset[PersonIdentifier]
) -> list[Received]:
    header = way.header(record=record, contract=contract)
    _check_person(header.patient, way, persons)
    if header.is_nullified:
        return []
    return [
        Received(
            resource=resource,
            parts=tuple(parts),
            care_giver=header.care_giver,
            care_giver_name=header.care_giver_name,
            unit=header.unit,
            unit_name=header.unit_name,
            is_signed=True if header.signed else False if way.tells_signing else None,
            locked_at=header.locked_at,
            written_at=moment(written=header.signed or header.written),
            profession=header.profession,
        )
        for resource, *parts in _composed(record, header, contract, way)
    ]


def _composed(record: etree._Element, header: Header, contract: Contract, way: Way) -> list[tuple[Resource, ...]]:
    """The record as FHIR; one that is not for the patient is marked, and leaves no trace where it can not be read."""
    try:
        composed = list(way.compose(record=record, header=header, contract=contract))
    except BadRecord:
        if header.is_approved:
            raise
        return []
    if header.is_approved:
        return composed
    return [tuple(withheld(one) for one in resources) for resources in composed]


def _check_person(patient: Patient | None, way: Way, persons: frozenset[PersonIdentifier]) -> None:
    if patient is None:
        if way.may_lack_patient:
            return
        raise BadRecord("patient")
    if not any(_is(patient, person) for person in persons):
        raise WrongPerson


def _is(patient: Patient, person: PersonIdentifier) -> bool:
    """The same number of the same kind. The tax agency's two kinds share one series, and sources mix them up."""
    if patient.value != person.value:
        return False
    kinds = {patient.kind or person.kind, person.kind}
    return len(kinds) == 1 or not any(kind.is_reserve for kind in kinds)
