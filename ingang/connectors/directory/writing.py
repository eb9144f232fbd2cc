"""The directory's answers to XML, for whoever answers as one: in the order of the published schemas."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from ingang.connectors.directory.names import ASKED_BY, BELONGING, CORE, LIST, MEMBERS, PING, UNIT, responder
from ingang.connectors.directory.records import Belonging, Function, Hours, Members, Named, Provided, Unit
from ingang.connectors.rivta.envelope import SOAP
from ingang.connectors.rivta.errors import AnswerGarbled
from ingang.connectors.rivta.reading import text

OK, INFO, ERROR = "OK", "INFO", "ERROR"


def asked(*, body: etree._Element) -> tuple[str, str, str]:
    """A question's interaction, whom it is about, and its searchBase. Refuses what is no question to a directory."""
    name = etree.QName(body).localname
    if (name != PING and name not in ASKED_BY) or body.tag != f"{{{responder(name)}}}{name}":
        raise AnswerGarbled(reason="element")
    return name, "" if name == PING else text(body, ASKED_BY[name]), text(body, "searchBase")


def unit_answer(*, unit: Unit | None, why: str = "") -> bytes:
    """GetUnit's answer; without a unit it tells why."""
    return _answer(UNIT, [("unit", _unit(unit))] if unit else [], why)


def provided_answer(*, provided: Provided | None, why: str = "") -> bytes:
    """GetHealthCareUnitList's answer; without a care giver it tells why."""
    if provided is None:
        return _answer(LIST, [], why)
    units = [("healthCareUnit", _named("healthCareUnit", one)) for one in provided.units]
    return _answer(LIST, [("healthCareUnitList", [*_named("healthCareProvider", provided.care_giver), *units])], "")


def members_answer(*, members: Members | None, why: str = "") -> bytes:
    """GetHealthCareUnitMembers' answer; without a unit it tells why."""
    if members is None:
        return _answer(MEMBERS, [], why)
    # This answer alone has the name before the id, both times.
    hsa_id, name, *days = _named("healthCareUnit", members.unit)
    inner: Inner = [name, hsa_id, *days, *_phones("telephoneNumber", members.phones)]
    if members.postal_lines:
        inner.append(("postalAddress", [(f"{{{CORE}}}addressLine", line) for line in members.postal_lines]))
    inner += _said({"postalCode": members.postal_code})
    for one in members.members:
        hsa_id, name, *days = _named("healthCareUnitMember", one)
        inner.append(("healthCareUnitMember", [name, hsa_id, *days]))
    return _answer(MEMBERS, [("healthCareUnitMembers", inner)], "")


def belonging_answer(*, belonging: Belonging) -> bytes:
    """GetHealthCareUnit's answer. The contract knows none without a unit: what is unknown is a fault."""
    is_unit = belonging.member.hsa_id == belonging.unit.hsa_id
    giver = _named("healthCareProvider", belonging.care_giver)
    inner: Inner = [
        ("unitIsHealthCareUnit", "true" if is_unit else "false"),
        *_named("healthCareUnitMember", belonging.member),
        *_named("healthCareUnit", belonging.unit),
        *giver[:2],
        ("healthCareProviderOrgNo", belonging.organisation_number),
        *giver[2:],
    ]
    return _answer(BELONGING, [("healthCareUnit", inner)], "")


def ping_answer(*, version: str, stamp: str) -> bytes:
    """That we are there. `stamp` is fourteen digits."""
    return _enveloped(PING, [("version", version), ("pingDateTime", stamp)])


