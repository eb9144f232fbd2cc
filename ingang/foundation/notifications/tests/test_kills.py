"""What was under way when a worker was killed, or when time ran out."""

from datetime import datetime, timedelta

import pytest

from ingang.connectors.sms import errors as sms_errors
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.notifications.actions.claiming import claim, is_due
from ingang.foundation.notifications.actions.handing import begin
from ingang.foundation.notifications.actions.settling import CHANNEL_RESTS
from ingang.foundation.notifications.models import HandOver
from ingang.foundation.notifications.queries import count_undelivered, notices_about
from ingang.foundation.notifications.tests.conftest import KINDS, Post, give_number, outcomes, tell, want_only
from ingang.foundation.notifications.ways import ALL_CHANNELS

pytestmark = pytest.mark.django_db

SECOND, HOUR, LEASE = timedelta(seconds=1), timedelta(hours=1), timedelta(seconds=120)


def killed(**_: object) -> None:
    """What a worker does when it is killed."""
    raise KeyboardInterrupt


def run_and_die(post: Post, now: datetime, monkeypatch: pytest.MonkeyPatch, *, at: str) -> None:
    """A run of the delivery that ends at this step of it."""
    with monkeypatch.context() as patched:
        patched.setattr(f"ingang.foundation.notifications.delivery.{at}", killed)
        with pytest.raises(KeyboardInterrupt):
            post.run(now=now)


def test_what_had_left_when_its_worker_was_killed_is_not_sent_again(
    post: Post, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_number("alva", now=now)
    tell("alva", now=now)
    run_and_die(post, now, monkeypatch, at="settle")

    early, late = post.run(now=now + LEASE - SECOND), post.run(now=now + LEASE)

    assert (early, late) == (0, 0)
    assert (len(post.mailer.sent), len(post.sms.sent)) == (1, 1)
    assert sorted(outcomes("alva")) == [("mail", "sent", ""), ("sms", "sent", "")]
    assert AuditEvent.objects.filter(event="notifications.notice_sent").count() == 2


def test_a_mail_whose_worker_was_killed_before_it_could_note_it_leaves_again_as_the_same_mail(
    post: Post, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("alva", now=now)
    run_and_die(post, now, monkeypatch, at="taken")

    early, late = post.run(now=now + LEASE - SECOND), post.run(now=now + LEASE)

    assert (early, late) == (0, 1)
    assert len({mail.idempotency_key for mail in post.mailer.sent}) == 1
    assert outcomes("alva") == [("mail", "sent", "")]


def test_an_sms_whose_worker_was_killed_before_it_could_note_it_is_uncertain_and_never_sent_again(
    post: Post, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    want_only("alva", "sms", now=now)
    about = tell("alva", now=now)
    run_and_die(post, now, monkeypatch, at="taken")

    post.run(now=now + LEASE)
    post.run(now=now + HOUR)

    grant = open_job(name="notifications.deliver", kinds=KINDS, now=now)
    assert len(post.sms.sent) == 1
    assert [(one.state, one.reason) for one in notices_about(about=about, grant=grant)] == [
        ("uncertain", "worker_killed")
    ]
    assert count_undelivered(grant=grant) == 1
    assert AuditEvent.objects.filter(event="notifications.notice_uncertain").count() == 1


@pytest.mark.parametrize(("may_have_left", "state"), [(True, "uncertain"), (False, "waiting")])
def test_an_sms_without_an_answer_is_sent_again_only_if_it_can_not_have_left(
    post: Post, now: datetime, may_have_left: bool, state: str
) -> None:
    error = sms_errors.TimedOut()
    error.may_have_left = may_have_left
    want_only("alva", "sms", now=now)
    tell("alva", now=now)
    post.sms.break_with(error)
    post.run(now=now)
    post.sms.break_with(None)

    settled = post.run(now=now + HOUR)

    assert (settled, len(post.sms.sent)) == ((0, 0) if may_have_left else (1, 1))
    assert outcomes("alva")[0][1] == ("uncertain" if state == "uncertain" else "sent")


def test_an_sms_that_another_worker_has_begun_is_left_to_it(post: Post, now: datetime) -> None:
    want_only("alva", "sms", now=now)
    tell("alva", now=now)
    grant = open_job(name="notifications.deliver", kinds=KINDS, now=now)
    (sms,) = claim(grant=grant, now=now, channels=ALL_CHANNELS, lease=LEASE)

    begun = [begin(notice=sms.id, now=now) for _ in range(2)]

    assert begun == [True, False]


def test_nothing_is_left_behind_once_everything_is_settled(post: Post, now: datetime) -> None:
    give_number("alva", now=now)
    tell("alva", now=now)

    post.run(now=now)

    assert HandOver.objects.count() == 0
    assert not is_due(now=now)


def test_a_slow_batch_is_given_back_before_its_lease_ends(
    post: Post, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("alva", "bo", "cleo"):
        tell(key, now=now)
    clock = iter(range(0, 1000, 20))
    monkeypatch.setattr("ingang.foundation.notifications.delivery.time.monotonic", lambda: next(clock))

    settled = post.run(now=now)
    rest = post.run(now=now + CHANNEL_RESTS)

    assert (settled, rest) == (1, 1)
