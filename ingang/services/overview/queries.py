"""Putting the start page together from what the services say."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain

from django.utils.translation import get_language, gettext

from ingang.foundation.access.reaching import open_reached
from ingang.foundation.access.representation import ActingChoice, people_i_may_act_for
from ingang.foundation.people.models import Person
from ingang.foundation.people.queries import person
from ingang.foundation.personal.scope import query
from ingang.foundation.regions.queries import text
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Card, FirstThing, Service

log = logging.getLogger(__name__)

NEVER = datetime.max.replace(tzinfo=UTC)
"""Sorts what has no time after everything that has one."""


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """What the services say, and by title those that could not answer: silence is never taken for "nothing".

    `greeted` is what the reader is called on her own page. `others` are those whom she may act for; nobody while she
    acts for another.
    """

    greeted: str
    first: tuple[FirstThing, ...]
    cards: tuple[Card, ...]
    failed: tuple[str, ...]
    others: tuple[ActingChoice, ...]
    banner: str


@dataclass(frozen=True, kw_only=True)
class _Said:
    """What one service says."""

    card: Card | None = None
    first: tuple[FirstThing, ...] = ()
    failed: str = ""


def start_page(*, actor: Resident | Representative, now: datetime) -> StartPage:
    """Every service's card for the one whose page it is, in their order.

    One grant per ground, for the kinds that the actor reaches; refuses, and records it, when she reaches none.
    A card that fails is named and never takes the page down.
    """
    services = [service for service in current().services if service.card or service.first_things]
    grants = open_reached(actor=actor, wanted={one.name: _kinds(one) for one in services}, now=now)
    said = [_said(service, grant, now) for service in services if (grant := grants.get(service.name))]
    whose = person(id=actor.acting_for if isinstance(actor, Representative) else actor.person)
    return StartPage(
        greeted=(whose.chosen_name or whose.given_name) if whose and isinstance(actor, Resident) else "",
        first=tuple(sorted(chain.from_iterable(one.first for one in said), key=_urgency)),
        cards=tuple(sorted((one.card for one in said if one.card), key=lambda card: (card.order, card.title))),
        failed=tuple(one.failed for one in said if one.failed),
        others=_others(actor, now),
        banner=_banner(whose, now),
    )


def _banner(whose: Person | None, now: datetime) -> str:
    """What the region of the one whose page it is tells its residents; nothing where her region is not known."""
    region = whose.municipality[:2] if whose else ""
    return text(region=region, code="overview.banner", on=local_date(now), language=get_language() or "sv")


def _said(service: Service, grant: Grant, now: datetime) -> _Said:
    """The service's card and first things, or its name alone when it fails."""
    try:
        return _asked(service=service, grant=grant, now=now)
    except Exception as error:  # whatever a service's card raises: what the others say is still true
        log.error("the card of %s failed: %s", service.name, type(error).__name__)
        return _Said(failed=gettext(service.title))


@query
def _asked(*, service: Service, grant: Grant, now: datetime) -> _Said:
    """The service's card and first things, read in one scope: a fault in one service's is none in another's."""
    card = resolve(service.card)(grant, now) if service.card else None
    first = resolve(service.first_things)(grant, now) if service.first_things else _from_card(card)
    return _Said(card=card, first=tuple(first))


def _from_card(card: Card | None) -> tuple[FirstThing, ...]:
    """What a service without first things of its own asks for: its card, if that needs attention."""
    if card is None or not card.needs_attention:
        return ()
    return (FirstThing(title=card.sentences[0], address=card.address, order=card.order),)


def _urgency(thing: FirstThing) -> tuple[int, bool, datetime, str]:
    return thing.order, thing.due is None, thing.due or NEVER, thing.title


def _others(actor: Resident | Representative, now: datetime) -> tuple[ActingChoice, ...]:
    if isinstance(actor, Representative):
        return ()
    return people_i_may_act_for(actor=actor, now=now)


def _kinds(service: Service) -> tuple[str, ...]:
    return (*(kind.code for kind in service.data_kinds), *service.card_kinds)
