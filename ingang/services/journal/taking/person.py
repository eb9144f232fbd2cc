"""Whose journal it is, as a resource of the file's own."""

from ingang.foundation.records.held import Held
from ingang.foundation.records.json_text import dumped
from ingang.services.journal.taking.about import About


def patient_of(*, about: About, base: str, name: str) -> Held:
    """The person as a Patient with this id at this address: what the population register says, and nothing else."""
    called = {"text": about.name, "family": about.family_name, "given": about.given_name.split()}
    born = {"birthDate": about.birth_date.isoformat()} if about.birth_date else {}
    patient = {
        "resourceType": "Patient",
        "id": name,
        "identifier": [
            {"system": one.kind.fhir_system, "value": one.value} for one in about.identifiers if one.kind.fhir_system
        ],
        "name": [{"use": "official", **called}],
        "gender": about.sex,
        **born,
    }
    shown = {name: value for name, value in patient.items() if value}
    return Held(base=base, type="Patient", logical_id=name, text=dumped(shown))
