"""The capability statement of the open data: made of the table that searches, so that it can not promise more."""

from typing import Any

from ingang.services.care_finder.open_data.parameters import PARAMETERS, includes, reverse_includes
from ingang.services.care_finder.open_data.resources import PROFILE

PROFILED = ("Organization", "PractitionerRole")
PUBLISHED = "2026-11-30"


def statement(*, base: str) -> dict[str, Any]:
    """What a program can do at this base address."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": PUBLISHED,
        "kind": "instance",
        "software": {"name": "Ingång"},
        "implementation": {"description": "Units of care in Sweden, and what they offer", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "rest": [
            {
                "mode": "server",
                "documentation": "Open data, read alone and without any log-in. A parameter that is not named here is "
                "refused, unless Prefer: handling=lenient is said. A PractitionerRole never names who holds it.",
                "resource": [_resource(kind) for kind in PARAMETERS],
            }
        ],
    }


def _resource(kind: str) -> dict[str, Any]:
    profile = {"profile": f"{PROFILE}{kind}"} if kind in PROFILED else {}
    return {
        "type": kind,
        **profile,
        "interaction": [{"code": "read"}, {"code": "search-type"}],
        "versioning": "no-version",
        "conditionalRead": "not-match",
        "searchInclude": sorted(includes(kind)),
        "searchRevInclude": sorted(reverse_includes(kind)),
        "searchParam": [{"name": name, "type": one.kind} for name, one in PARAMETERS[kind].items()],
    }
