"""When an offer may be seen, who it is for, and how old a waiting time may be. Pure."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

FRESH = timedelta(days=60)
"""No waiting time is told that was measured longer ago (records-identity-law 4)."""

ACTIVE = "active"


class Dated(Protocol):
    """What is asked of an offer."""

    status: str
    valid_from: date | None
    valid_until: date | None
    agreement: str
    agreement_until: date | None
    waiting_days: int | None
    waiting_until: date | None
    age_from: int | None
    age_to: int | None


class OfferState(StrEnum):
    """Where an offer stands on a day."""

    INACTIVE = "inactive"
    COMING = "coming"
    ACTIVE = "active"
    EXPIRED = "expired"


def offer_state(offer: Dated, *, on: date) -> OfferState:
    """Where the offer stands that day; both ends of its validity count. What begins later becomes seen by itself."""
    if offer.status != ACTIVE:
        return OfferState.INACTIVE
    if offer.valid_until is not None and offer.valid_until < on:
        return OfferState.EXPIRED
    if offer.valid_from is not None and offer.valid_from > on:
        return OfferState.COMING
    return OfferState.ACTIVE


def is_publicly_paid(offer: Dated, *, is_public_care_giver: bool, on: date) -> bool:
    """Whether it is publicly financed that day: by a public care giver, or under an agreement with a region."""
    has_agreement = bool(offer.agreement) and (offer.agreement_until is None or offer.agreement_until >= on)
    return is_public_care_giver or has_agreement


def has_fresh_waiting_time(offer: Dated, *, on: date) -> bool:
    """Whether its waiting time may be told: measured, and not too long ago."""
    return offer.waiting_days is not None and offer.waiting_until is not None and on - offer.waiting_until <= FRESH


def fits_age(offer: Dated, *, age: int) -> bool:
    """Whether somebody of that age is among those whom it is for; both ends count."""
    return (offer.age_from is None or offer.age_from <= age) and (offer.age_to is None or age <= offer.age_to)
