"""The capability statement is true: valid, and everything that it names can be asked, of every type."""

from typing import Any

import fhirkit
import pytest
from django.test import Client

from ingang.foundation.records.parameters import PARAMETERS
from ingang.services.fhir_server.tests.conftest import BJORKBACKEN, System

pytestmark = pytest.mark.django_db
VALUES = {"token": "x|y", "date": "ge2026-01", "string": "x", "reference": "Encounter/x"}


@pytest.fixture
def statement(system: System) -> dict[str, Any]:
    answer = Client().get(f"/fhir/{BJORKBACKEN}/metadata")
    assert fhirkit.validate(answer.content) == []
    return dict(answer.json())


def test_every_search_parameter_that_is_declared_can_be_searched_and_sorted_by(
    system: System, alva: str, statement: dict[str, Any]
) -> None:
    resources = statement["rest"][0]["resource"]
    refused = []
    for one in resources:
        kind = one["type"]
        terms = [f"{each['name']}={VALUES[each['type']]}" for each in one["searchParam"] if _is_plain(each["name"])]
        terms += [f"_sort={each['name']}" for each in one["searchParam"]]
        terms += [f"_include={each}" for each in one["searchInclude"]]
        about = f"_id={alva}" if kind == "Patient" else f"patient={alva}"
        refused += [(kind, term) for term in terms if system.get(f"{kind}?{about}&{term}").status_code != 200]

    assert [one["type"] for one in resources] == sorted(PARAMETERS)
    assert refused == []


def _is_plain(name: str) -> bool:
    """Whether it is no parameter that names the patient or the resource, which takes a value of its own."""
    return name not in {"patient", "subject", "identifier", "_id"}


def test_every_interaction_that_is_declared_is_offered_of_every_type(
    system: System, alva: str, statement: dict[str, Any]
) -> None:
    asked = {
        "read": ("GET", "/x"), "vread": ("GET", "/x/_history/1"), "update": ("PUT", "/x"), "patch": ("PATCH", "/x"),
        "delete": ("DELETE", "/x"), "history-instance": ("GET", "/x/_history"),
        "history-type": ("GET", "/_history?patient=x"), "create": ("POST", ""), "search-type": ("GET", "?patient=x"),
    }  # fmt: skip
    for one in statement["rest"][0]["resource"]:
        codes = [each["code"] for each in one["interaction"]]
        assert sorted(codes) == sorted(asked)
        for method, rest in asked.values():
            answer = system.ask(method, one["type"] + rest, "{}" if method in {"POST", "PUT"} else None)
            told = answer.json()["issue"][0]["code"] if answer.status_code >= 400 else ""
            assert told != "not-supported", (one["type"], method, rest)


def test_what_is_not_declared_is_not_offered(system: System) -> None:
    for method, path in (("GET", "Claim/1"), ("POST", "Bundle"), ("GET", "Binary/1"), ("GET", ""), ("PUT", "")):
        answer = system.ask(method, path)
        assert (answer.status_code, answer.json()["issue"][0]["code"]) == (404, "not-supported")
