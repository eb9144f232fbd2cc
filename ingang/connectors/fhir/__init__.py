"""FHIR R4 servers of others, asked by search."""
