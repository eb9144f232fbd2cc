"""The index's four interactions, to and from XML: FindContent, Update, GetUpdates and ProcessNotification, all 1.0."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from lxml import etree

from ingang.connectors.engagement_index.engagements import Change, Changes, Engagement
from ingang.connectors.rivta.envelope import SOAP
from ingang.connectors.rivta.errors import AnswerGarbled, SourceFailed
from ingang.connectors.rivta.reading import children, moment, text
from ingang.kernel.periods import local

CORE = "urn:riv:itintegration:engagementindex:1"
FIND, UPDATE, GET_UPDATES, NOTIFY = "FindContent", "Update", "GetUpdates", "ProcessNotification"
MOST_AT_ONCE = 1000
"""How many changes we put into one message; the schema sets no limit."""


def responder(name: str) -> str:
    """The namespace of an interaction."""
    return f"urn:riv:itintegration:engagementindex:{name}Responder:1"


def soap_action(name: str) -> str:
    """What the HTTP header SOAPAction names."""
    return f"{responder(name)}:{name}"


def path(name: str) -> str:
    """Where the interaction lies below the index's address."""
    return f"itintegration/engagementindex/{name}/1/rivtabp21"


def find_question(*, resident: str, service_domain: str, categorization: str) -> etree._Element:
    """Who holds records on the resident? One domain, and one kind in it or all."""
    asked = _element(FIND)
    wanted = {"registeredResidentIdentification": resident, "serviceDomain": service_domain}
    _put(asked, responder(FIND), wanted | ({"categorization": categorization} if categorization else {}))
    return asked


def found(*, body: etree._Element, resident: str, service_domain: str) -> tuple[Engagement, ...]:
    """The engagements of an answer. Refuses one that names another resident; what was not asked about is left out."""
    _check(body, FIND)
    engagements = tuple(_engagements(body))
    if any(one.resident != resident for one in engagements):
        raise AnswerGarbled(reason="resident")
    return tuple(one for one in engagements if one.service_domain == service_domain)


def update_question(*, changes: Iterable[Change]) -> etree._Element:
    """Tell the index what has changed."""
    asked = _element(UPDATE)
    for change in changes:
        transaction = etree.SubElement(asked, f"{{{responder(UPDATE)}}}engagementTransaction")
        _put(transaction, CORE, {"deleteFlag": "true" if change.is_gone else "false"})
        _put(etree.SubElement(transaction, f"{{{CORE}}}engagement"), CORE, _written(change.engagement))
    return asked


def check_updated(*, body: etree._Element) -> None:
    """Refuses an answer that does not say that all was taken."""
    _check(body, UPDATE)
    if text(body, "ResultCode") not in {"OK", "INFO"}:
        raise SourceFailed(reason="update")


def updates_question(*, service_domain: str, since: datetime, after: str) -> etree._Element:
    """What has changed since? Goes on after a resident when the last page was not all."""
    asked = _element(GET_UPDATES)
    wanted = {"serviceDomain": service_domain, "timeStamp": _stamp(since)}
    _put(asked, responder(GET_UPDATES), wanted | ({"registeredResidentLastFetched": after} if after else {}))
    return asked


def updates(*, body: etree._Element) -> Changes:
    """One page of changes, by resident. Refuses an answer that does not say whether it is the last."""
    _check(body, GET_UPDATES)
    complete = text(body, "responseIsComplete")
    if complete not in {"true", "1", "false", "0"}:
        raise AnswerGarbled(reason="complete")
    residents = list(children(body, "registeredResidentEngagement"))
    return Changes(
        engagements=tuple(one for resident in residents for one in _engagements(resident)),
        is_complete=complete in {"true", "1"},
        last=text(residents[-1], "registeredResidentIdentification") if residents else "",
    )


def notified(*, body: etree._Element) -> tuple[Change, ...]:
    """What the index tells us of its own accord. Refuses what is not a notification."""
    if body.tag != f"{{{responder(NOTIFY)}}}{NOTIFY}":
        raise AnswerGarbled(reason="element")
    return tuple(
        Change(engagement=one, is_gone=text(transaction, "deleteFlag") in {"true", "1"})
        for transaction in children(body, "engagementTransaction")
        for one in _engagements(transaction)
    )


def notification_answer(*, is_taken: bool) -> bytes:
    """What we answer: that it is taken, or that it must come again."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    answer = etree.SubElement(etree.SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{responder(NOTIFY)}}}{NOTIFY}Response")
    _put(answer, responder(NOTIFY), {"ResultCode": "OK" if is_taken else "ERROR"})
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


def _engagements(parent: etree._Element) -> Iterator[Engagement]:
    for one in children(parent, "engagement"):
        engagement = _read(one)
        if not (engagement.resident and engagement.logical_address and engagement.service_domain):
            raise AnswerGarbled(reason="key")
        yield engagement


def _read(one: etree._Element) -> Engagement:
    return Engagement(
        resident=text(one, "registeredResidentIdentification"),
        service_domain=text(one, "serviceDomain"),
        categorization=text(one, "categorization"),
        logical_address=text(one, "logicalAddress"),
        business_object=text(one, "businessObjectInstanceIdentifier"),
        process_interest=text(one, "clinicalProcessInterestId"),
        most_recent_at=moment(text(one, "mostRecentContent")),
        source_system=text(one, "sourceSystem"),
        data_controller=text(one, "dataController"),
    )


def _written(one: Engagement) -> dict[str, str]:
    recent = {"mostRecentContent": _stamp(one.most_recent_at)} if one.most_recent_at else {}
    return {
        "registeredResidentIdentification": one.resident,
        "serviceDomain": one.service_domain,
        "categorization": one.categorization,
        "logicalAddress": one.logical_address,
        "businessObjectInstanceIdentifier": one.business_object,
        "clinicalProcessInterestId": one.process_interest,
        **recent,
        "sourceSystem": one.source_system,
        "dataController": one.data_controller,
    }


def _check(body: etree._Element, name: str) -> None:
    if body.tag != f"{{{responder(name)}}}{name}Response":
        raise AnswerGarbled(reason="element")


def _stamp(moment_: datetime) -> str:
    return local(moment_).strftime("%Y%m%d%H%M%S")


def _element(name: str) -> etree._Element:
    nsmap: Any = {"urn": responder(name), "core": CORE}
    return etree.Element(f"{{{responder(name)}}}{name}", nsmap=nsmap)


def _put(parent: etree._Element, namespace: str, inner: dict[str, str]) -> None:
    for name, value in inner.items():
        etree.SubElement(parent, f"{{{namespace}}}{name}").text = value
