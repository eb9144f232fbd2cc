"""The headings of a patient summary as a Swedish reader has them, by their LOINC codes."""

from collections.abc import Mapping

from ingang.kernel.words import marked
from ingang.services.journal.kinds import KINDS

SECTIONS: Mapping[str, str] = {
    "11450-4": marked("Problems"),
    "48765-2": marked("Allergies and hypersensitivity"),
    "10160-0": marked("Medicines"),
    "11369-6": marked("Vaccinations"),
    "30954-2": marked("Results"),
    "11348-0": marked("Earlier problems"),
}

TYPES: Mapping[str, str] = {one: kind.one for kind in reversed(KINDS) for one in sorted(kind.types)}
"""What an entry is called, by its FHIR type; of those of several kinds, the first one's word."""
