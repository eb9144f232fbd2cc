"""The page of other services: what there is beside the menu, and what the region has on or off."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.foresight import foreseen
from ingang.foundation.access.viewer import is_reached, reached_by, resident_entries
from ingang.foundation.people.queries import person
from ingang.foundation.regions.links import link
from ingang.foundation.regions.queries import setting_states
from ingang.foundation.regions.rules import region as region_named
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current
from ingang.kernel.service import Audience, Service
from ingang.ui.values import SummaryRow


@dataclass(frozen=True, kw_only=True)
class OtherService:
    """A page beside the menu: its title, where it is, and what one does there."""

    title: str
    address: str
    about: str


@dataclass(frozen=True, kw_only=True)
class RegionOffer:
    """Something that a region may have or not have here, in a sentence; `why_not` is where it says why not."""

    sentence: str
    is_on: bool
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class OtherServices:
    """Everything on the page. `closed` are the services that her menu leaves out, each with why.

    `region` is empty where her place is not known, and then nothing is said of it.
    """

    services: tuple[OtherService, ...]
    closed: tuple[SummaryRow, ...]
    region: str
    offers: tuple[RegionOffer, ...]


def other_services(*, actor: Resident | Representative, now: datetime) -> OtherServices:
    """What the reader reaches beside the menu, and what the region of the one whose pages they are offers here.

    Refuses who may no longer act for the other: the place is hers too.
    """
    reached = reached_by(actor=actor, now=now)
    if not reached:
        # Nothing is reached: let the opening say why, and record it, as the start page does.
        open_subject(actor=actor, kinds=current().data_kinds, now=now)
    entries = [entry for entry in resident_entries(reached=reached) if not entry.in_menu]
    region = _region(actor)
    return OtherServices(
        services=tuple(
            OtherService(title=gettext(one.title), address=reverse(one.address), about=gettext(one.about))
            for one in entries
        ),
        closed=_closed(actor, reached, now) if isinstance(actor, Resident) else (),
        region=region_named(region).name if region else "",
        offers=_offers(region, now) if region else (),
    )


def _closed(actor: Resident, reached: frozenset[str], now: datetime) -> tuple[SummaryRow, ...]:
    """The services that her menu leaves out, each with why: a line that is missing says nothing."""
    answers = foreseen(acting=actor.person, person=actor.person, kinds=current().data_kinds, now=now)
    rows = []
    for service in current().services:
        if _is_for_residents(service) and not is_reached(service=service, reached=reached):
            kinds = (*(kind.code for kind in service.data_kinds), *service.card_kinds)
            why = next(answer for kind in kinds if isinstance(answer := answers[kind], AccessRefused))
            rows.append(SummaryRow(question=gettext(service.title), answer=gettext(why.sentence)))
    return tuple(rows)


def _is_for_residents(service: Service) -> bool:
    return any(entry.audience is Audience.RESIDENT for entry in service.menu)


def _region(actor: Resident | Representative) -> str:
    one = person(id=actor.acting_for if isinstance(actor, Representative) else actor.person)
    return one.municipality[:2] if one else ""


def _offers(region: str, now: datetime) -> tuple[RegionOffer, ...]:
    states = setting_states(region=region, on=local_date(now))
    why = link("roadmap", "region", region=region, on=local_date(now), code=region)
    return tuple(
        RegionOffer(
            sentence=gettext(switch.sentence),
            is_on=bool(states[code].value),
            why_not=f"{why}?tjanst={code.partition('.')[0]}" if why else "",
        )
        for code, switch in current().switches.items()
    )
