"""What the FHIR measurements store and send."""

CARE_GIVER = "SE0000000099-G001"
NOTE = "Prov taget fastande på morgonen. Kontrolleras igen om tre månader. " * 33


def observation(patient: str) -> dict[str, object]:
    """A blood value of the Patient, with a long note."""
    return {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category",
                                  "code": "laboratory"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "718-7"}], "text": "B-Hemoglobin"},
        "subject": {"reference": f"Patient/{patient}"},
        "effectiveDateTime": "2026-03-02T08:15:00+01:00",
        "valueQuantity": {"value": 131, "unit": "g/L", "system": "http://unitsofmeasure.org", "code": "g/L"},
        "note": [{"text": NOTE}],
    }  # fmt: skip
