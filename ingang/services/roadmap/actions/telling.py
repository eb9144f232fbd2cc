"""Meetings and news, and which units are given each week's changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.work_items.actions import create_work
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.roadmap.actions.saving import check_desk, check_editor, next_publication, save_at, told
from ingang.services.roadmap.errors import SlugTaken
from ingang.services.roadmap.models import Following, Meeting, News
from ingang.services.roadmap.queries import any_meeting, any_news, week_of_changes
from ingang.services.roadmap.rules import WEEK, monday_of

DIGEST = "roadmap.digest"


@transaction.atomic
def add_meeting(*, actor: Staff, values: Mapping[str, Any], now: datetime) -> Meeting:
    """Write a new meeting as a draft. Records roadmap.added. Refuses an actor without the role."""
    check_editor(actor=actor)
    row = Meeting.objects.create(**values, changed_at=now, changed_by=actor.hsa_id)
    record(event="roadmap.added", actor=actor, now=now, details=told(kind="meeting", id=row.id))
    return row


@transaction.atomic
def change_meeting(*, actor: Staff, id: UUID, seen: int, values: Mapping[str, Any], now: datetime) -> None:
    """Change a meeting, or add its notes. Records roadmap.changed.

    Refuses an actor without the role, and a version that a colleague has changed.
    """
    check_editor(actor=actor)
    save_at(row=any_meeting(id=id), seen=seen, values=values, actor=actor, now=now)
    record(event="roadmap.changed", actor=actor, now=now, details=told(kind="meeting", id=id))


@transaction.atomic
def publish_meeting(*, actor: Staff, id: UUID, seen: int, now: datetime) -> None:
    """Publish a draft, or archive what is published. Records roadmap.published. Refuses as `change_meeting` does."""
    check_editor(actor=actor)
    row = any_meeting(id=id)
    after = next_publication(now_at=row.publication)
    save_at(row=row, seen=seen, values={"publication": after}, actor=actor, now=now)
    record(event="roadmap.published", actor=actor, now=now, details=told(kind="meeting", id=id, to=after))


@transaction.atomic
def add_news(*, actor: Staff, values: Mapping[str, Any], now: datetime) -> News:
    """Write a piece of news as a draft. Records roadmap.added.

    Refuses an actor without the role, and an address that is taken.
    """
    check_editor(actor=actor)
    row = News(**values, changed_at=now, changed_by=actor.hsa_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise SlugTaken() from None
    record(event="roadmap.added", actor=actor, now=now, details=told(kind="news", id=row.id))
    return row


@transaction.atomic
def change_news(*, actor: Staff, slug: str, seen: int, values: Mapping[str, Any], now: datetime) -> None:
    """Change a piece of news. Records roadmap.changed.

    Refuses an actor without the role, and a version that a colleague has changed.
    """
    check_editor(actor=actor)
    row = any_news(slug=slug)
    save_at(row=row, seen=seen, values=values, actor=actor, now=now)
    record(event="roadmap.changed", actor=actor, now=now, details=told(kind="news", id=row.id))


@transaction.atomic
def publish_news(*, actor: Staff, slug: str, seen: int, now: datetime) -> None:
    """Publish a draft, or archive what is published. Records roadmap.published. Refuses as `change_news` does."""
    check_editor(actor=actor)
    row = any_news(slug=slug)
    after = next_publication(now_at=row.publication)
    save_at(row=row, seen=seen, values={"publication": after}, actor=actor, now=now)
    record(event="roadmap.published", actor=actor, now=now, details=told(kind="news", id=row.id, to=after))


@transaction.atomic
def follow(*, actor: Staff, wanted: bool, now: datetime) -> None:
    """Give the actor's unit each week's changes as work, or no more. What is so already stays so.

    Records roadmap.followed or roadmap.unfollowed. Refuses an assignment without a desk on which work is seen.
    """
    check_desk(actor=actor)
    if wanted:
        chosen = {"since": now, "chosen_by": actor.hsa_id}
        _, changed = Following.objects.get_or_create(unit=actor.unit, defaults=chosen)
    else:
        changed = Following.objects.filter(unit=actor.unit).delete()[0] > 0
    if changed and wanted:
        record(event="roadmap.followed", actor=actor, now=now, details={"unit": actor.unit})
    elif changed:
        record(event="roadmap.unfollowed", actor=actor, now=now, details={"unit": actor.unit})


def give_digest(*, grant: Grant, now: datetime) -> int:
    """The job: where something was changed in the week before this one, each following unit is given it as work.

    Once for each unit and week, however often it runs. Gives back how many were new.
    """
    monday = monday_of(local_date(now))
    if not week_of_changes(monday=monday - WEEK):
        return 0
    subject = f"{monday - WEEK}"
    units = Following.objects.order_by("unit").values_list("unit", flat=True)
    return sum(
        create_work(grant=grant, unit=unit, kind=DIGEST, subject=subject, due_at=now + WEEK, now=now) for unit in units
    )
