"""Putting the start page together from what the services say."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.foresight import foreseen
from ingang.foundation.access.representation import ActingChoice, people_i_may_act_for
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Card, Service

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class StartPage:
    """What the services say, and by title those that could not answer: silence is never taken for "nothing".

    `others` are those whom the reader may act for; nobody while she acts for another.
    """

    cards: tuple[Card, ...]
    failed: tuple[str, ...]
    others: tuple[ActingChoice, ...]

    @property
    def first(self) -> tuple[Card, ...]:
        """What to do first: the cards that ask for attention."""
        return tuple(card for card in self.cards if card.needs_attention)


def start_page(*, actor: Resident | Representative, now: datetime) -> StartPage:
    """Every service's card for the one whose page it is, in their order.

    One grant per ground, for the kinds that the actor reaches; refuses, and records it, when she reaches none.
    A card that fails is named and never takes the page down.
    """
    services = [service for service in current().services if service.card]
    grants = _grants(actor, services, now)
    cards: list[Card] = []
    failed: list[str] = []
    for service in services:
        if grant := grants.get(service.name):
            try:
                cards += filter(None, [resolve(service.card)(grant, now)])
            except Exception as error:  # whatever a service's card raises: the other cards are still true
                log.error("the card of %s failed: %s", service.name, type(error).__name__)
                failed.append(gettext(service.title))
    return StartPage(
        cards=tuple(sorted(cards, key=lambda card: (card.order, card.title))),
        failed=tuple(failed),
        others=_others(actor, now),
    )


def _others(actor: Resident | Representative, now: datetime) -> tuple[ActingChoice, ...]:
    if isinstance(actor, Representative):
        return ()
    return people_i_may_act_for(actor=actor, now=now)


def _grants(actor: Resident | Representative, services: list[Service], now: datetime) -> Mapping[str, Grant]:
    """The grant for each service whose kinds the actor reaches, all on one ground."""
    person = actor.acting_for if isinstance(actor, Representative) else actor.person
    kinds = {kind for service in services for kind in _kinds(service)}
    answers = foreseen(acting=actor.person, person=person, kinds=kinds, now=now)
    reached = [ground for ground in Ground if ground in answers.values()]
    if kinds and not reached:
        # Nothing is reached: let the opening say why, and record it.
        open_subject(actor=actor, kinds=kinds, now=now)
    by_ground = {
        ground: open_subject(actor=actor, kinds=[kind for kind in kinds if answers[kind] == ground], now=now)
        for ground in reached
    }
    return {
        service.name: by_ground[ground] for service in services if (ground := _ground(service, answers)) is not None
    }


def _kinds(service: Service) -> tuple[str, ...]:
    return (*(kind.code for kind in service.data_kinds), *service.card_kinds)


def _ground(service: Service, answers: Mapping[str, Ground | AccessRefused]) -> Ground | None:
    grounds = {answers[kind] for kind in _kinds(service)}
    only = grounds.pop() if len(grounds) == 1 else None
    return only if isinstance(only, Ground) else None
