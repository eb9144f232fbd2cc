"""Identifiers of organisations and places: HSA-id, region and municipality."""

import re

from ingang.kernel.identifiers.errors import InvalidHsaId, UnknownMunicipality, UnknownRegion

# OID of HSA-id in service contracts, and its system in the Swedish base profiles.
HSA_ID_OID = "1.2.752.129.2.1.4.1"
HSA_ID_FHIR_SYSTEM = "urn:oid:1.2.752.29.4.19"

_HSA_ID = re.compile(r"SE[0-9]{10}-[A-Z0-9]{1,18}")
_MUNICIPALITY = re.compile(r"[0-9]{4}")

# The county codes (länskod) of SCB; the gaps are counties that have been merged.
REGION_CODES = frozenset(f"{code:02}" for code in (1, *range(3, 11), 12, 13, 14, *range(17, 26)))


def parse_hsa_id(text: str, /) -> str:
    """Return the normal form: trimmed and in capitals, since HSA-ids are compared without regard to case.

    Refuses everything but SE, the catalogue owner's organisation number, a hyphen and at least one of A-Z
    and 0-9, in all at most 31 characters (HSA, frequent questions).
    """
    tidied = text.strip()
    # Some letters of other scripts become A-Z as capitals.
    if not tidied.isascii() or not _HSA_ID.fullmatch(tidied.upper()):
        raise InvalidHsaId
    return tidied.upper()


def parse_region_code(text: str, /) -> str:
    """Return the two-digit code of one of the 21 regions; refuses all others."""
    code = text.strip()
    if code not in REGION_CODES:
        raise UnknownRegion
    return code


def parse_municipality_code(text: str, /) -> str:
    """Return four digits that begin with a region's code; foundation.regions knows which 290 exist."""
    code = text.strip()
    if not _MUNICIPALITY.fullmatch(code) or code[:2] not in REGION_CODES:
        raise UnknownMunicipality
    return code
