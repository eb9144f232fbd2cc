"""Texts that go live, and are taken away, by the clock."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from wagtail.actions.publish_page_revision import PublishPageRevisionAction

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.kernel.periods import local_date
from ingang.services.content.errors import NotSigned
from ingang.services.content.founding import found
from ingang.services.content.jobs import publish_by_the_clock
from ingang.services.content.models import Article
from ingang.services.content.queries import text_of
from ingang.services.content.samples import chapters, text

Cast = Callable[[str], Any]
HOUR = timedelta(hours=1)


@pytest.fixture
def waiting(cast: Cast, now: datetime) -> Article:
    """A signed text that goes live in an hour and away in two."""
    row = text(key="tid", title="Tid", chapters=chapters("Ring 112", "Så känns det"))
    row.go_live_at, row.expire_at = now + HOUR, now + 2 * HOUR
    found().add_child(instance=row)
    row.sign(name="Hedda Ek", title="Allmänläkare", on=local_date(now))
    row.save_revision().publish()
    return row


def test_a_text_goes_live_and_away_at_its_times(waiting: Article, now: datetime, time_machine: Any) -> None:
    seen = []
    for hours in (0, 1, 2):
        then = now + hours * HOUR + timedelta(minutes=1)
        time_machine.move_to(then, tick=False)
        publish_by_the_clock(grant=open_job(name="content.publish", kinds=(), now=then), now=then)
        seen.append(text_of(key="tid", language="sv") is not None)

    # That a time was set is told too.
    events = AuditEvent.objects.filter(event__startswith="content.").order_by("id").values_list("event", "actor_kind")
    assert seen == [False, True, False]
    assert [event for event, _ in events] == ["content.published", "content.published", "content.unpublished"]
    assert {kind for _, kind in events} == {"job"}


def test_by_no_way_at_all_does_an_unsigned_text_go_live(cast: Cast) -> None:
    row = text(key="osignerad", title="Osignerad", chapters=chapters("Ring 112", "Så känns det"))
    found().add_child(instance=row)
    revision = row.save_revision()

    with pytest.raises(NotSigned):
        revision.publish()
    with pytest.raises(NotSigned):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)

    assert not Article.objects.get(key="osignerad").live


def test_words_changed_after_the_signature_are_not_the_words_that_were_signed(cast: Cast, now: datetime) -> None:
    row = text(key="andrad", title="Ändrad", chapters=chapters("Ring 112", "Så känns det"))
    found().add_child(instance=row)
    row.sign(name="Hedda Ek", title="Allmänläkare", on=local_date(now))
    row.ingress = "Något annat."

    with pytest.raises(NotSigned):
        row.save_revision().publish()
