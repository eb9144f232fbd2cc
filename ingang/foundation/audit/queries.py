"""Reading the log: what the resident's access log shows, and what a unit's reviewer shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from ingang.foundation.audit.models import AuditEvent, ShownPerson
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.personal.errors import KindNotGranted
from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant, GrantKind, Ground
from ingang.kernel.registry import current

PAGE = 50
HIDDEN_MARK = "hidden_from_guardian"
"""What the details of an event about something hidden from guardians carry."""
LOOK_UPS = frozenset({"access.person_opened", "access.across_opened", "access.existence_asked"})
"""That somebody opened one person by name, and not a list."""
HIDDEN_EVENT = "access.hidden_from_guardian"
"""Somebody hid a thing: `item` in its details names it, and earlier events may name it too."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """Where a page ended: the next one begins with the event before this one."""

    at: datetime
    id: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One event as it may be shown. `persons` holds those of its persons whom the grant reaches."""

    id: int
    at: datetime
    event: str
    outcome: str
    persons: frozenset[UUID]
    kinds: tuple[str, ...]
    purpose: str
    ground: str
    actor_kind: str
    actor: str
    actor_name: str
    actor_role: str
    acting_for: UUID | None
    unit: str
    care_giver: str
    way: str
    details: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """That a member of staff opened a person's data."""

    person: UUID
    at: datetime
    reader: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Entries, the latest first; `following` is where the next page begins, None at the end."""

    entries: tuple[Entry, ...]
    following: Position | None


@query
def events_about(
    *, grant: Grant, since: datetime, until: datetime, before: Position | None = None, size: int = PAGE
) -> Page:
    """Who read or wrote the data of the grant's person: since included, until excluded (PDL 8:5).

    Events of lists that showed the person are among them, without the others on the list. What is only for the one
    who acted (corrections 3.9) is left out for others. Refuses a grant for other kinds, and gives nothing under one
    that names no person.
    """
    _check(grant)
    own = AuditEvent.objects.filter(person__in=grant.persons, at__gte=since, at__lt=until)
    shown = ShownPerson.objects.filter(person__in=grant.persons, at__gte=since, at__lt=until)
    if before:
        shown = shown.filter(Q(at__lt=before.at) | Q(at=before.at, event_id__lt=before.id))
    latest = shown.order_by("-at", "-event_id").values_list("at", "event_id").distinct()[: size + 1]
    ids = [event_id for _, event_id in latest]
    on_lists = AuditEvent.objects.filter(id__in=ids, at__gte=since, at__lt=until)
    rows = {row.id: row for row in (*_latest(own, before, size), *on_lists)}
    return _page(list(rows.values()), size, grant)


@query
def events_numbered(*, grant: Grant, ids: Iterable[int]) -> list[Entry]:
    """Those of the events that are about the grant's person, also of lists that showed her, the latest first.

    Refuses a grant for other kinds. What is only for the one who acted (corrections 3.9) is nobody else's.
    """
    _check(grant)
    wanted = list(ids)
    shown = ShownPerson.objects.filter(person__in=grant.persons, event_id__in=wanted).values_list("event_id", flat=True)
    rows = AuditEvent.objects.filter(Q(person__in=grant.persons) | Q(id__in=list(shown)), id__in=wanted)
    return list(_page(list(rows), len(wanted), grant).entries)


@query
def look_ups_by_staff(*, grant: Grant, after: int, until: datetime, size: int) -> list[Entry]:
    """Whom staff opened by name, done or refused, from all of the log: numbers above `after`, in their order.

    For jobs that watch the log: refuses any other grant than a job's for every person. `until` is excluded.
    """
    _check(grant)
    if grant.kind is not GrantKind.JOB or grant.persons:
        raise KindNotGranted("only a job that watches the whole log reads it whole")
    rows = AuditEvent.objects.filter(id__gt=after, at__lt=until, actor_kind="staff", event__in=LOOK_UPS)
    return [_entry(row, None) for row in rows.exclude(person=None).order_by("id")[:size]]


@query
def readers_before(*, grant: Grant, persons: Iterable[UUID], since: datetime, until: datetime) -> list[Reading]:
    """Who of the staff opened each of the persons between the two, for jobs that watch the log."""
    _check(grant)
    rows = AuditEvent.objects.filter(
        person__in=list(persons), at__gte=since, at__lt=until, actor_kind="staff", event__in=LOOK_UPS
    )
    found = rows.values_list("person", "at", "actor")
    return [Reading(person=person, at=at, reader=actor) for person, at, actor in found if person]


@query
def hidden_items(*, grant: Grant) -> frozenset[str]:
    """The ids of things that were hidden from guardians after something stood in the log about them."""
    _check(grant)
    rows = AuditEvent.objects.filter(person__in=grant.persons, event=HIDDEN_EVENT).values_list("details", flat=True)
    return frozenset(details["item"] for details in rows if "item" in details)


@query
def events_by_representatives(
    *, grant: Grant, until: datetime, before: Position | None = None, size: int = PAGE
) -> Page:
    """What those who acted for the grant's person did and read, the latest first; `until` is excluded.

    What is only for the one who acted (corrections 3.9) is left out for others. Refuses a grant for other kinds, and
    gives nothing under one that names no person.
    """
    _check(grant)
    rows = AuditEvent.objects.filter(person__in=grant.persons, actor_kind="representative", at__lt=until)
    return _page(_latest(rows, before, size), size, grant)


@query
def events_at_unit(
    *, grant: Grant, since: datetime, until: datetime, before: Position | None = None, size: int = PAGE
) -> Page:
    """What was done in the name of the grant's unit, for its reviewers (HSLF-FS 2016:40 chapter 4 section 9).

    Refuses a grant for other kinds, and gives nothing under one that names no unit. The caller records whom the
    list shows.
    """
    _check(grant)
    if not grant.unit:
        return Page(entries=(), following=None)
    rows = AuditEvent.objects.filter(unit=grant.unit, at__gte=since, at__lt=until)
    return _page(_latest(rows, before, size), size, None)


def _check(grant: Grant) -> None:
    if not grant.covers(EVENTS):
        raise KindNotGranted(f"the audit log holds {EVENTS!r}; the grant covers {sorted(grant.kinds)}")


def _latest(rows: QuerySet[AuditEvent], before: Position | None, size: int) -> list[AuditEvent]:
    if before:
        rows = rows.filter(Q(at__lt=before.at) | Q(at=before.at, id__lt=before.id))
    return list(rows.order_by("-at", "-id")[: size + 1])


def _page(rows: list[AuditEvent], size: int, reader: Grant | None) -> Page:
    """`reader` is the grant of the persons the page is about; None for a unit's reviewers."""
    rows.sort(key=lambda row: (row.at, row.id), reverse=True)
    shown = [row for row in rows[:size] if reader is None or _may_be_told(row, reader)]
    entries = tuple(_entry(row, reader.persons if reader else None) for row in shown)
    more = len(rows) > size
    return Page(
        # A false entry in the index of persons must not show anyone an event that is not about her.
        entries=tuple(entry for entry in entries if entry.persons or reader is None),
        following=Position(at=rows[size - 1].at, id=rows[size - 1].id) if more else None,
    )


def _may_be_told(row: AuditEvent, reader: Grant) -> bool:
    """Of some kinds only the one who acted may know that they were opened, under any identity she has had."""
    if current().kinds_only_for_actor.isdisjoint(row.kinds):
        return True
    own = {str(person) for person in reader.persons} if reader.ground is Ground.OWN_DATA else set()
    return row.actor in own | {reader.actor.identity}


def _entry(row: AuditEvent, reached: frozenset[UUID] | None) -> Entry:
    persons = frozenset(UUID(one) for one in row.persons) | ({row.person} if row.person else frozenset())
    return Entry(
        id=row.id,
        at=row.at,
        event=row.event,
        outcome=row.outcome,
        persons=persons if reached is None else persons & reached,
        kinds=tuple(row.kinds),
        purpose=row.purpose,
        ground=row.ground,
        actor_kind=row.actor_kind,
        actor=row.actor,
        actor_name=row.actor_name,
        actor_role=row.actor_role,
        acting_for=row.acting_for,
        unit=row.unit,
        care_giver=row.care_giver,
        way=row.way,
        details=dict(row.details),
    )
