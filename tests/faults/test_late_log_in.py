"""Answers of an e-ID that come too late, to a browser that its person may have left."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from conftest import resident
from demo.cast import person_id
from ingang.connectors.oidc.fake import FakeOidc
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity import actions
from ingang.foundation.identity.actions import lock_log_in
from ingang.foundation.identity.issuers import issuer
from ingang.foundation.identity.models import LockReason, LogIn, LogInLock, Order
from ingang.foundation.identity.rules import LONGEST_REDIRECT, RESULT_LASTS
from ingang.services.log_in.tests.conftest import Walker, bankid, oidc, walker
from ingang.services.log_in.tests.test_redirects import AtIssuer, resident_claims

__all__ = ["bankid", "oidc", "walker"]

ALMOST = timedelta(seconds=1)


@pytest.mark.parametrize(("after", "log_ins"), [(LONGEST_REDIRECT - ALMOST, 1), (LONGEST_REDIRECT, 0)])
def test_an_answer_from_an_issuers_page_counts_for_half_an_hour(
    after: timedelta,
    log_ins: int,
    cast: Callable[[str], UUID],
    oidc: dict[str, FakeOidc],
    now: datetime,
    time_machine: Any,
) -> None:
    browser = AtIssuer(issuer="freja", fake=oidc["freja"]).begin()
    time_machine.move_to(now + after, tick=False)

    answer = browser.approve(resident_claims("alva", now))

    assert answer.status_code == 302
    assert LogIn.objects.count() == log_ins


@pytest.mark.parametrize(("after", "log_ins"), [(RESULT_LASTS - ALMOST, 1), (RESULT_LASTS, 0)])
def test_an_approved_log_in_waits_five_minutes_for_its_browser(after: timedelta, log_ins: int, walker: Walker) -> None:
    walker.begin()
    walker.approve("alva")
    walker.poll()
    assert Order.objects.get().state == "complete"

    walker.wait(after.total_seconds() - 2)
    answer = walker.look()

    assert answer.status_code == 302
    assert LogIn.objects.count() == log_ins
    assert (answer["Location"] == reverse("overview:start")) is bool(log_ins)


def test_two_who_lock_at_once_make_one_lock(
    cast: Callable[[str], UUID], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    alva = {"person": person_id("alva"), "reason": LockReason.OWN_WISH, "actor": resident("alva"), "now": now}
    lock_log_in(**alva)
    # The second one looked before the first had written.
    monkeypatch.setattr(actions, "lock_in_force", lambda **_: None)

    lock_log_in(**alva)

    assert LogInLock.unguarded.count() == 1
    assert AuditEvent.objects.filter(event="identity.log_in_locked").count() == 1


def test_an_issuer_never_tells_its_secret_where_things_are_written_down() -> None:
    one = issuer(code="freja")

    assert one is not None
    assert "only-for-tests" in str(one.settings)
    assert "only-for-tests" not in repr(one) + str(one)
