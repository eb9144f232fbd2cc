"""The population register by the national personal data service: RIV-TA GetPersonsForProfile 5.0."""
