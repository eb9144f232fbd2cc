"""The question and the answer of GetPersonsForProfile 5.0, to and from XML.

An answer is read strictly where something rests on it (who was asked, who is protected) and leniently elsewhere: the
contract lets the service leave out most elements, and add new ones.
"""

from collections.abc import Iterable
from datetime import date, datetime

from lxml import etree

from ingang.connectors.population_register.errors import AnswerGarbled
from ingang.connectors.population_register.records import PersonRecord, Related, Told
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier, kind_of_system
from ingang.kernel.periods import LocalTimeMissing, to_utc

CORE = "urn:riv:strategicresourcemanagement:persons:person:5"
RESPONDER = "urn:riv:strategicresourcemanagement:persons:person:GetPersonsForProfileResponder:5"
SOAP_ACTION = f"{RESPONDER}:GetPersonsForProfile"
EVERYTHING = "P4"
"""The profile with birth, deregistration and relations; for a protected person the service answers with P1 anyway."""
REGISTERED = ("addressInformation", "residentialAddress")
BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


def question(*, identifiers: Iterable[PersonIdentifier]) -> etree._Element:
    """Ask for everything about these numbers, and to be led on to the number that each person has today."""
    asked = etree.Element(f"{{{RESPONDER}}}GetPersonsForProfile", nsmap={"urn": RESPONDER, "core": CORE})
    for identifier in identifiers:
        person = etree.SubElement(asked, f"{{{RESPONDER}}}personId")
        etree.SubElement(person, f"{{{CORE}}}root").text = identifier.kind.oid
        etree.SubElement(person, f"{{{CORE}}}extension").text = identifier.value
    etree.SubElement(asked, f"{{{RESPONDER}}}profile").text = EVERYTHING
    etree.SubElement(asked, f"{{{RESPONDER}}}ignoreReferredIdentity").text = "false"
    return asked


def answers(*, body: etree._Element, asked: tuple[PersonIdentifier, ...]) -> tuple[Told, ...]:
    """One answer for each number that was asked, in that order.

    Refuses an answer that leaves a number out, since half an answer would look like nobody, or names it twice.
    """
    if body.tag != f"{{{RESPONDER}}}GetPersonsForProfileResponse":
        raise AnswerGarbled(reason="element")
    told = [_told(one) for one in body.findall(f"{{{RESPONDER}}}requestedPersonRecord")]
    by_number = {one.asked: one for one in told}
    if len(by_number) != len(told) or set(by_number) != set(asked):
        raise AnswerGarbled(reason="numbers")
    return tuple(by_number[identifier] for identifier in asked)


def _told(element: etree._Element) -> Told:
    asked = _identifier(element.find(_core("requestedPersonalIdentity")))
    record = element.find(_core("personRecord"))
    if asked is None:
        raise AnswerGarbled(reason="identity")
    # A number that nobody has is answered without a record, or with an empty one.
    return Told(asked=asked, record=_record(record) if record is not None and len(record) else None)


def _record(element: etree._Element) -> PersonRecord:
    identifier = _identifier(element.find(_core("personalIdentity")))
    if identifier is None:
        raise AnswerGarbled(reason="identity")
    marked_person = _flag(element, "protectedPersonIndicator", is_needed=True)
    protected = _flag(element, "protectedPopulationRecord")
    place, gone = element.find(_core("populationRegistrationLocality")), element.find(_core("deregistration"))
    return PersonRecord(
        identifier=identifier,
        given_name=_called(element),
        middle_name=_text(element, "name", "middleName"),
        surname=_text(element, "name", "surname"),
        has_confidentiality_mark=marked_person,
        has_protected_registration=protected,
        is_for_tests=_flag(element, "testIndicator"),
        is_limited=marked_person or protected,
        birth_date=_day(element.find("/".join(map(_core, ("birth", "dateOfBirth"))))),
        gender=_text(element, "gender"),
        county=_text(place, "countyCode"),
        municipality=_text(place, "municipalityCode"),
        identity_level=_text(element, "identityLevel"),
        identity_status=_text(element, "personalIdentityStatus", "identityStatus"),
        deregistration_code=_text(gone, "deregistrationReasonCode"),
        deregistered_on=_gone_on(element, gone),
        formers=_formers(element),
        relations=tuple(_related(one) for one in element.findall(_core("relationship"))),
        version=_moment(_text(element, "version")),
        address=() if marked_person or protected else _address(element),
    )


