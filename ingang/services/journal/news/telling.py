"""The job that tells of what is new as soon as it can be read, and not before: once, whatever happens to the worker."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.notifications.actions.telling import notify
from ingang.foundation.notifications.queries import recipients, wanted_kinds
from ingang.foundation.personal.scope import action, query
from ingang.kernel.grant import Grant
from ingang.services.journal.news.models import NewEntry
from ingang.services.journal.news.reading import readable
from ingang.services.journal.news.rules import LONGEST, Pace, code_of, next_look

JOB = "journal.tell_news"
MOST = 500


def tell(*, grant: Grant, now: datetime) -> int:
    """Tell everybody whom there is something new for; gives how many notices. Under a job's grant.

    Each person is opened for herself, and what is told of is forgotten in the same transaction.
    """
    return sum(_tell(person, reader, Pace(pace), now) for person, reader, pace in _due(grant=grant, now=now))


@query
def _due(*, grant: Grant, now: datetime) -> list[tuple[UUID, UUID, str]]:
    rows = NewEntry.under(grant).filter(look_at__lte=now).order_by("person", "reader", "pace")
    return list(rows.values_list("person", "reader", "pace").distinct()[:MOST])


def _tell(person: UUID, reader: UUID, pace: Pace, now: datetime) -> int:
    grant = open_job(name=JOB, kinds=(NewEntry.data_kind,), persons=(person,), now=now)
    return tell_reader(grant=grant, reader=reader, pace=pace, now=now)


@action
def tell_reader(*, grant: Grant, reader: UUID, pace: Pace, now: datetime) -> int:
    """Tell one reader, with one notice of each kind, of what she can read now; gives how many notices.

    What she can not read yet is looked at again. Forgets what is gone, what has waited for a year, and everything where
    she looks after the person's matters no more or wishes no such notice. Records journal.new_told for each notice.
    """
    mine = NewEntry.under(grant).filter(reader=reader, pace=pace)
    rows = list(mine.filter(look_at__lte=now).order_by("id"))
    wanted = _wanted(grant.person, reader, now)
    found = readable(grant=grant, reader=reader, rows=rows, now=now)
    first: dict[str, UUID] = {}
    for row in rows:
        if row.entry in found.kinds:
            first.setdefault(code_of(kind=found.kinds[row.entry], pace=pace), row.id)
    told = {code: about for code, about in first.items() if code in wanted}
    for code, about in told.items():
        _notify(grant, reader, code, about, now)
    waiting = [row for row in rows if wanted and row.entry in found.waiting and row.came_at + LONGEST > now]
    for row in waiting:
        mine.filter(id=row.id).update(look_at=next_look(pace=pace, came_at=row.came_at, now=now))
    mine.filter(id__in={row.id for row in rows} - {row.id for row in waiting}).delete()
    return len(told)


def _wanted(person: UUID, reader: UUID, now: datetime) -> frozenset[str]:
    """The kinds of notices that the reader wishes of the person's matters; none where these are hers no more."""
    is_hers = reader in recipients(person=person, hidden_from_guardian=False, now=now)
    return wanted_kinds(persons=[reader])[reader] if is_hers else frozenset()


def _notify(grant: Grant, reader: UUID, code: str, about: UUID, now: datetime) -> None:
    """What a person has of her own is nothing for her guardians to know of (corrections 3.2)."""
    is_own = reader == grant.person
    notify(
        person=grant.person, code=code, about=about, kind=NewEntry.data_kind, now=now, grant=grant,
        hidden_from_guardian=is_own, among=frozenset({reader}),
    )  # fmt: skip
    details = {"code": code} | ({HIDDEN_MARK: "1"} if is_own else {})
    record_under(event="journal.new_told", grant=grant, now=now, details=details)
