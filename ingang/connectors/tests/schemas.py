"""The published schemas of the service contracts, from beside the checkout: they are never copied into it.

They are looked for where RIVTA_SCHEMAS points, or else as `shared/schemas/rivta` in any folder around the checkout.
"""

import os
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

HERE = Path(__file__).resolve()
SOAP_OPERATION = "{http://schemas.xmlsoap.org/wsdl/soap/}operation"


@cache
def published(name: str, version: int) -> etree.XMLSchema:
    """The newest schema of an interaction in a major version. Without schemas the test is skipped, and says so."""
    return etree.XMLSchema(etree.parse(str(_newest(name, f"{name}Responder_{version}.*.xsd")), _mending_parser()))


@cache
def published_action(name: str, version: int) -> str:
    """What the newest description of an interaction names as its SOAPAction."""
    description = etree.parse(str(_newest(name, f"{name}Interaction_{version}.*_RIVTABP21.wsdl")))
    (operation,) = description.iterfind(f".//{SOAP_OPERATION}")
    return str(operation.get("soapAction"))


@cache
def published_headers() -> etree.XMLSchema:
    """The schema of the headers Actor and ProcessingStatus."""
    path = _found() / "crm.scheduling/1.1.1/schemas/core_components/interoperability_headers_1.0.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def publishes_headers(domain: str) -> bool:
    """Whether the domain's package has the headers Actor and ProcessingStatus beside its contracts."""
    pattern = f"{domain.replace(':', '.')}/*/schemas/core_components/interoperability_headers_*.xsd"
    return any(_found().glob(pattern))


def _newest(name: str, pattern: str) -> Path:
    found = _found().glob(f"*/*/schemas/interactions/**/{name}Interaction/{pattern}")
    return max(found, key=lambda path: (path.name, path.parts))


def _found() -> Path:
    folder = _folder()
    if folder is None:
        pytest.skip("the published schemas of the service contracts are not beside the checkout")
    return folder


def _folder() -> Path | None:
    told = os.environ.get("RIVTA_SCHEMAS")
    places = [Path(told)] if told else [around / "shared/schemas/rivta" for around in HERE.parents]
    return next((place for place in places if place.is_dir()), None)


class _Mended(etree.Resolver):
    """Five domains write patterns with ^ and $, which XML Schema reads as letters: no number would ever match."""

    # lxml gives the context too, whatever its stubs say.
    def resolve(self, system_url: str, public_id: str, context: object) -> object:  # type: ignore[override]
        path = Path(system_url.removeprefix("file://"))
        source = re.sub(r'(<xs:pattern value=")\^(.*?)\$(")', r"\1\2\3", path.read_text(encoding="utf-8-sig"))
        return self.resolve_string(source.encode(), context, base_url=system_url)


def _mending_parser() -> etree.XMLParser:
    parser = etree.XMLParser()
    parser.resolvers.add(_Mended())
    return parser
