"""The question by a contract, and its answer, to and from XML."""

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from ingang.connectors.rivta.contracts import Contract, PersonForm
from ingang.connectors.rivta.envelope import HEADERS
from ingang.connectors.rivta.errors import AnswerGarbled, SourceFailed, SourceRefused
from ingang.connectors.rivta.reading import child, children, moment, text
from ingang.connectors.rivta.replies import More, Reply, SourceStatus
from ingang.connectors.rivta.settings import Producer
from ingang.kernel.identifiers import HSA_ID_OID, PersonIdentifier
from ingang.kernel.periods import Period

LOG_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
"""A UUID alone: anything else that stands there may be about a person."""
LAST_DAY = date(2099, 12, 31)
"""What a period without an end is written as: most contracts demand both days, and know no later century."""


def question(
    *, contract: Contract, producer: Producer, person: PersonIdentifier, period: Period | None, more: More | None
) -> etree._Element:
    """Ask for a person's records. Refuses what the contract can not ask, and a local number sent to many sources.

    A contract whose questions we give no period answers with everything.

    A reserve number is unique only where it was given, so it may be used in a question to one source alone, which is
    then named in the question too (records 1, R3).
    """
    if person.kind.is_reserve and (producer.is_aggregating or not contract.source_system or not person.kind.oid):
        raise SourceRefused(reason="reserve number")
    if more is not None and not contract.has_pages:
        raise ValueError(f"{contract.code} knows no pages")
    asked = etree.Element(f"{{{contract.responder}}}{contract.name}", nsmap={"urn": contract.responder})
    _put_person(asked, contract, person)
    if period is not None and contract.period:
        _put_period(asked, contract, period)
    if person.kind.is_reserve:
        _put_source_system(asked, contract, producer.logical_address)
    if more is not None:
        _put(asked, contract.responder, "hasMoreReference", more.reference)
    if contract.needs_agreement:
        _put(asked, contract.responder, "interactionAgreementId", producer.agreement)
    return asked


def reply(*, contract: Contract, header: etree._Element | None, body: etree._Element) -> Reply:
    """The records of an answer. Raises AnswerGarbled for another answer, SourceRefused or SourceFailed for an ERROR."""
    if body.tag != f"{{{contract.responder}}}{contract.name}Response":
        raise AnswerGarbled(reason="element")
    result = child(body, "result")
    _check_result(result)
    return Reply(
        contract=contract,
        records=tuple(children(body, contract.record)),
        message=(text(result, "message") or text(result, "resultText")) if _code(result) == "INFO" else "",
        more=tuple(_more(body)) if contract.has_pages else (),
        statuses=tuple(_statuses(header)),
    )


def _put_person(asked: etree._Element, contract: Contract, person: PersonIdentifier) -> None:
    if contract.person_form is PersonForm.PLAIN:
        _put(asked, contract.responder, contract.person, person.value)
        return
    oid = person.kind.oid or ""
    by_id, by_root = (("id", person.value), ("type", oid)), (("root", oid), ("extension", person.value))
    inner = etree.SubElement(asked, f"{{{contract.responder}}}{contract.person}")
    for name, value in by_id if contract.person_form is PersonForm.ID_AND_TYPE else by_root:
        _put(inner, contract.types, name, value)


def _put_period(asked: etree._Element, contract: Contract, period: Period) -> None:
    inner = etree.SubElement(asked, f"{{{contract.responder}}}{contract.period}")
    # The contracts include the last day, our periods exclude it.
    last = date.fromordinal(period.valid_until.toordinal() - 1) if period.valid_until else LAST_DAY
    for name, day in (("start", period.valid_from), ("end", last)):
        _put(inner, contract.types, name, day.strftime("%Y%m%d"))


def _put_source_system(asked: etree._Element, contract: Contract, logical_address: str) -> None:
    if contract.person_form is PersonForm.ROOT_AND_EXTENSION:
        inner = etree.SubElement(asked, f"{{{contract.responder}}}{contract.source_system}")
        _put(inner, contract.types, "root", HSA_ID_OID)
        _put(inner, contract.types, "extension", logical_address)
    else:
        _put(asked, contract.responder, contract.source_system, logical_address)


def _check_result(result: etree._Element | None) -> None:
    if _code(result) == "ERROR":
        log = LOG_ID.fullmatch(text(result, "logId"))
        is_ours = text(result, "errorCode") == "INVALID_REQUEST"
        raise (SourceRefused if is_ours else SourceFailed)(log=log[0] if log else "")


def _code(result: etree._Element | None) -> str:
    return text(result, "resultCode")


def _more(body: etree._Element) -> Iterator[More]:
    for one in children(body, "hasMore"):
        address, reference = text(one, "logicalAddress"), text(one, "reference")
        if address and reference:
            yield More(logical_address=address, reference=reference)


def _statuses(header: etree._Element | None) -> Iterator[SourceStatus]:
    status = header.find(f"{{{HEADERS}}}ProcessingStatus") if header is not None else None
    for one in children(status, "ProcessingStatusList"):
        error = child(one, "lastUnsuccessfulSynchError")
        yield SourceStatus(
            logical_address=text(one, "logicalAddress"),
            code=text(one, "statusCode"),
            is_from_cache=text(one, "isResponseFromCache") in {"true", "1"},
            is_in_synch=text(one, "isResponseInSynch") in {"true", "1"},
            last_successful_at=moment(text(one, "lastSuccessfulSynch")),
            last_unsuccessful_at=moment(text(one, "lastUnsuccessfulSynch")),
            failed_agent=text(error, "causingAgent"),
            failed_code=text(error, "code"),
        )


def _put(parent: etree._Element, namespace: str, name: str, value: str) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{name}").text = value
