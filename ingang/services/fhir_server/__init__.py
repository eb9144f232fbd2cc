"""Clinical records as a FHIR R4 server: one tenant per care giver, for its own systems."""
