"""Functions at a unit that can be called by themselves. They are a list, so that no person's name is ever one."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext

from ingang.kernel.words import marked


@dataclass(frozen=True, kw_only=True)
class Function:
    """What a function is called: as a message id, and in the directory. Somebody holds a role, nobody an errand."""

    title: str
    swedish: str
    is_role: bool = True


FUNCTIONS: Mapping[str, Function] = {
    "care_coordinator": Function(title=marked("Care coordinator"), swedish="Vårdsamordnare"),
    "rehab_coordinator": Function(title=marked("Rehabilitation coordinator"), swedish="Rehabkoordinator"),
    "head_of_unit": Function(title=marked("Head of the unit"), swedish="Verksamhetschef"),
    "contact_nurse": Function(title=marked("Contact nurse"), swedish="Kontaktsjuksköterska"),
    "cancer_coordinator": Function(title=marked("Cancer coordinator"), swedish="Cancerkoordinator"),
    "discharge_coordinator": Function(title=marked("Discharge coordinator"), swedish="Utskrivningssamordnare"),
    "diabetes_nurse": Function(title=marked("Diabetes nurse"), swedish="Diabetessjuksköterska"),
    "asthma_nurse": Function(title=marked("Asthma and COPD nurse"), swedish="Astma- och KOL-sjuksköterska"),
    "counsellor": Function(title=marked("Counsellor"), swedish="Kurator"),
    "school_contact": Function(title=marked("Contact for schools"), swedish="Skolsamordnare"),
    "referral_receiver": Function(title=marked("Receiver of referrals"), swedish="Remissmottagare"),
    "cancelling": Function(title=marked("Cancel a time"), swedish="Avbokning", is_role=False),
    "booking": Function(title=marked("Book a time by phone"), swedish="Bokning", is_role=False),
    "travel": Function(title=marked("Order patient transport"), swedish="Sjukresebeställning", is_role=False),
    "prescriptions": Function(title=marked("Renew prescriptions"), swedish="Receptförnyelse", is_role=False),
    "advice": Function(title=marked("Advice by phone"), swedish="Rådgivning", is_role=False),
}
"""Roles, and the five errands whose names are reserved in the directory (records-identity-law 4, unitFunction)."""


def function_title(code: str, /) -> str:
    """What the function is called, in the reader's language; empty where it is not known."""
    return gettext(FUNCTIONS[code].title) if code in FUNCTIONS else ""


def function_of(name: str, /) -> str:
    """The code of what the directory calls so, in whichever case; empty where no function of the list is called so."""
    return _by_name().get(name.strip().casefold(), "")


@cache
def _by_name() -> dict[str, str]:
    return {one.swedish.casefold(): code for code, one in FUNCTIONS.items()}
