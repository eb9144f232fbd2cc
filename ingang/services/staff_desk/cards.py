"""The unit's work items as entries of its work list."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.work_items.queries import WorkLine, open_work
from ingang.kernel.grant import Grant
from ingang.kernel.service import WorkEntry
from ingang.ui.words import date_in_words


def work_list(grant: Grant, now: datetime) -> tuple[WorkEntry, ...]:
    """What could not be delivered, and receivers who can not be reached; the late ones are urgent."""
    return tuple(_entry(line, now) for line in open_work(grant=grant, now=now))


def _entry(line: WorkLine, now: datetime) -> WorkEntry:
    return WorkEntry(
        title=gettext(line.title),
        address=reverse("staff_desk:item", kwargs={"item": line.item.id}),
        due=date_in_words(value=line.item.due_at, now=now),
        urgent=line.is_late,
    )
