"""Care givers' systems that speak FHIR R4."""
