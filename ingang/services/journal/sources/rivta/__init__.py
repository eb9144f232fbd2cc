"""Records that came by the national service contracts, turned into FHIR resources by Inera's mapping."""
