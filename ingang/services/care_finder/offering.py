"""What an offer must tell before residents see it: rules as data, with the reason for its editor. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingang.kernel.words import marked

NOT_NEEDED, REFERRAL = "not_needed", "referral"


@dataclass(frozen=True, kw_only=True)
class OfferDemand:
    """Something that must hold before an offer is shown: the field where it is put right, and what its editor reads."""

    field: str
    reason: str
    is_met: Callable[[Mapping[str, Any]], bool]


OFFER_DEMANDS = (
    OfferDemand(
        field="ways",
        reason=marked("Choose how you meet."),
        is_met=lambda said: bool(said["ways"]),
    ),
    OfferDemand(
        field="contacts",
        reason=marked("Choose at least one way to get in touch."),
        is_met=lambda said: bool(said["contacts"]) or said["referral"] == REFERRAL,
    ),
    OfferDemand(
        field="requirements",
        reason=marked("Write what a referral must tell."),
        is_met=lambda said: bool(said["requirements"]) or said["referral"] == NOT_NEEDED,
    ),
    OfferDemand(
        field="referral_address",
        reason=marked("Write where a referral goes."),
        is_met=lambda said: bool(said["referral_address"]) or said["referral"] == NOT_NEEDED,
    ),
)
"""In the order of the form (records-identity-law 4: means of contact, referral required, contact for referrals)."""


def missing_of(said: Mapping[str, Any], /) -> list[OfferDemand]:
    """The demands that what is said does not meet."""
    return [one for one in OFFER_DEMANDS if not one.is_met(said)]


@dataclass(frozen=True, kw_only=True)
class WaitingTime:
    """A waiting time as it is written; all four belong together, or none."""

    days: int | None
    first: date | None
    last: date | None
    source: str

    @property
    def is_whole(self) -> bool:
        """Whether all four are there, or none."""
        parts = (self.days is not None, self.first is not None, self.last is not None, bool(self.source))
        return all(parts) or not any(parts)

    def has_been(self, *, on: date) -> bool:
        """Whether its period goes forward and has ended that day."""
        return self.first is None or self.last is None or self.first <= self.last <= on
