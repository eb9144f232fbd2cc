"""What a person chooses is obeyed when a notice is written and when it leaves."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from conftest import opened, representative, resident
from demo.cast import person_id
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.notifications.actions import choose_channels
from ingang.foundation.notifications.errors import ChannelUnknown
from ingang.foundation.notifications.models import ChosenChannels
from ingang.foundation.notifications.queries import notice_choices
from ingang.foundation.notifications.tests.conftest import Post, give_number, outcomes, tell

pytestmark = pytest.mark.django_db

CHOICES = "notifications.choices"
CODE = "inbox.new_message"
ALL = {"mail", "sms", "push"}


def choose(key: str, *channels: str, now: datetime, code: str = CODE) -> None:
    choose_channels(grant=opened(resident(key), CHOICES, now=now), code=code, channels=channels, now=now)


def chosen(key: str, *, now: datetime) -> set[str]:
    choices = notice_choices(grant=opened(resident(key), CHOICES, now=now))
    return set(next(one.channels for one in choices if one.code == CODE))


def test_who_has_chosen_nothing_is_told_by_every_way_she_has(post: Post, now: datetime) -> None:
    give_number("alva", now=now)

    tell("alva", now=now)

    assert chosen("alva", now=now) == ALL
    assert sorted(channel for channel, _, _ in outcomes("alva")) == ["mail", "sms"]


def test_a_choice_is_kept_and_recorded_once(post: Post, now: datetime) -> None:
    choose("alva", "sms", now=now)
    choose("alva", "sms", now=now)

    assert chosen("alva", now=now) == {"sms"}
    event = AuditEvent.objects.get(event="notifications.channels_chosen")
    assert event.details == {"code": CODE, "channels": "sms"}


def test_choosing_everything_again_is_kept_too(post: Post, now: datetime) -> None:
    choose("alva", now=now)

    choose("alva", *ALL, now=now)

    assert chosen("alva", now=now) == ALL


def test_a_choice_is_obeyed_when_the_notice_is_written(post: Post, now: datetime) -> None:
    give_number("alva", now=now)
    choose("alva", "sms", now=now)

    tell("alva", now=now)

    assert outcomes("alva") == [("sms", "waiting", "")]


def test_a_choice_is_obeyed_when_the_notice_leaves(post: Post, now: datetime) -> None:
    give_number("alva", now=now)
    tell("alva", now=now)
    choose("alva", "sms", now=now)

    post.run(now=now)

    assert sorted(outcomes("alva")) == [("mail", "suppressed", "not_wanted"), ("sms", "sent", "")]


def test_who_wants_no_notice_gets_none_and_that_can_be_seen(post: Post, now: datetime) -> None:
    choose("alva", now=now)

    tell("alva", now=now)

    assert outcomes("alva") == [("", "suppressed", "not_wanted")]


def test_a_childs_notices_follow_the_guardians_choice(post: Post, now: datetime) -> None:
    give_number("bo", now=now, number="+46701740606")
    choose("bo", "sms", now=now)

    tell("ella", now=now)

    assert outcomes("ella") == [("sms", "waiting", "")]


def test_one_persons_choice_is_not_anothers(post: Post, now: datetime) -> None:
    choose("cleo", now=now)

    tell("alva", now=now)

    assert outcomes("alva") == [("mail", "waiting", "")]
    assert chosen("alva", now=now) == ALL


@pytest.mark.parametrize(("code", "channel"), [(CODE, "pigeon"), ("inbox.secret", "mail"), ("", ""), (CODE, "")])
def test_what_does_not_exist_can_not_be_chosen(post: Post, now: datetime, code: str, channel: str) -> None:
    with pytest.raises(ChannelUnknown):
        choose("alva", channel, now=now, code=code)

    assert ChosenChannels.unguarded.count() == 0


@pytest.mark.parametrize("child", ["ella", "maja"])
def test_nobody_chooses_for_another(cast: Callable[[str], UUID], now: datetime, child: str) -> None:
    with pytest.raises(AccessRefused):
        opened(representative("bo", acting_for=child), CHOICES, now=now, person=person_id(child))
