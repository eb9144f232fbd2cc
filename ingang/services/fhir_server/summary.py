"""The International Patient Summary (HL7 IPS 2.0.0): one document that says what matters, also what is not known."""

from ingang.foundation.records.searching import Kept
from ingang.services.fhir_server.asking import Desk


def document(*, desk: Desk, patient: Kept, kept: list[Kept]) -> str:
    """The summary as a document bundle."""
    raise NotImplementedError
