"""The catalogue as open data: FHIR R4 and CSV, for anybody, read alone."""
