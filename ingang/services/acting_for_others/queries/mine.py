"""Who may act for the one who reads, and what they did."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext

from ingang.foundation.access.representation import people_who_may_act_for
from ingang.foundation.audit.queries import Entry, Position, events_by_representatives
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.registry import current
from ingang.services.acting_for_others.words import GROUNDS_OF_OTHERS, sentence
from ingang.ui.values import Sentence

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Mine:
    """Somebody who may act for the reader now: how, with what, and until when."""

    person: UUID
    name: str
    role: str
    reaches: tuple[str, ...]
    until: date | None


@dataclass(frozen=True, kw_only=True)
class Done:
    """What representatives did, the latest first; `following` is where the next page begins, None at the end."""

    lines: tuple[Sentence, ...]
    following: Position | None


def who_may_act_for_me(*, person: UUID, now: datetime) -> tuple[Mine, ...]:
    """Everybody who may act for the person now, by name, but for those to whom she gave a mandate: see `my_mandates`.

    One who is blocked or protected is not among them.
    """
    return tuple(
        Mine(
            person=one.person,
            name=one.name,
            role=gettext(GROUNDS_OF_OTHERS[one.ground]),
            reaches=tuple(sorted(gettext(current().data_kinds[kind].title) for kind in one.kinds)),
            until=one.until,
        )
        for one in people_who_may_act_for(person=person, now=now)
        if one.ground is not Ground.OMBUD
    )


@query
def what_they_did(*, grant: Grant, now: datetime, before: Position | None = None) -> Done:
    """Every reading and every change by those who acted for the person, from the audit log itself."""
    # The period's end is excluded, and what was done this very second belongs to it.
    page = events_by_representatives(grant=grant, until=now + timedelta(seconds=1), before=before, size=PAGE)
    called = names(persons=frozenset(UUID(entry.actor) for entry in page.entries))
    return Done(lines=tuple(_line(entry, called) for entry in page.entries), following=page.following)


def _line(entry: Entry, called: dict[UUID, str]) -> Sentence:
    return Sentence(text=sentence(entry=entry, name=called.get(UUID(entry.actor), "")), at=entry.at)
