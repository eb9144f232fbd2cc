"""Important messages that nobody reads become the unit's work, once; read afterwards, the work is done."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext, override

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.foundation.work_items.actions import create_work, finish_work
from ingang.foundation.work_items.models import WorkItem, WorkState
from ingang.kernel.grant import Grant
from ingang.services.inbox.actions.receiving import details_of
from ingang.services.inbox.models import Message

UNREAD = "inbox.unread"
AT_ONCE = 200
WITHIN = timedelta(days=1)


def watch_unread(*, grant: Grant, now: datetime) -> None:
    """The job: raise what is due, and finish what was read after all."""
    raise_alarms(grant=grant, now=now)
    settle_alarms(grant=grant, now=now)


@action
def raise_alarms(*, grant: Grant, now: datetime) -> int:
    """Give each sending unit work for its important messages that nobody has read in time (e-services 2.4).

    Exactly one piece of work for a message; read before that, none. Records inbox.alarm_raised.
    """
    due = Message.under(grant).filter(first_read_at=None, alarmed_at=None, alarm_at__lte=now)
    rows = list(due.select_for_update(skip_locked=True).order_by("alarm_at", "id")[:AT_ONCE])
    for row in rows:
        create_work(
            grant=grant,
            unit=row.unit,
            kind=UNREAD,
            subject=str(row.id),
            person=row.person,
            due_at=now + WITHIN,
            now=now,
        )
        Message.under(grant).filter(id=row.id).update(alarmed_at=now)
        _record("inbox.alarm_raised", row, grant, now)
    return len(rows)


@action
def settle_alarms(*, grant: Grant, now: datetime) -> int:
    """Finish work that nobody has taken, where the message was read after the alarm. Records inbox.alarm_settled."""
    waiting = WorkItem.under(grant).filter(kind=UNREAD, state=WorkState.OPEN).order_by("due_at", "id")[:AT_ONCE]
    work = {UUID(item.subject): item.id for item in waiting}
    rows = list(Message.under(grant).filter(id__in=work, first_read_at__isnull=False).order_by("id"))
    with override("sv"):
        outcome = gettext("The message was read.")
    for row in rows:
        finish_work(grant=grant, item=work[row.id], outcome=outcome, now=now)
        _record("inbox.alarm_settled", row, grant, now)
    return len(rows)


def _record(event: str, row: Message, grant: Grant, now: datetime) -> None:
    record_under(event=event, grant=grant, person=row.person, details=details_of(message=row), now=now)
