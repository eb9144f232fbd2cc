"""What is found among what is the reader's own, or of the one for whom she acts: read anew, shown, and never kept."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.reaching import open_reached
from ingang.foundation.access.viewer import reached_by, resident_entries
from ingang.foundation.personal.scope import query
from ingang.foundation.search.entries import Shown
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.ui.values import Link

log = logging.getLogger(__name__)

AT_FIRST = 4
"""So many of each service's: what anybody may read is on the same page."""


@dataclass(frozen=True, kw_only=True)
class OwnGroup:
    """What one service holds that answers; `more` is its own page where there is more than is shown."""

    title: str
    rows: tuple[Shown, ...]
    more: str


@dataclass(frozen=True, kw_only=True)
class OwnThings:
    """What was found, by title the services that could not answer, and the pages that look by themselves.

    Silence is never taken for "nothing": the journal asks every care giver, and does so on its own page.
    """

    groups: tuple[OwnGroup, ...] = ()
    failed: tuple[str, ...] = ()
    pages: tuple[Link, ...] = ()


def find_own(*, texts: Sequence[str], actor: Resident | Representative, now: datetime) -> OwnThings | None:
    """What the services hold of the one whose pages the actor sees, for the first of the texts that finds anything.

    Opens what she reaches, once for each ground, which stands in the log as every other opening does; the words stand
    nowhere. One who reaches nothing, as when her right to act has ended, is refused and gets None.
    """
    services = [one for one in current().services if one.own_finds]
    wanted = {one.name: tuple(kind.code for kind in one.data_kinds) for one in services}
    try:
        grants = open_reached(actor=actor, wanted=wanted, now=now)
    except AccessRefused:
        return None
    asked = [(one, grants[one.name]) for one in services if one.name in grants]
    for text in texts:
        groups, failed = _found(asked, text, now)
        if groups or failed:
            break
    return OwnThings(groups=groups, failed=failed, pages=_pages(texts[0], actor, now))


def _found(
    asked: Sequence[tuple[Service, Grant]], text: str, now: datetime
) -> tuple[tuple[OwnGroup, ...], tuple[str, ...]]:
    groups, failed = [], []
    for service, grant in asked:
        try:
            rows = _asked(service=service, text=text, grant=grant, now=now)
        except Exception as error:  # whatever a service raises: what the others found is still there
            log.error("the search of %s failed: %s", service.name, type(error).__name__)
            failed.append(gettext(service.title))
        else:
            groups += [_group(service, text, rows)] if rows else []
    return tuple(groups), tuple(failed)


@query
def _asked(*, service: Service, text: str, grant: Grant, now: datetime) -> tuple[Shown, ...]:
    """What one service finds, read in one scope: a fault in one service's is none in another's."""
    found: Sequence[Shown] = resolve(service.own_finds)(text, grant, now)
    return tuple(found)


def _group(service: Service, text: str, rows: tuple[Shown, ...]) -> OwnGroup:
    entry = next(one for one in service.menu if one.audience is Audience.RESIDENT)
    more = _address(entry, text) if len(rows) > AT_FIRST else ""
    return OwnGroup(title=gettext(service.title), rows=rows[:AT_FIRST], more=more)


def _pages(text: str, actor: Resident | Representative, now: datetime) -> tuple[Link, ...]:
    """Where she may look further: each page opens what it shows by itself, and says so."""
    asked = {entry.address for service in current().services if service.own_finds for entry in service.menu}
    open_to_her = resident_entries(reached=reached_by(actor=actor, now=now))
    pages = (one for one in open_to_her if one.searched_by and one.address not in asked)
    return tuple(Link(title=gettext(one.title), url=_address(one, text)) for one in pages)


def _address(entry: MenuEntry, text: str) -> str:
    query = f"?{urlencode({entry.searched_by: text})}" if entry.searched_by else ""
    return f"{reverse(entry.address)}{query}"
