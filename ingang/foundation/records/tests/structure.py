"""The structure of FHIR R4 by two makers: what one of them lets pass, the other may find."""

import json
from collections.abc import Mapping
from typing import Any

import fhirkit
from fhir.resources.R4B import get_fhir_model_class


def check_structure(*, text: bytes | str) -> None:
    """Fail unless both take the resource, and of a bundle each of its resources too."""
    plain: Mapping[str, Any] = json.loads(text)
    assert fhirkit.validate(text) == []
    get_fhir_model_class(plain["resourceType"]).model_validate_json(text)
