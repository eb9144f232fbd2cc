"""The log of the person whose page it is, as lines to read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.audit.queries import Entry, Position, events_about, events_numbered, hidden_items
from ingang.foundation.care_units.queries import care_unit_names, public_care_givers, sensitive_units
from ingang.foundation.people.queries import names as people_names
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.access_log.queries.questions import AskedQuestion, questions_about
from ingang.services.access_log.queries.unusual import signs_about, unusual_numbers
from ingang.services.access_log.rules.log import Filter, may_guardian_see, units_of
from ingang.services.access_log.rules.unusual import Sign
from ingang.services.access_log.words import Names, kind_title

PAGE = 50
CHUNK = 500
MOST_CHUNKS = 20
MOST_DOWNLOADED = 5000


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something to choose in a filter."""

    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event, what to call those who stand in it, the question about it if any, and what is unusual about it."""

    entry: Entry
    names: Names
    asked: AskedQuestion | None = None
    signs: tuple[Sign, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Log:
    """Lines, the latest first; `following` is where the next page begins, None at the end."""

    lines: tuple[Line, ...]
    following: Position | None
    units: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()


@query
def log_page(*, grant: Grant, chosen: Filter, now: datetime, before: Position | None = None) -> Log:
    """One page of the log and what it can be narrowed to. Guardians do not see what is hidden from them."""
    entries, following = _entries(grant, chosen, now, before, PAGE)
    units, kinds = _choices(grant, chosen, now)
    return Log(lines=lines_of(entries=entries, grant=grant, now=now), following=following, units=units, kinds=kinds)


@query
def whole_log(*, grant: Grant, chosen: Filter, now: datetime) -> Log:
    """The same lines as the pages show, all of them up to a limit, for a file."""
    entries, following = _entries(grant, chosen, now, None, MOST_DOWNLOADED)
    return Log(lines=lines_of(entries=entries, grant=grant, now=now), following=following)


@query
def unusual_lines(*, grant: Grant, now: datetime) -> tuple[Line, ...]:
    """The latest lines that are unusual, the latest first; a guardian's as the log shows them to her."""
    entries = events_numbered(grant=grant, ids=unusual_numbers(grant=grant))
    return lines_of(entries=visible(entries=entries, grant=grant), grant=grant, now=now)


def _entries(
    grant: Grant, chosen: Filter, now: datetime, before: Position | None, size: int
) -> tuple[list[Entry], Position | None]:
    """Matching entries, read in chunks since the filter is ours; `MOST_CHUNKS` bounds the work of one page."""
    found: list[Entry] = []
    for _ in range(MOST_CHUNKS):
        page = events_about(grant=grant, since=chosen.since(now=now), until=_end(now), before=before, size=CHUNK)
        found += [entry for entry in visible(entries=page.entries, grant=grant) if chosen.matches(entry)]
        if len(found) > size:
            last = found[size - 1]
            return found[:size], Position(at=last.at, id=last.id)
        before = page.following
        if before is None:
            break
    return found, before


def _choices(grant: Grant, chosen: Filter, now: datetime) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    page = events_about(grant=grant, since=chosen.since(now=now), until=_end(now), size=CHUNK)
    entries = visible(entries=page.entries, grant=grant)
    units = care_unit_names(hsa_ids=_units(entries))
    kinds = {code: kind_title(code) for entry in entries for code in entry.kinds}
    return _sorted(units), _sorted(kinds)


def _sorted(titles: dict[str, str]) -> tuple[Choice, ...]:
    ordered = sorted(titles.items(), key=lambda item: (item[1], item[0]))
    return tuple(Choice(code=code, title=title) for code, title in ordered)


def visible(*, entries: Iterable[Entry], grant: Grant) -> list[Entry]:
    """Those of the lines that stand in the log as this reader sees it."""
    if not grant.is_guardian:
        return list(entries)
    entries = list(entries)
    sensitive = sensitive_units(hsa_ids=_units(entries))
    guardian = grant.actor.identity
    hidden = hidden_items(grant=grant)
    return [
        one
        for one in entries
        if may_guardian_see(entry=one, guardian=guardian, sensitive_units=sensitive, hidden=hidden)
    ]


def _units(entries: list[Entry]) -> frozenset[str]:
    return frozenset[str]().union(*(units_of(entry=entry) for entry in entries))


@query
def lines_of(*, entries: list[Entry], grant: Grant, now: datetime) -> tuple[Line, ...]:
    """The events as lines: with the names in them, the questions about them, and what is unusual."""
    names = names_in(entries=entries)
    numbers = [entry.id for entry in entries]
    asked = questions_about(grant=grant, entries=numbers, now=now)
    signs = signs_about(grant=grant, entries=numbers)
    return tuple(
        Line(entry=entry, names=names, asked=asked.get(entry.id), signs=signs.get(entry.id, ())) for entry in entries
    )


def names_in(*, entries: Iterable[Entry]) -> Names:
    """What to call those who stand in the lines."""
    entries = list(entries)
    people = frozenset(UUID(entry.actor) for entry in entries if entry.actor_kind in {"resident", "representative"})
    return Names(
        people={str(person): name for person, name in people_names(persons=people).items()},
        units=care_unit_names(hsa_ids=frozenset(entry.unit for entry in entries if entry.unit)),
        public_care_givers=public_care_givers(hsa_ids=frozenset(entry.care_giver for entry in entries)),
    )


def _end(now: datetime) -> datetime:
    """The period's end is excluded, and this very reading is in the log already."""
    return now + timedelta(seconds=1)
