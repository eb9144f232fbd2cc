"""The job that tells the engagement index what has changed: read as it is now, in one message, and tried again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q

from ingang.connectors.background import BACKGROUND
from ingang.connectors.engagement_index.engagements import Change
from ingang.connectors.errors import ConnectorError
from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.rules import organisation_number
from ingang.foundation.people.queries import identifiers_of
from ingang.foundation.personal.scope import action, query
from ingang.foundation.records.queries import changed_last, holders
from ingang.foundation.systems.engagement_index import own_address, the_index
from ingang.foundation.work_items.actions import create_work
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.periods import local_date
from ingang.services.engagements.models import Untold
from ingang.services.engagements.rules import WORDS, WORK_AFTER, engagement, pause_after
from ingang.services.engagements.service import NOT_TOLD

AT_ONCE = 200


def tell(*, grant: Grant, now: datetime) -> int:
    """Tell the index of what is due, the earliest first; gives back how many it took. Nothing while there is none.

    A telling that fails is tried again after a pause, and after an hour it is the operation's work too.
    """
    index = the_index()
    waiting = due(grant=grant, now=now) if index else []
    changes = {row: change_of(grant=grant, row=row, now=now) for row in waiting}
    told = [change for change in changes.values() if change]
    if index and told:
        try:
            BACKGROUND.run(lambda http: index.update(http=http, changes=told)).result()
        except ConnectorError:
            postpone(grant=grant, rows=waiting, now=now)
            return 0
    settle(grant=grant, changes=changes, now=now)
    return len(told)


@query
def due(*, grant: Grant, now: datetime) -> list[Untold]:
    """What is to be told now."""
    is_due = Q(next_attempt_at=None) | Q(next_attempt_at__lte=now)
    return list(Untold.under(grant).filter(is_due).order_by("changed_at", "id")[:AT_ONCE])


@query
def change_of(*, grant: Grant, row: Untold, now: datetime) -> Change | None:
    """How it stands now: the newest change, or that the last record is gone.

    None for one whom the index can not know: without a number of her own that is known everywhere (records 1, R3).
    """
    numbers = [one for one in identifiers_of(person=row.person, on=local_date(now)) if not one.kind.is_reserve]
    word = WORDS.get(row.word)
    if not numbers or word is None:
        return None
    about: dict[str, Any] = {"grant": grant, "types": word.types, "categories": word.categories}
    changed_at = changed_last(**about, person=row.person, care_giver=row.care_giver)
    told = engagement(
        resident=numbers[0].value,
        care_giver=row.care_giver,
        word=word,
        own_address=own_address(),
        changed_at=changed_at or row.changed_at,
    )
    # Care givers of one organisation number share a row there: it is gone when none of them holds anything.
    held_by = {organisation_number(care_giver) for _, care_giver in holders(**about, persons=[row.person])}
    return Change(engagement=told, is_gone=told.data_controller not in held_by)


@action
def settle(*, grant: Grant, changes: dict[Untold, Change | None], now: datetime) -> None:
    """Forget what is told, unless it has changed since. Records engagements.told for each."""
    for row, change in changes.items():
        Untold.under(grant).filter(id=row.id, changed_at=row.changed_at).delete()
        if change:
            details = {"care_giver": row.care_giver, "word": row.word, "is_gone": str(change.is_gone)}
            record_under(event="engagements.told", grant=grant, person=row.person, now=now, details=details)


@action
def postpone(*, grant: Grant, rows: Iterable[Untold], now: datetime) -> None:
    """Try again after a pause. What has been tried for an hour is work for the operation, once a day for all of it."""
    is_work = False
    for row in rows:
        attempts = row.attempts + 1
        then = {"attempts": attempts, "next_attempt_at": now + pause_after(attempts=attempts)}
        Untold.under(grant).filter(id=row.id).update(**then)
        is_work = is_work or attempts >= WORK_AFTER
    if is_work:
        subject = str(local_date(now))
        create_work(grant=grant, unit=OPERATION, kind=NOT_TOLD, subject=subject, due_at=now, now=now)
