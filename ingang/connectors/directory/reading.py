"""The directory's answers from XML. An answer about another than was asked for is no answer."""

from lxml import etree

from ingang.connectors.directory.names import ASKED_BY, responder
from ingang.connectors.directory.records import Belonging, Function, Hours, Members, Named, Provided, Unit
from ingang.connectors.rivta.errors import AnswerGarbled, SourceFailed
from ingang.connectors.rivta.reading import child, children, text

REFUSED = "ERROR"


def question(*, name: str, hsa_id: str) -> etree._Element:
    """A question about one unit or care giver."""
    space = responder(name)
    asked: etree._Element = etree.Element(f"{{{space}}}{name}", nsmap={"urn": space})
    etree.SubElement(asked, f"{{{space}}}{ASKED_BY[name]}").text = hsa_id
    return asked


def unit_of(*, body: etree._Element, name: str, asked: str) -> Unit | None:
    """What GetUnit tells; None where the directory tells nothing of the unit."""
    found = _inner(body, name, "unit")
    if found is None:
        return None
    _same(text(found, "unitHsaId"), asked)
    spot = child(found, "geographicalCoordinatesSWEREF99")
    return Unit(
        hsa_id=text(found, "unitHsaId"),
        name=text(found, "unitName"),
        public_name=text(found, "publicName"),
        businesses=tuple(
            (text(one, "businessClassificationName"), text(one, "businessClassificationCode"))
            for one in children(found, "businessClassification")
        ),
        care_types=_all(found, "careType"),
        county=text(found, "county"),
        county_code=text(found, "countyCode"),
        drop_in_hours=_hours(found, "dropInHour"),
        mail=text(found, "mail"),
        north=text(spot, "nCoordinate"),
        east=text(spot, "eCoordinate"),
        destinations=_all(found, "destinationIndicator"),
        web=text(found, "labeledUri"),
        location=text(found, "location"),
        management=_all(found, "management"),
        municipality=text(found, "municipality"),
        municipality_code=text(found, "municipalityCode"),
        postal_code=text(found, "postalCode"),
        related=_all(found, "relatedUnitHsaId"),
        route=text(found, "route"),
        street=text(found, "street"),
        surgery_hours=_hours(found, "surgeryHour"),
        telephone_hours=_hours(found, "telephoneHour"),
        phones=_all(found, "telephoneNumber"),
        functions=tuple(
            Function(name=text(one, "name"), phones=_all(one, "telephoneNumber"), hours=_hours(one, "telephoneHour"))
            for one in children(found, "unitFunction")
        ),
        notice=_three(found, "unitTemporaryInformation", ("fromDate", "toDate", "temporaryInformation")),
        ages=_ages(found),
        starts_on=_day(found, "unitStartDate"),
        ends_on=_day(found, "unitEndDate"),
    )


def provided_by(*, body: etree._Element, name: str, asked: str) -> Provided | None:
    """What GetHealthCareUnitList tells; None where the directory does not know the care giver."""
    found = _inner(body, name, "healthCareUnitList")
    if found is None:
        return None
    giver = _named(found, "healthCareProvider")
    _same(giver.hsa_id, asked)
    units = tuple(_named(one, "healthCareUnit") for one in children(found, "healthCareUnit"))
    return Provided(care_giver=giver, units=units)


def members_of(*, body: etree._Element, name: str, asked: str) -> Members | None:
    """What GetHealthCareUnitMembers tells; None where the directory does not know the unit."""
    found = _inner(body, name, "healthCareUnitMembers")
    if found is None:
        return None
    unit = _named(found, "healthCareUnit")
    _same(unit.hsa_id, asked)
    return Members(
        unit=unit,
        members=tuple(_named(one, "healthCareUnitMember") for one in children(found, "healthCareUnitMember")),
        phones=_all(found, "telephoneNumber"),
        postal_lines=_all(child(found, "postalAddress"), "addressLine"),
        postal_code=text(found, "postalCode"),
    )


def belonging_of(*, body: etree._Element, name: str, asked: str) -> Belonging | None:
    """What GetHealthCareUnit tells; None where the directory does not know the unit."""
    found = _inner(body, name, "healthCareUnit")
    if found is None:
        return None
    member = _named(found, "healthCareUnitMember")
    _same(member.hsa_id, asked)
    return Belonging(
        member=member,
        unit=_named(found, "healthCareUnit"),
        care_giver=_named(found, "healthCareProvider"),
        organisation_number=text(found, "healthCareProviderOrgNo"),
    )


def _inner(body: etree._Element, name: str, inner: str) -> etree._Element | None:
    """What the answer holds. Refuses an answer to something else, and one without the result that it must have."""
    if body.tag != f"{{{responder(name)}}}{name}Response":
        raise AnswerGarbled(reason="element")
    result = text(body, "resultCode")
    if result not in {"OK", "INFO", REFUSED}:
        raise AnswerGarbled(reason="result")
    found = child(body, inner)
    if found is not None and result == REFUSED:
        raise SourceFailed(reason="result")
    return found


def _same(told: str, asked: str) -> None:
    if told.upper() != asked.upper():
        raise AnswerGarbled(reason="another")


def _named(element: etree._Element, prefix: str) -> Named:
    hsa_id = text(element, f"{prefix}HsaId")
    if not hsa_id:
        raise AnswerGarbled(reason="id")
    return Named(
        hsa_id=hsa_id,
        name=text(element, f"{prefix}Name"),
        starts_on=_day(element, f"{prefix}StartDate"),
        ends_on=_day(element, f"{prefix}EndDate"),
    )


def _all(element: etree._Element | None, name: str) -> tuple[str, ...]:
    said = ((one.text or "").strip() for one in children(element, name))
    return tuple(one for one in said if one)


def _hours(element: etree._Element, name: str) -> tuple[Hours, ...]:
    return tuple(_span(one) for one in children(element, name))


def _span(one: etree._Element) -> Hours:
    return Hours(
        from_day=text(one, "fromDay"),
        from_time=text(one, "fromTime")[:5],
        to_day=text(one, "toDay"),
        to_time=text(one, "toTime")[:5],
        comment=text(one, "comment"),
    )


def _three(element: etree._Element, name: str, names: tuple[str, str, str]) -> tuple[str, str, str] | None:
    found = child(element, name)
    return None if found is None else (text(found, names[0]), text(found, names[1]), text(found, names[2]))


def _ages(element: etree._Element) -> tuple[str, str] | None:
    found = child(element, "visitingRuleAge")
    return None if found is None else (text(found, "from"), text(found, "to"))


def _day(element: etree._Element, name: str) -> str:
    return text(element, name)[:10]
