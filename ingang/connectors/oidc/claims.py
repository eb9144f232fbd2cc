"""Which of an issuer's claims hold what we need (spec 7.4 for the staff's attributes)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ingang.connectors.oidc.errors import AttributeMissing

Need = Literal[
    "person_number",
    "given_name",
    "family_name",
    "level",
    "employee_hsa_id",
    "commissions",
    "title_codes",
    "licences",
]


@dataclass(frozen=True, kw_only=True)
class ClaimMap:
    """Our names, and the issuer's claim for each; an empty string means that the issuer has no such claim.

    `required` holds our names of what a log-in can not do without.
    """

    person_number: str = "personalIdentityNumber"
    given_name: str = "given_name"
    family_name: str = "family_name"
    level: str = "acr"
    employee_hsa_id: str = ""
    commissions: str = ""
    title_codes: str = ""
    licences: str = ""
    commission_hsa_id: str = "commissionHsaId"
    commission_name: str = "commissionName"
    commission_purpose: str = "commissionPurpose"
    unit_hsa_id: str = "healthCareUnitHsaId"
    unit_name: str = "healthCareUnitName"
    provider_hsa_id: str = "healthCareProviderHsaId"
    provider_name: str = "healthCareProviderName"
    required: tuple[Need, ...] = ("person_number",)


STAFF = ClaimMap(
    person_number="credentialPersonalIdentityNumber",
    employee_hsa_id="employeeHsaId",
    commissions="allCommissions",
    title_codes="paTitleCode",
    licences="healthcareProfessionalLicense",
    required=("employee_hsa_id",),
)


@dataclass(frozen=True, kw_only=True)
class Commission:
    """A staff member's assignment (vårdmedarbetaruppdrag): one purpose, one unit, one care provider."""

    commission_hsa_id: str
    commission_name: str
    commission_purpose: str
    unit_hsa_id: str
    unit_name: str
    provider_hsa_id: str
    provider_name: str


@dataclass(frozen=True, kw_only=True)
class Attributes:
    """What an issuer told about a person, in our names; empty where it told nothing.

    `chosen` is the assignment that was chosen at the issuer, if it asked; it is among `commissions` then. Only where
    `has_commission_list` holds are `commissions` all that there are: an empty list then means that none is left.
    """

    person_number: str
    given_name: str
    family_name: str
    level: str
    employee_hsa_id: str
    title_codes: tuple[str, ...]
    licences: tuple[str, ...]
    commissions: tuple[Commission, ...]
    chosen: Commission | None
    has_commission_list: bool = False

    def __repr__(self) -> str:
        return f"Attributes(level={self.level!r})"


def map_claims(*, claims: Mapping[str, Any], claim_map: ClaimMap) -> Attributes:
    """Read an issuer's claims. Refuses, with AttributeMissing, claims without something that is required."""
    chosen = _commission(claims, claim_map)
    listed = _commissions(claims.get(claim_map.commissions), claim_map)
    commissions = (chosen, *listed) if chosen is not None and chosen not in listed else listed
    told = Attributes(
        person_number=_one(claims, claim_map.person_number),
        given_name=_one(claims, claim_map.given_name),
        family_name=_one(claims, claim_map.family_name),
        level=_one(claims, claim_map.level),
        employee_hsa_id=_one(claims, claim_map.employee_hsa_id),
        title_codes=_many(claims, claim_map.title_codes),
        licences=_many(claims, claim_map.licences),
        commissions=commissions,
        chosen=chosen,
        has_commission_list=isinstance(claims.get(claim_map.commissions), list),
    )
    for name in claim_map.required:
        if not getattr(told, name):
            raise AttributeMissing(claim=getattr(claim_map, name))
    return told


def _commissions(listed: object, claim_map: ClaimMap) -> tuple[Commission, ...]:
    entries = listed if isinstance(listed, list) else []
    found = [_commission(entry, claim_map) for entry in entries if isinstance(entry, dict)]
    return tuple(commission for commission in found if commission is not None)


def _commission(claims: Mapping[str, Any], claim_map: ClaimMap) -> Commission | None:
    if not _one(claims, claim_map.commission_hsa_id):
        return None
    return Commission(
        commission_hsa_id=_one(claims, claim_map.commission_hsa_id),
        commission_name=_one(claims, claim_map.commission_name),
        commission_purpose=_one(claims, claim_map.commission_purpose),
        unit_hsa_id=_one(claims, claim_map.unit_hsa_id),
        unit_name=_one(claims, claim_map.unit_name),
        provider_hsa_id=_one(claims, claim_map.provider_hsa_id),
        provider_name=_one(claims, claim_map.provider_name),
    )


def _one(claims: Mapping[str, Any], claim: str) -> str:
    """The only value. Two values, or one that is no text, are treated as none: nothing is guessed."""
    values = _many(claims, claim)
    return values[0] if len(values) == 1 else ""


def _many(claims: Mapping[str, Any], claim: str) -> tuple[str, ...]:
    value = claims.get(claim) if claim else None
    values = value if isinstance(value, list) else [value]
    return tuple(one for one in values if isinstance(one, str) and one)
