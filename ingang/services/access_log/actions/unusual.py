"""Finding unusual readings, and telling those who want to know."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from ingang.foundation.access.across import RelationReason
from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK, Entry, Reading, look_ups_by_staff, readers_before
from ingang.foundation.care_units.queries import closed_at, sensitive_units
from ingang.foundation.consents.queries import Contact, contacts_with
from ingang.foundation.notifications.actions import notify
from ingang.foundation.notifications.queries import is_wanted
from ingang.foundation.people.models import StaffMember
from ingang.foundation.people.queries import family_names, staff_of_units
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.access_log.models import UNUSUAL, UnusualReading, Watch
from ingang.services.access_log.rules.log import units_of
from ingang.services.access_log.rules.unusual import MANY_WITHIN, ReadingFacts, Sign, contact_near, signs_of

NOTICE = "access_log.unusual"
AT_ONCE = 2_000
SETTLES = timedelta(minutes=1)
"""Events are numbered when they are written and seen when they are committed: the latest minute is left for later."""


@dataclass(frozen=True, kw_only=True)
class _Known:
    """What is known of everybody and every unit in a batch of readings."""

    contacts: Mapping[tuple[UUID, str], Sequence[Contact]]
    names: Mapping[UUID, tuple[str, str]]
    colleagues: Mapping[str, Sequence[StaffMember]]
    closed: frozenset[tuple[str, datetime]]
    readers: Mapping[UUID, Sequence[Reading]]
    sensitive: frozenset[str]


@action
def find_unusual(*, grant: Grant, now: datetime) -> int:
    """Weigh what staff have opened since the last time, and keep what is unusual; gives back how many were found.

    Runs again without finding anything twice. Records access_log.unusual_found for each, and sends the notice
    access_log.unusual to those who have chosen it.
    """
    watch, _ = Watch.objects.select_for_update().get_or_create(id=1)
    entries = look_ups_by_staff(grant=grant, after=watch.weighed, until=now - SETTLES, size=AT_ONCE)
    known = _known(entries, grant)
    found = [(entry, signs) for entry in entries if (signs := signs_of(_facts(entry, known)))]
    for entry, signs in found:
        _keep(entry, signs, known, grant, now)
    if entries:
        Watch.objects.filter(id=watch.id).update(weighed=entries[-1].id)
    return len(found)


def _keep(entry: Entry, signs: Sequence[Sign], known: _Known, grant: Grant, now: datetime) -> None:
    (person,) = entry.persons
    hidden = bool(entry.details.get(HIDDEN_MARK) or units_of(entry=entry) & known.sensitive)
    values = {"read_at": entry.at, "signs": list(signs), "hidden_from_guardian": hidden}
    row, is_new = UnusualReading.under(grant).get_or_create(person=person, entry=entry.id, defaults=values)
    if not is_new:
        return
    details = {"reading": str(row.id)} | ({HIDDEN_MARK: "1"} if hidden else {})
    record_under(event="access_log.unusual_found", grant=grant, person=person, details=details, now=now)
    if is_wanted(person=person, code=NOTICE, hidden_from_guardian=hidden, now=now):
        notify(
            person=person, code=NOTICE, about=row.id, kind=UNUSUAL, hidden_from_guardian=hidden, grant=grant, now=now
        )


def _known(entries: Iterable[Entry], grant: Grant) -> _Known:
    entries = list(entries)
    persons = frozenset[UUID]().union(*(entry.persons for entry in entries))
    units = frozenset(entry.unit for entry in entries)
    return _Known(
        contacts=contacts_with(persons=persons, units=units, attested=RelationReason),
        names=family_names(persons=persons),
        colleagues=staff_of_units(units=units),
        closed=closed_at(moments=[(entry.unit, entry.at) for entry in entries]),
        readers=_readers(entries, persons, grant),
        sensitive=sensitive_units(hsa_ids=units),
    )


def _readers(entries: list[Entry], persons: frozenset[UUID], grant: Grant) -> Mapping[UUID, Sequence[Reading]]:
    by_person: dict[UUID, list[Reading]] = defaultdict(list)
    if entries:
        since = min(entry.at for entry in entries) - MANY_WITHIN
        until = max(entry.at for entry in entries) + timedelta(microseconds=1)
        for reading in readers_before(grant=grant, persons=persons, since=since, until=until):
            by_person[reading.person].append(reading)
    return by_person


def _facts(entry: Entry, known: _Known) -> ReadingFacts:
    (person,) = entry.persons
    given, family = known.names.get(person, ("", ""))
    near = [
        one
        for one in known.contacts.get((person, entry.unit), ())
        if contact_near(valid_from=one.valid_from, valid_until=one.valid_until, at=entry.at)
    ]
    colleagues = known.colleagues.get(entry.unit, ())
    within = [one for one in known.readers.get(person, ()) if entry.at - MANY_WITHIN < one.at <= entry.at]
    return ReadingFacts(
        at=entry.at,
        had_contact=bool(near),
        contact_is_own_word=all(one.is_own_word for one in near),
        reader_name=entry.actor_name,
        own_name=family,
        works_there=any((one.given_name, one.family_name) == (given, family) for one in colleagues),
        unit_was_closed=(entry.unit, entry.at) in known.closed,
        readers=len({one.reader for one in within}),
    )
