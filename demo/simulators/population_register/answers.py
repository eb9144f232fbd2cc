"""The answer as XML, in the contract's order. A protected person is answered by the first profile alone."""

from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from demo.simulators.population_register.register import Register, Registered

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
CORE = "urn:riv:strategicresourcemanagement:persons:person:5"
RESPONDER = "urn:riv:strategicresourcemanagement:persons:person:GetPersonsForProfileResponder:5"
PERSONNUMMER, SAMORDNINGSNUMMER = "1.2.752.129.2.1.3.1", "1.2.752.129.2.1.3.3"
OLDEST_PROFILE_WITH_BIRTH = 4

for prefix, space in (("soapenv", SOAP), ("core", CORE), ("urn", RESPONDER)):
    register_namespace(prefix, space)


def answer(*, register: Register, numbers: list[str], profile: int, leads_on: bool) -> bytes:
    """One record for each number that was asked, without a person where nobody has it."""
    envelope = Element(f"{{{SOAP}}}Envelope")
    body = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{RESPONDER}}}GetPersonsForProfileResponse")
    for number in numbers:
        asked = SubElement(body, f"{{{RESPONDER}}}requestedPersonRecord")
        _identity(asked, "requestedPersonalIdentity", number)
        person = register.find(number, leads_on=leads_on)
        if person is not None:
            _record(SubElement(asked, _core("personRecord")), person, register, profile)
    return _whole(envelope)


def fault(*, code: str, text: str) -> bytes:
    """A SOAP fault; the code is Client or Server."""
    envelope = Element(f"{{{SOAP}}}Envelope")
    inner = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{SOAP}}}Fault")
    SubElement(inner, "faultcode").text = f"soapenv:{code}"
    SubElement(inner, "faultstring").text = text
    return _whole(envelope)


def _record(record: Element, person: Registered, register: Register, profile: int) -> None:
    is_limited = bool(person.protection)
    _identity(record, "personalIdentity", person.number)
    _optional(record, "identityLevel", person.level)
    _optional(record, "gender", {"female": "K", "male": "M"}.get(person.sex, ""))
    _put(record, "protectedPersonIndicator", _word(person.protection == "confidentiality"))
    _put(record, "testIndicator", "true")
    _put(record, "primaryIdentity", "true")
    _put(record, "version", person.changed_at)
    name = SubElement(record, _core("name"))
    _optional(name, "givenName", person.given_name)
    _put(name, "surname", person.surname)
    for former in person.replaced:
        _identity(SubElement(record, _core("referredPersonalIdentities")), "referredPersonalIdentity", former)
    if profile >= OLDEST_PROFILE_WITH_BIRTH and not is_limited:
        _public_part(record, person, register)
    if person.status:
        _put(SubElement(record, _core("personalIdentityStatus")), "identityStatus", person.status)
    _put(record, "protectedPopulationRecord", _word(person.protection == "registration"))


def _public_part(record: Element, person: Registered, register: Register) -> None:
    _date(SubElement(record, _core("birth")), "dateOfBirth", person.born)
    if person.place:
        place = SubElement(record, _core("populationRegistrationLocality"))
        _put(place, "countyCode", person.place[:2])
        _put(place, "municipalityCode", person.place[2:])
    if person.address:
        street, code, city = person.address
        place = SubElement(SubElement(record, _core("addressInformation")), _core("residentialAddress"))
        for name, value in (("postalAddress2", street), ("postalCode", code), ("city", city)):
            _put(place, name, value)
    if person.gone:
        gone = SubElement(record, _core("deregistration"))
        _put(gone, "deregistrationReasonCode", person.gone)
        _date(gone, "deregistrationDate", person.gone_on)
    for guardian in person.guardians:
        _relation(record, guardian, "V")
    for child in register.children_of(person.number):
        _relation(record, child.number, "VF")


def _relation(record: Element, number: str, code: str) -> None:
    relation = SubElement(record, _core("relationship"))
    _identity(SubElement(relation, _core("relationshipId")), "personalIdentity", number)
    _put(relation, "relationshipType", code)


def _identity(parent: Element, name: str, number: str) -> None:
    identity = SubElement(parent, _core(name))
    _put(identity, "root", SAMORDNINGSNUMMER if int(number[6:8] or 0) > 60 else PERSONNUMMER)
    _put(identity, "extension", number)


def _date(parent: Element, name: str, value: str) -> None:
    day = SubElement(parent, _core(name))
    _put(day, "format", {4: "YYYY", 7: "YYYY-MM"}.get(len(value), "YYYY-MM-DD"))
    _put(day, "value", value)


def _put(parent: Element, name: str, value: str) -> None:
    SubElement(parent, _core(name)).text = value


def _optional(parent: Element, name: str, value: str) -> None:
    if value:
        _put(parent, name, value)


def _core(name: str) -> str:
    return f"{{{CORE}}}{name}"


def _word(value: bool) -> str:
    return "true" if value else "false"


def _whole(envelope: Element) -> bytes:
    return bytes(tostring(envelope, encoding="UTF-8", xml_declaration=True))
