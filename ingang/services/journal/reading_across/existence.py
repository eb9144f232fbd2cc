"""Step one: whether other care givers hold unblocked data; not whose, what, how much or since when (SVOD 2:4)."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial

import aiohttp

from ingang.connectors.background import BACKGROUND
from ingang.connectors.engagement_index.client import EngagementIndex
from ingang.connectors.engagement_index.engagements import Engagement
from ingang.connectors.errors import ConnectorError
from ingang.connectors.rivta.contracts import CONTRACTS
from ingang.foundation.records.queries import exists_elsewhere
from ingang.foundation.systems.engagement_index import the_index
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.queries import connected_systems
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import PersonIdentifier
from ingang.services.journal.kinds import TYPES
from ingang.services.journal.queries import question_about

log = logging.getLogger(__name__)

DOMAINS = sorted({contract.service_domain for contract in CONTRACTS})


class Existence(StrEnum):
    """All that is told before a ground."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def existence(*, grant: Grant, now: datetime) -> Existence:
    """Whether others hold unblocked data: in this house, or by the engagement index in a connected system.

    The index is asked whatever the house knows, so that the time taken tells nothing. It may be used to find out where
    records are, and nothing of what it said is kept (records-identity-law 1).
    """
    return told(here=exists_elsewhere(grant=grant, types=TYPES), elsewhere=_in_systems(grant, now))


def told(*, here: bool, elsewhere: bool | None) -> Existence:
    """The one sentence's answer; `elsewhere` is None where it is not known."""
    if here or elsewhere:
        return Existence.YES
    return Existence.UNKNOWN if elsewhere is None else Existence.NO


@dataclass(frozen=True, kw_only=True)
class Indexed:
    """What the index said; not `is_whole` where there is none, or where it did not answer for every domain."""

    engagements: tuple[Engagement, ...] = ()
    is_whole: bool = False


def weighed(*, indexed: Indexed, systems: Iterable[ConnectedSystem], grant: Grant, in_doubt: bool) -> bool | None:
    """What the index says of the systems that the grant lets be counted; None: it can not be told.

    Only connected systems count: only of them it is known whose they are, so that no block is passed. `in_doubt` when a
    single unit is blocked, for the index knows no units. It knows nothing of a system that does not tell it.
    """
    reached = {one.code: one for one in systems if grant.reaches(care_giver=one.care_giver)}
    if not reached:
        return False
    found = {code for one in indexed.engagements for code in (one.logical_address, one.source_system)}
    if found & reached.keys() and not in_doubt:
        return True
    is_known = indexed.is_whole and all(one.tells_index for one in reached.values())
    return False if is_known and not in_doubt else None


def _in_systems(grant: Grant, now: datetime) -> bool | None:
    index, identifiers = the_index(), question_about(grant=grant, now=now).identifiers
    indexed = Indexed()
    if index is not None and identifiers:
        # By the number of today alone: a system answers with what it has under the others too (records 1, R3).
        indexed = BACKGROUND.run(partial(_found, index=index, person=identifiers[0])).result()
    in_doubt = bool(grant.partly_blocked - {grant.beyond})
    return weighed(indexed=indexed, systems=connected_systems(), grant=grant, in_doubt=in_doubt)


async def _found(http: aiohttp.ClientSession, *, index: EngagementIndex, person: PersonIdentifier) -> Indexed:
    """Every engagement on the person, asked for all domains at once."""
    answers = await asyncio.gather(*(_in_domain(http, index, person, domain) for domain in DOMAINS))
    found = tuple(engagement for answer in answers for engagement in answer or ())
    return Indexed(engagements=found, is_whole=None not in answers)


async def _in_domain(
    http: aiohttp.ClientSession, index: EngagementIndex, person: PersonIdentifier, domain: str
) -> tuple[Engagement, ...] | None:
    try:
        return await index.find(http=http, person=person, service_domain=domain)
    except ConnectorError as error:
        log.warning("engagement index failed", extra={"fields": {"error": error.code}})
        return None