def _formers(element: etree._Element) -> tuple[PersonIdentifier, ...]:
    """Numbers that led here: replaced ones of the tax agency's, and reserve numbers that were linked."""
    places = (
        (_core("referredPersonalIdentities"), _core("referredPersonalIdentity")),
        (_core("linkedIdentity"), _core("referredPersonalIdentity")),
    )
    found = (_identifier(one.find(inner)) for outer, inner in places for one in element.findall(outer))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _address(element: etree._Element) -> tuple[str, ...]:
    """The registered address as lines of a letter; nothing where there is no place to send one to."""
    lines = [_text(element, *REGISTERED, part) for part in ("careOf", "postalAddress1", "postalAddress2")]
    code, city = _text(element, *REGISTERED, "postalCode"), _text(element, *REGISTERED, "city")
    code = f"{code[:3]} {code[3:]}" if len(code) == 5 and code.isdecimal() else code
    return tuple(line for line in (*lines, f"{code} {city}".strip()) if line) if city else ()


def _related(element: etree._Element) -> Related:
    return Related(
        code=_text(element, "relationshipType"),
        identifier=_identifier(element.find("/".join(map(_core, ("relationshipId", "personalIdentity"))))),
        ends=_day(element.find(_core("relationshipToDate"))),
        status=_text(element, "status"),
    )


def _called(element: etree._Element) -> str:
    """The given name that the person is called by, where the mark (tilltalsnamnsmarkering) tells: 20 is the second."""
    names, mark = _text(element, "name", "givenName"), _text(element, "name", "givenNameIndicator")
    words = names.split()
    if len(mark) == 2 and mark.isdecimal() and 0 < int(mark[0]) <= len(words):
        first, second = int(mark[0]), int(mark[1])
        return " ".join(words[first - 1 : second] if second > first else words[first - 1 : first])
    return names


def _gone_on(element: etree._Element, gone: etree._Element | None) -> date | None:
    days = (
        gone.find(_core("deregistrationDate")) if gone is not None else None,
        gone.find(_core("foundDeadAtDate")) if gone is not None else None,
        element.find("/".join(map(_core, ("coOrdinationNumberData", "deceasedDate")))),
    )
    return next((day for one in days if (day := _day(one))), None)


def _identifier(element: etree._Element | None) -> PersonIdentifier | None:
    """A number of a kind that we know; None where the register has only a date, or another country's number."""
    kind = kind_of_system(_text(element, "root"))
    value = _text(element, "extension")
    return PersonIdentifier(IdentifierKind(kind), value) if kind and len(value) == 12 else None


def _day(element: etree._Element | None) -> date | None:
    """A whole date; a year or a month alone is not enough to count an age from."""
    value = _text(element, "value").replace("-", "")
    try:
        return datetime.strptime(value, "%Y%m%d").date() if len(value) == 8 else None  # noqa: DTZ007
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    """A time stamp in Swedish local time, fourteen digits."""
    try:
        return to_utc(datetime.strptime(value, "%Y%m%d%H%M%S"))  # noqa: DTZ007
    except (ValueError, LocalTimeMissing):
        return None


def _flag(element: etree._Element, name: str, *, is_needed: bool = False) -> bool:
    value = BOOLEANS.get(_text(element, name))
    if value is None and is_needed:
        raise AnswerGarbled(reason=name)
    return bool(value)


def _text(element: etree._Element | None, *names: str) -> str:
    found = element
    for name in names:
        found = found.find(_core(name)) if found is not None else None
    return (found.text or "").strip() if found is not None else ""


def _core(name: str) -> str:
    return f"{{{CORE}}}{name}"
