"""Clinical records as FHIR R4 text, one tenant per care giver: versions, a small index, import, purge."""
