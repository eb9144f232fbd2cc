"""The journal to take along: made by the worker, sealed for the log-in, as PDF, FHIR or a patient summary."""
