"""What the middleware and the doors put on a request, as types, so that views need no casts."""

from datetime import datetime

from django.http import HttpRequest

from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.scopes import Scopes
from ingang.kernel.actor import Actor, Origin, Representative, Resident, Staff, System
from ingang.kernel.grant import Grant
from ingang.ui.viewer import PageViewer


class HouseRequest(HttpRequest):
    """Every request that passed the middleware: the moment it came, and who makes it, if anybody is logged in."""

    now: datetime
    origin: Origin
    log_in: LogIn | None
    actor: Actor | None
    page_viewer: PageViewer | None


class ResidentRequest(HouseRequest):
    """A request that passed the door for residents; `grant` covers the kinds that the door names."""

    log_in: LogIn
    actor: Resident | Representative
    grant: Grant


class SecretRequest(HouseRequest):
    """A request that passed the door for programs with a secret address; `grant` covers the kinds that it names."""

    grant: Grant


class SystemRequest(HouseRequest):
    """A request that passed the door for outside systems: whose system it is, and what its token lets it do.

    `base` is the address that the token is meant for.
    """

    actor: System
    scopes: Scopes
    base: str


class StaffRequest(HouseRequest):
    """A request that passed the door for staff; `grant` is the unit's list for the kinds that the door names."""

    log_in: LogIn
    actor: Staff
    grant: Grant