def fault(*, code: str, text: str) -> bytes:
    """A SOAP fault; the code is Client or Server."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    inner = etree.SubElement(etree.SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{SOAP}}}Fault")
    etree.SubElement(inner, "faultcode").text = f"soapenv:{code}"
    etree.SubElement(inner, "faultstring").text = text
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


Inner = list[tuple[str, "str | Inner"]]


def _answer(name: str, inner: Inner, why: str) -> bytes:
    result: Inner = [("resultCode", ERROR if why else OK)]
    return _enveloped(name, [*inner, *result, *_said({"resultText": why})])


def _enveloped(name: str, inner: Inner) -> bytes:
    space = responder(name)
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    body = etree.SubElement(envelope, f"{{{SOAP}}}Body")
    _put(etree.SubElement(body, f"{{{space}}}{name}Response", nsmap={"urn": space, "core": CORE}), space, inner)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


def _put(parent: etree._Element, space: str, inner: Inner) -> None:
    for name, value in inner:
        element = etree.SubElement(parent, name if name.startswith("{") else f"{{{space}}}{name}")
        if isinstance(value, str):
            element.text = value
        else:
            _put(element, space, value)


def _unit(unit: Unit) -> Inner:
    spot: Inner = [("nCoordinate", unit.north), ("eCoordinate", unit.east)]
    ages = [("from", unit.ages[0]), ("to", unit.ages[1]), ("comment", "")] if unit.ages else []
    days = dict(zip(("fromDate", "toDate", "temporaryInformation"), unit.notice, strict=True)) if unit.notice else {}
    return [
        *(("businessClassification", _business(*one)) for one in unit.businesses),
        *_each("careType", unit.care_types),
        *_said({"county": unit.county, "countyCode": unit.county_code}),
        *_hours("dropInHour", unit.drop_in_hours),
        *_said({"mail": unit.mail}),
        *([("geographicalCoordinatesSWEREF99", spot)] if unit.north and unit.east else []),
        *_each("destinationIndicator", unit.destinations),
        ("unitHsaId", unit.hsa_id),
        *_said({"labeledUri": unit.web, "location": unit.location}),
        *_each("management", unit.management),
        *_said({"municipality": unit.municipality, "municipalityCode": unit.municipality_code}),
        ("unitName", unit.name),
        *_said({"postalCode": unit.postal_code}),
        ("publicName", unit.public_name),
        *_each("relatedUnitHsaId", unit.related),
        *_said({"route": unit.route, "street": unit.street}),
        *_hours("surgeryHour", unit.surgery_hours),
        *_hours("telephoneHour", unit.telephone_hours),
        *_phones("telephoneNumber", unit.phones),
        *(("unitFunction", _function(one)) for one in unit.functions),
        *([("unitTemporaryInformation", _core(list(days.items())))] if days else []),
        *([("visitingRuleAge", _core(ages))] if ages else []),
        *_moments("unit", unit.starts_on, unit.ends_on),
    ]


def _business(name: str, code: str) -> Inner:
    return [("businessClassificationName", name), ("businessClassificationCode", code)]


def _function(one: Function) -> Inner:
    return [("name", one.name), *_hours("telephoneHour", one.hours), *_phones("telephoneNumber", one.phones)]


def _named(prefix: str, one: Named) -> Inner:
    said: Inner = [(f"{prefix}HsaId", one.hsa_id), (f"{prefix}Name", one.name)]
    return [*said, *_moments(prefix, one.starts_on, one.ends_on)]


def _moments(prefix: str, starts_on: str, ends_on: str) -> Inner:
    said = {"StartDate": starts_on, "EndDate": ends_on}
    return [(f"{prefix}{name}", f"{day}T00:00:00") for name, day in said.items() if day]


def _hours(name: str, hours: Iterable[Hours]) -> Inner:
    return [(name, _core(_span(one))) for one in hours]


def _span(one: Hours) -> list[tuple[str, str]]:
    said = (("fromDay", one.from_day), ("fromTime", f"{one.from_time}:00"), ("toDay", one.to_day))
    return [*said, ("toTime", f"{one.to_time}:00"), ("comment", one.comment)]


def _core(said: Iterable[tuple[str, str]]) -> Inner:
    """Elements of the domain's common types, which are in a namespace of their own."""
    return [(f"{{{CORE}}}{name}", value) for name, value in said]


def _phones(name: str, numbers: Iterable[str]) -> Inner:
    """The digits alone, with a plus before them where it stood: the contract takes nothing else, and at most 29."""
    digits = ((("+" if one.strip().startswith("+") else "") + re.sub(r"\D", "", one))[:29] for one in numbers)
    return [(name, one) for one in digits if one.strip("+")]


def _each(name: str, values: Iterable[str]) -> Inner:
    return [(name, one) for one in values]


def _said(values: Mapping[str, str]) -> Inner:
    return [(name, value) for name, value in values.items() if value]
