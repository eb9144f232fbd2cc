"""What the tests of notices share: contact ways, writing a notice, and channels in memory."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from demo.cast import person_id
from ingang.connectors.mail.fake import FakeMailer
from ingang.connectors.push.fake import FakePusher
from ingang.connectors.sms.fake import FakeSmsSender
from ingang.foundation.access.actions import open_job
from ingang.foundation.notifications.actions import choose_channels, notify
from ingang.foundation.notifications.delivery import deliver
from ingang.foundation.notifications.models import Notice
from ingang.foundation.notifications.senders import by_mail, by_push, by_sms
from ingang.foundation.people.models import ContactWay
from ingang.foundation.personal.scope import house_scope, scope

KINDS = ("notifications.notice",)


class Post:
    """The channels, and the job that uses them."""

    def __init__(self) -> None:
        self.mailer, self.sms, self.pusher = FakeMailer(), FakeSmsSender(), FakePusher()

    def run(self, *, now: datetime) -> int:
        senders = {"mail": by_mail(self.mailer), "sms": by_sms(self.sms), "push": by_push(self.pusher)}
        return deliver(grant=open_job(name="notifications.deliver", kinds=KINDS, now=now), now=now, senders=senders)


@pytest.fixture
def post(cast: object) -> Post:
    """Mail, SMS and push in memory."""
    return Post()


def tell(
    key: str, *, now: datetime, about: UUID | None = None, code: str = "inbox.new_message", **options: object
) -> UUID:
    """Write a notice about something of the person's, as a service does inside its own transaction."""
    about = about or uuid4()
    grant = open_job(name="test", kinds=("inbox.message",), persons=(person_id(key),), now=now)
    with scope(grant):
        notify(
            person=person_id(key),
            code=code,
            about=about,
            kind="inbox.message",
            grant=grant,
            now=now,
            **options,  # type: ignore[arg-type]
        )
    return about


def give_number(key: str, *, now: datetime, number: str = "+46701740605") -> None:
    """A confirmed mobile number, beside the cast's mail address."""
    ContactWay.unguarded.create(person=person_id(key), channel="sms", address=number, verified_at=now)


def want_only(key: str, *channels: str, now: datetime) -> None:
    """A confirmed number too, and the wish to be told by these channels alone."""
    give_number(key, now=now)
    grant = open_job(name="test", kinds=("notifications.choices",), persons=(person_id(key),), now=now)
    choose_channels(grant=grant, code="inbox.new_message", channels=channels, now=now)


def outcomes(key: str) -> list[tuple[str, str, str]]:
    """Channel, state and reason of every notice about the person."""
    with house_scope():
        rows = Notice.unguarded.filter(person=person_id(key)).order_by("id")
        return [(row.channel, row.state, row.reason) for row in rows]


def attempts() -> list[int]:
    """How often each notice was tried."""
    with house_scope():
        return sorted(Notice.unguarded.values_list("attempts", flat=True))


def leaves_at(*, channel: str) -> datetime:
    """When the one notice by the channel may leave."""
    with house_scope():
        return Notice.unguarded.get(channel=channel).not_before
