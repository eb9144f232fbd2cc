"""The description of the open data for data portals: DCAT-AP-SE as RDF/XML."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from ingang.services.care_finder.open_data.fields import LICENCE

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}  # fmt: skip
EU = "http://publications.europa.eu/resource/authority"
TITLE = {"sv": "Vårdens mottagningar i Sverige", "en": "Units of care in Sweden"}
ABOUT = {
    "sv": "Alla mottagningar som visas i Hitta vård: var de ligger, när de är öppna, hur de nås och vad de erbjuder. "
    "Uppgifterna kommer från vårdens katalog, från mottagningarna själva och från regionerna.",
    "en": "Every unit that is shown in Find care: where it is, when it is open, how it is reached and what it offers. "
    "The data come from the directory of care, from the units themselves and from the regions.",
}
WORDS = {"sv": ("vård", "mottagning", "vårdcentral", "öppettider"), "en": ("health care", "clinic", "opening hours")}
SERVICE = {"sv": "Mottagningarna som FHIR R4", "en": "The units as FHIR R4"}


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """One form of the data: its address, its media type, and what it is called."""

    address: str
    media_type: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """Who publishes: its own address on the web, what it is called, and its mail address; empty where it has none."""

    address: str
    name: str
    mail: str


def description(
    *, site: str, page: str, publisher: Publisher, forms: Iterable[Distribution], service: str, changed_at: datetime
) -> bytes:
    """The catalogue with its one dataset, the forms that it comes in, and the interface for programs."""
    root = etree.Element(_name("rdf:RDF"), nsmap=SPACES)
    about = f"{site}/dcat"
    catalogue = _thing(root, "dcat:Catalog", about)
    _words(catalogue, "dcterms:title", TITLE)
    _words(catalogue, "dcterms:description", ABOUT)
    _link(catalogue, "dcterms:publisher", f"{about}#publisher")
    _link(catalogue, "dcterms:license", LICENCE)
    _link(catalogue, "dcat:dataset", f"{about}#units")
    _link(catalogue, "dcat:service", f"{about}#fhir")
    _moment(catalogue, "dcterms:modified", changed_at)
    for language in ("SWE", "ENG"):
        _link(catalogue, "dcterms:language", f"{EU}/language/{language}")
    _link(catalogue, "foaf:homepage", page)
    _publisher(root, about, publisher)
    forms = tuple(forms)
    _dataset(root, about, page, forms, changed_at)
    for number, one in enumerate(forms, start=1):
        _distribution(root, f"{about}#form-{number}", one, changed_at)
    _service(root, about, service, page)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _publisher(root: etree._Element, about: str, publisher: Publisher) -> None:
    agent = _thing(root, "foaf:Agent", f"{about}#publisher")
    _text(agent, "foaf:name", publisher.name)
    _link(agent, "foaf:homepage", publisher.address)
    contact = _thing(root, "vcard:Organization", f"{about}#contact")
    _text(contact, "vcard:fn", publisher.name)
    _link(contact, "vcard:hasURL", publisher.address)
    if publisher.mail:
        _link(contact, "vcard:hasEmail", f"mailto:{publisher.mail}")


def _dataset(
    root: etree._Element, about: str, page: str, forms: tuple[Distribution, ...], changed_at: datetime
) -> None:
    dataset = _thing(root, "dcat:Dataset", f"{about}#units")
    _words(dataset, "dcterms:title", TITLE)
    _words(dataset, "dcterms:description", ABOUT)
    for language, words in WORDS.items():
        for word in words:
            _text(dataset, "dcat:keyword", word, language)
    _link(dataset, "dcat:theme", f"{EU}/data-theme/HEAL")
    _link(dataset, "dcterms:publisher", f"{about}#publisher")
    _link(dataset, "dcat:contactPoint", f"{about}#contact")
    _link(dataset, "dcterms:accessRights", f"{EU}/access-right/PUBLIC")
    _link(dataset, "dcterms:accrualPeriodicity", f"{EU}/frequency/CONT")
    _link(dataset, "dcterms:spatial", "http://sws.geonames.org/2661886/")
    _link(dataset, "dcterms:language", f"{EU}/language/SWE")
    _link(dataset, "dcat:landingPage", page)
    _link(dataset, "foaf:page", page)
    _moment(dataset, "dcterms:modified", changed_at)
    for number in range(1, len(forms) + 1):
        _link(dataset, "dcat:distribution", f"{about}#form-{number}")


def _distribution(root: etree._Element, about: str, one: Distribution, changed_at: datetime) -> None:
    form = _thing(root, "dcat:Distribution", about)
    _text(form, "dcterms:title", one.title, "sv")
    _link(form, "dcat:accessURL", one.address)
    _link(form, "dcat:downloadURL", one.address)
    _text(form, "dcterms:format", one.media_type)
    _link(form, "dcterms:license", LICENCE)
    _moment(form, "dcterms:modified", changed_at)


def _service(root: etree._Element, about: str, address: str, page: str) -> None:
    service = _thing(root, "dcat:DataService", f"{about}#fhir")
    _words(service, "dcterms:title", SERVICE)
    _link(service, "dcterms:publisher", f"{about}#publisher")
    _link(service, "dcat:contactPoint", f"{about}#contact")
    _link(service, "dcat:endpointURL", address)
    _link(service, "dcat:endpointDescription", f"{address}/metadata")
    _link(service, "dcat:servesDataset", f"{about}#units")
    _link(service, "dcterms:license", LICENCE)
    _link(service, "dcterms:accessRights", f"{EU}/access-right/PUBLIC")
    _link(service, "foaf:page", page)


def _name(short: str) -> str:
    prefix, _, name = short.partition(":")
    return f"{{{SPACES[prefix]}}}{name}"


def _thing(root: etree._Element, kind: str, about: str) -> etree._Element:
    return etree.SubElement(root, _name(kind), {_name("rdf:about"): about})


def _link(parent: etree._Element, name: str, address: str) -> None:
    etree.SubElement(parent, _name(name), {_name("rdf:resource"): address})


def _text(parent: etree._Element, name: str, text: str, language: str = "") -> None:
    space = "{http://www.w3.org/XML/1998/namespace}lang"
    etree.SubElement(parent, _name(name), {space: language} if language else {}).text = text


def _words(parent: etree._Element, name: str, words: dict[str, str]) -> None:
    for language, text in words.items():
        _text(parent, name, text, language)


def _moment(parent: etree._Element, name: str, moment: datetime) -> None:
    element = etree.SubElement(parent, _name(name), {_name("rdf:datatype"): f"{SPACES['xsd']}dateTime"})
    element.text = moment.isoformat(timespec="seconds")
