"""Commands of this part: `ingang import-fhir`."""
