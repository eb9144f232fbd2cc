"""What the staff's pages share: the person's name, the two sides of the journal, and the grant that opens a side."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext

from ingang.foundation.access.actions import open_person
from ingang.foundation.access.errors import GroundNeeded, NoCareRelation, NotYours
from ingang.foundation.access.grounds import ask_existence, open_on_ground
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.identity.signs import signs
from ingang.kernel.errors import IngangError
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.periods import local_date
from ingang.services.journal.pages import Places
from ingang.services.journal.reading_across.errors import PatientUnknown
from ingang.services.journal.views.parts import CLINICAL
from ingang.ui.values import PersonSigns


class Side(StrEnum):
    """Two laws: what the reader's own care giver wrote (PDL 4 kap.), and what all others did (SVOD 3 kap.)."""

    OWN = "own"
    OTHERS = "others"

    def places(self, person: UUID) -> Places:
        """Where the pages of entries on this side are."""
        return Places(entry=f"journal:{self}_entry", values=f"journal:{self}_values", person=person)


def of_patient(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """One who is not the unit's patient is answered for as nobody is, in words that say what to do."""

    @wraps(view)
    def through(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (NoCareRelation, NotYours):
            raise PatientUnknown() from None

    return through


def opens(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """`request.grant` is the one of the side; without a recorded ground the reader comes to where it is said."""

    @wraps(view)
    @of_patient
    def through(request: StaffRequest, person: UUID, side: Side, **rest: Any) -> HttpResponseBase:
        try:
            request.grant = _opened(request, person, side)
        except GroundNeeded:
            return redirect("journal:patient", person=person)
        return view(request, person, side, **rest)

    return through


def asks(request: StaffRequest, person: UUID) -> Grant:
    """Step one: before a ground nothing more is opened than whether there is anything at others."""
    return ask_existence(
        actor=request.actor, log_in=request.log_in.id, person=person, kinds=(CLINICAL,), now=request.now
    )


def signs_of(request: StaffRequest, grant: Grant) -> PersonSigns | None:
    """Who the grant's person is, as staff see her."""
    return signs(persons=grant.persons, on=local_date(request.now)).get(grant.person)


def sentence(error: IngangError) -> str:
    """What happened, in the reader's language."""
    return gettext(error.sentence) % error.values if error.values else gettext(error.sentence)


def _opened(request: StaffRequest, person: UUID, side: Side) -> Grant:
    if side is Side.OWN:
        return open_person(actor=request.actor, person=person, kinds=(CLINICAL,), purpose=Purpose.CARE, now=request.now)
    return open_on_ground(
        actor=request.actor, log_in=request.log_in.id, person=person, kinds=(CLINICAL,), now=request.now
    )
