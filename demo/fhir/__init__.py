"""Made-up lives in a few care givers' records, as FHIR R4 bundles in Swedish. Demonstration content: nobody's data."""
