"""The kinds of person identifiers, and the names that other systems have for them."""

from dataclasses import dataclass, field
from enum import StrEnum, unique


@unique
class IdentifierKind(StrEnum):
    """Who gave the number, and so within what it is unique. The values are stored: never change them."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    NATIONAL_RESERVE = "national_reserve"
    STOCKHOLM_RESERVE = "stockholm_reserve"
    VGR_RESERVE = "vgr_reserve"
    VARMLAND_RESERVE = "varmland_reserve"
    INERA_RESERVE = "inera_reserve"
    SKANE_RESERVE = "skane_reserve"

    @property
    def is_reserve(self) -> bool:
        """True for numbers that care gave itself, because the person has none or can not tell it."""
        return self not in (IdentifierKind.PERSONNUMMER, IdentifierKind.SAMORDNINGSNUMMER)

    @property
    def oid(self) -> str | None:
        """The object identifier that service contracts send beside the number; Skåne has published none."""
        return _OIDS.get(self)

    @property
    def fhir_system(self) -> str | None:
        """The `system` of a FHIR Identifier: the Swedish base profiles' name, or else the OID as a URN."""
        return _FHIR_SYSTEMS.get(self) or (f"urn:oid:{self.oid}" if self.oid else None)


# Inera's lists "Identifierare på Inera" and "Lokala reservid:n".
_OIDS = {
    IdentifierKind.PERSONNUMMER: "1.2.752.129.2.1.3.1",
    IdentifierKind.SAMORDNINGSNUMMER: "1.2.752.129.2.1.3.3",
    IdentifierKind.NATIONAL_RESERVE: "1.2.752.74.9.1",
    IdentifierKind.STOCKHOLM_RESERVE: "1.2.752.97.3.1.3",
    IdentifierKind.VGR_RESERVE: "1.2.752.113.11.0.2.1.1.1",
    IdentifierKind.VARMLAND_RESERVE: "1.2.752.74.9.2",
    IdentifierKind.INERA_RESERVE: "1.2.752.129.2.1.3.2",
}

# HL7 Sweden, base profiles R4 1.1.0, SEBasePatient.
_FHIR_SYSTEMS = {
    IdentifierKind.PERSONNUMMER: "http://electronichealth.se/identifier/personnummer",
    IdentifierKind.SAMORDNINGSNUMMER: "http://electronichealth.se/identifier/samordningsnummer",
    IdentifierKind.NATIONAL_RESERVE: "http://electronichealth.se/identifier/nationelltReservnummer",
}


def kind_of_system(system: str, /) -> IdentifierKind | None:
    """Return the kind that another system means by an OID (bare or as a URN) or by a FHIR system, or None."""
    for kind in IdentifierKind:
        if system.removeprefix("urn:oid:") == kind.oid or system == kind.fhir_system:
            return kind
    return None


@dataclass(frozen=True)
class PersonIdentifier:
    """A checked number in its normal form: twelve characters, capitals, no separator.

    The kind always goes along: the same twelve characters may belong to two people in two regions. Age and
    sex are never read out of the number (corrections 1.2 and 3.7). The number is left out of `repr`, so
    that it does not end up in logs.
    """

    kind: IdentifierKind
    value: str = field(repr=False)
