"""Notices through the channels: whom they reach, what stops them, and that each leaves once."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from conftest import staff
from demo.cast import person_id
from ingang.connectors.mail import errors as mail_errors
from ingang.connectors.sms import errors as sms_errors
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogInLock
from ingang.foundation.notifications.actions.claiming import claim
from ingang.foundation.notifications.delivery import deliver
from ingang.foundation.notifications.errors import UnknownNotice
from ingang.foundation.notifications.queries import count_undelivered, notices_about
from ingang.foundation.notifications.tests.conftest import (
    KINDS,
    Post,
    attempts,
    give_number,
    leaves_at,
    outcomes,
    tell,
)
from ingang.foundation.people.models import ContactWay, GuardianBlock, Person

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LEASE = timedelta(seconds=120)
MORNING = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)


def recipients(post: Post) -> list[str]:
    return sorted(mail.recipient for mail in post.mailer.sent)


def test_a_notice_is_sent_recorded_and_never_again(post: Post, now: datetime) -> None:
    tell("alva", now=now)

    runs = [post.run(now=now) for _ in range(2)]

    assert runs == [1, 0]
    assert recipients(post) == ["alva@ingang.example"]
    assert outcomes("alva") == [("mail", "sent", "")]
    assert AuditEvent.objects.filter(event="notifications.notice_sent", person=person_id("alva")).count() == 1


def test_telling_twice_about_the_same_is_one_notice(post: Post, now: datetime) -> None:
    about = tell("alva", now=now)

    tell("alva", now=now + timedelta(seconds=4), about=about)

    assert outcomes("alva") == [("mail", "waiting", "")]


def test_every_notice_is_byte_equal_in_its_language(post: Post, now: datetime) -> None:
    Person.objects.filter(id=person_id("imran")).update(language="en")
    for key in ("alva", "freja", "imran", "maja"):
        give_number(key, now=now, number=f"+4670174060{len(key)}")
        tell(key, now=now)

    post.run(now=now)

    mails = {(mail.subject, mail.text) for mail in post.mailer.sent}
    assert len(mails) == 2
    assert {sms.text for sms in post.sms.sent} == {text for _, text in mails}


def test_a_notice_never_leaves_before_its_message_can_be_read(post: Post, now: datetime) -> None:
    later = now + timedelta(minutes=30)
    tell("alva", now=now, readable_from=later)

    early, due = post.run(now=later - timedelta(seconds=1)), post.run(now=later)

    assert (early, due) == (0, 1)


@pytest.mark.parametrize(
    ("key", "hidden", "reached"),
    [
        ("alva", False, ["alva@ingang.example"]),
        ("alva", True, ["alva@ingang.example"]),
        ("ella", False, ["bo@ingang.example"]),
        ("ella", True, []),
        ("maja", False, ["maja@ingang.example"]),
        ("gustav", False, []),
        ("linnea", False, []),
    ],
)
def test_a_notice_reaches_who_looks_after_the_matter_and_nobody_else(
    post: Post, now: datetime, key: str, hidden: bool, reached: list[str]
) -> None:
    tell(key, now=now, hidden_from_guardian=hidden)

    post.run(now=now)

    assert recipients(post) == reached
    assert bool(reached) is (outcomes(key)[0][1] == "sent")


def test_from_the_13th_birthday_a_waiting_notice_stops_for_the_guardian(post: Post, now: datetime) -> None:
    midnight = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)
    tell("noah", now=midnight - timedelta(minutes=1))

    post.run(now=midnight)

    assert recipients(post) == []
    assert outcomes("noah") == [("mail", "suppressed", "grown_out_of_guardianship")]


def _dies(key: str, now: datetime) -> None:
    Person.objects.filter(id=person_id(key)).update(deceased_on=now.date())


def _locks(key: str, now: datetime) -> None:
    LogInLock.unguarded.create(person=person_id(key), locked_at=now, locked_by="alva", reason="coercion")


def _is_unsafe(key: str, now: datetime) -> None:
    ContactWay.unguarded.filter(person=person_id(key)).update(is_safe=False)


def _is_unverified(key: str, now: datetime) -> None:
    ContactWay.unguarded.filter(person=person_id(key)).update(verified_at=None)


@pytest.mark.parametrize(
    ("happens", "reason"),
    [(_dies, "deceased"), (_locks, "log_in_locked"), (_is_unsafe, "no_usable_way"), (_is_unverified, "no_usable_way")],
)
@pytest.mark.parametrize("when", ["before it is written", "while it waits"])
def test_death_a_lock_and_an_unsafe_way_stop_a_notice(
    post: Post, now: datetime, happens: Callable[[str, datetime], None], reason: str, when: str
) -> None:
    if when == "before it is written":
        happens("alva", now)
        tell("alva", now=now)
    else:
        tell("alva", now=now)
        happens("alva", now)

    post.run(now=now)

    assert recipients(post) == []
    assert [(state, why) for _, state, why in outcomes("alva")] == [("suppressed", reason)]


def test_a_blocked_guardian_gets_no_notice(post: Post, now: datetime) -> None:
    tell("ella", now=now)
    GuardianBlock.unguarded.create(
        person=person_id("ella"), guardian=person_id("bo"), unit=staff("sara").unit, blocked_at=now
    )

    post.run(now=now)

    assert recipients(post) == []
    assert outcomes("ella") == [("mail", "suppressed", "guardian_unavailable")]


def test_without_channels_notices_are_stopped_visibly(post: Post, now: datetime) -> None:
    about = tell("alva", now=now)
    grant = open_job(name="notifications.deliver", kinds=KINDS, now=now)

    deliver(grant=grant, now=now, senders={})

    told = [(one.state, one.reason) for one in notices_about(about=about, grant=grant)]
    assert told == [("suppressed", "channel_off")]
    assert count_undelivered(grant=grant) == 1
    assert AuditEvent.objects.filter(event="notifications.notice_stopped").count() == 1


@pytest.mark.parametrize(
    "error",
    [mail_errors.TimedOut(), mail_errors.MailPostponed(status=451), mail_errors.LogInRefused(status=535)],
)
def test_while_the_mail_server_is_down_notices_wait_and_leave_once_it_is_back(
    post: Post, now: datetime, error: mail_errors.MailError
) -> None:
    tell("alva", now=now)
    post.mailer.break_with(error)
    post.run(now=now)
    post.mailer.break_with(None)

    soon, later = post.run(now=now + timedelta(seconds=59)), post.run(now=now + timedelta(seconds=60))

    assert (soon, later) == (0, 1)
    assert recipients(post) == ["alva@ingang.example"]


def test_a_channel_that_fails_three_times_rests_until_the_next_run(post: Post, now: datetime) -> None:
    for key in ("alva", "bo", "cleo", "dagny", "erik"):
        tell(key, now=now)
    post.mailer.break_with(mail_errors.TimedOut())

    post.run(now=now)

    assert attempts() == [0, 0, 1, 1, 1]


def test_what_the_other_side_refuses_for_good_fails_visibly_and_is_not_repeated(post: Post, now: datetime) -> None:
    tell("alva", now=now)
    post.mailer.break_with(mail_errors.RecipientRefused(status=550))
    post.run(now=now)
    post.mailer.break_with(None)

    again = post.run(now=now + timedelta(hours=1))

    assert again == 0
    assert outcomes("alva") == [("mail", "failed", "mail.recipient_refused")]


def test_a_notice_a_day_late_is_not_sent(post: Post, now: datetime) -> None:
    tell("alva", now=now)

    post.run(now=now + timedelta(hours=24, seconds=1))

    assert recipients(post) == []
    assert outcomes("alva") == [("mail", "suppressed", "too_late")]


def test_two_workers_do_not_take_the_same_notice(post: Post, now: datetime) -> None:
    tell("alva", now=now)
    grant = open_job(name="notifications.deliver", kinds=KINDS, now=now)

    taken = [claim(grant=grant, now=now, channels=frozenset({"mail"}), lease=LEASE) for _ in range(2)]

    assert [len(one) for one in taken] == [1, 0]


def test_an_sms_waits_until_seven_while_the_mail_leaves(post: Post, now: datetime) -> None:
    night = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
    give_number("alva", now=now)
    tell("alva", now=night)

    post.run(now=night)
    sent_at_night = len(post.sms.sent)
    post.run(now=MORNING)

    assert len(post.mailer.sent) == 1
    assert (sent_at_night, len(post.sms.sent)) == (0, 1)


def test_an_sms_that_was_late_at_night_still_waits_for_the_morning(post: Post, now: datetime) -> None:
    evening = datetime(2026, 11, 26, 19, 59, tzinfo=UTC)
    give_number("alva", now=now)
    tell("alva", now=evening)

    post.run(now=evening + timedelta(minutes=1))

    assert post.sms.sent == []
    assert leaves_at(channel="sms") == MORNING


def test_one_sms_tells_of_everything_that_waits_and_the_next_comes_after_ten_minutes(post: Post, now: datetime) -> None:
    give_number("alva", now=now)
    for _ in range(3):
        tell("alva", now=now)
    post.run(now=now)
    first = len(post.sms.sent)

    tell("alva", now=now + timedelta(minutes=3))
    counts = []
    for minutes in (3, 9, 10, 11):
        post.run(now=now + timedelta(minutes=minutes))
        counts.append(len(post.sms.sent))

    assert first == 1
    assert counts == [1, 1, 2, 2]
    assert {state for channel, state, _ in outcomes("alva") if channel == "sms"} == {"sent"}


def test_an_operator_that_is_down_does_not_hold_up_the_mail(post: Post, now: datetime) -> None:
    give_number("alva", now=now)
    tell("alva", now=now)
    post.sms.break_with(sms_errors.Unreachable())

    post.run(now=now)

    assert sorted(outcomes("alva")) == [("mail", "sent", ""), ("sms", "waiting", "")]


def test_a_code_without_words_is_refused(post: Post, now: datetime) -> None:
    with pytest.raises(UnknownNotice):
        tell("alva", now=now, code="inbox.secret")

    assert outcomes("alva") == []
