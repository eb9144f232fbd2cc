"""The national personal data service, simulated: GetPersonsForProfile 5.0 over the cast."""
