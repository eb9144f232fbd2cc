"""Tables of care givers and units: who and where they are, what their pages tell, and what they offer."""

from ingang.foundation.care_units.models.offers import Offer, OfferDecision, OfferStatus, Referral
from ingang.foundation.care_units.models.pages import (
    ContactHours,
    HoursFor,
    Source,
    TemporaryNotice,
    UnitFunction,
    UnitPage,
    UnitPhone,
)
from ingang.foundation.care_units.models.units import (
    CareGiver,
    CareUnit,
    OpeningException,
    OpeningHours,
    Sector,
)

__all__ = [
    "CareGiver",
    "CareUnit",
    "ContactHours",
    "HoursFor",
    "Offer",
    "OfferDecision",
    "OfferStatus",
    "OpeningException",
    "OpeningHours",
    "Referral",
    "Sector",
    "Source",
    "TemporaryNotice",
    "UnitFunction",
    "UnitPage",
    "UnitPhone",
]
