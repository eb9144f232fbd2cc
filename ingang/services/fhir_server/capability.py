"""The capability statement: made of the tables that route, search and validate, so that it can not promise more."""

from datetime import datetime
from typing import Any

from ingang.foundation.records.parameters import PARAMETERS, Kind
from ingang.foundation.records.stamp import told_moment
from ingang.services.fhir_server.people import ONE_PATIENT
from ingang.services.fhir_server.routes import OPERATIONS, ROUTES

PUBLISHED = datetime.fromisoformat("2026-11-30T00:00:00+00:00")
INTERACTIONS = tuple(dict.fromkeys(route.code for route in ROUTES if route.code not in OPERATIONS))
COMMON = (
    {"name": "_id", "type": "token"},
    {"name": "_lastUpdated", "type": "date"},
)


def capability_statement(*, base: str, name: str) -> dict[str, Any]:
    """What this care giver's records offer by FHIR, at this base address."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": told_moment(PUBLISHED),
        "kind": "instance",
        "software": {"name": "Ingång"},
        "implementation": {"description": name, "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json", "json"],
        "patchFormat": ["application/json-patch+json", "application/merge-patch+json"],
        "rest": [
            {
                "mode": "server",
                "documentation": ONE_PATIENT,
                "security": {
                    "description": "Bearer tokens (RFC 9068) for this address, with SMART on FHIR 2 system scopes.",
                    "service": [
                        {
                            "coding": [
                                {
                                    "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                                    "code": "SMART-on-FHIR",
                                }
                            ]
                        }
                    ],
                },
                "resource": [_resource(kind) for kind in PARAMETERS],
                "interaction": [{"code": "transaction"}, {"code": "batch"}],
            }
        ],
    }


def _resource(kind: str) -> dict[str, Any]:
    operations = [
        {"name": route.code, "definition": OPERATIONS[route.code]}
        for route in ROUTES
        if route.code in OPERATIONS and route.parts[0] == kind
    ]
    return {
        "type": kind,
        "interaction": [{"code": code} for code in INTERACTIONS],
        "versioning": "versioned-update",
        "readHistory": True,
        "updateCreate": True,
        "conditionalCreate": True,
        "conditionalRead": "not-match",
        "conditionalUpdate": True,
        "conditionalDelete": "single",
        "referencePolicy": ["literal", "logical", "local"],
        "searchInclude": _references(kind),
        "searchRevInclude": [
            f"{source}:{one.name}"
            for source, parameters in PARAMETERS.items()
            for one in parameters.values()
            if one.kind is Kind.REFERENCE
        ],
        "searchParam": [*COMMON, *({"name": one.name, "type": one.kind.value} for one in PARAMETERS[kind].values())],
    } | ({"operation": operations} if operations else {})


def _references(kind: str) -> list[str]:
    return [f"{kind}:{one.name}" for one in PARAMETERS[kind].values() if one.kind is Kind.REFERENCE]
