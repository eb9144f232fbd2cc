"""When BankID does not answer, and when the one who approved may not log in."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.connectors.bankid.errors import AlreadyInProgress, AnswerGarbled, InternalError, TimedOut, Unreachable
from ingang.foundation.identity.actions import lock_log_in
from ingang.foundation.identity.models import IssuerOutage, LockReason, LogIn, OrderState
from ingang.foundation.people.models import Person
from ingang.kernel.actor import Resident
from ingang.services.log_in.tests.conftest import Walker


@pytest.mark.parametrize(
    "error", [Unreachable(), TimedOut(), AnswerGarbled(), InternalError(), AlreadyInProgress()], ids=lambda e: e.code
)
def test_when_bankid_is_down_the_page_says_so_and_offers_the_other_way(walker: Walker, error: Exception) -> None:
    walker.bankid.break_with(error)  # type: ignore[arg-type]
    answer = walker.begin()
    page = answer.content.decode()

    assert answer.status_code == 503
    assert "BankID svarar inte just nu" in page
    assert page.index("Freja+") < page.index("<h2>BankID</h2>")


def test_an_outage_is_forgotten_after_a_minute(walker: Walker) -> None:
    walker.bankid.break_with(Unreachable())
    walker.begin()
    walker.wait(61)

    assert "svarar inte" not in walker.client.get(reverse("log_in:start")).content.decode()


def test_an_outage_is_forgotten_with_the_next_good_answer(walker: Walker) -> None:
    walker.bankid.break_with(Unreachable())
    walker.begin()
    walker.bankid.break_with(None)
    walker.begin()

    assert IssuerOutage.objects.count() == 0


def test_bankid_that_goes_down_under_way_leaves_the_log_in_waiting(walker: Walker) -> None:
    walker.begin()
    walker.bankid.break_with(Unreachable())
    page = walker.poll().content.decode()
    walker.bankid.break_with(None)
    walker.approve("alva")

    assert "svarar inte just nu" in page
    assert walker.look().status_code == 302


def test_an_order_that_bankid_never_ends_is_ended_here(walker: Walker) -> None:
    walker.begin()
    walker.bankid.break_with(Unreachable())
    walker.wait(601)
    walker.client.get(reverse("log_in:order"))

    assert walker.order.state == OrderState.FAILED


def test_one_who_died_is_refused_with_an_explanation(walker: Walker) -> None:
    walker.begin()
    walker.approve("linnea")
    walker.poll()
    page = walker.client.get(reverse("log_in:order")).content.decode()

    assert "registrerad som avliden" in page
    assert LogIn.objects.count() == 0


def test_one_who_locked_her_log_in_is_refused(walker: Walker, cast: Callable[[str], UUID]) -> None:
    lock_log_in(person=cast("alva"), reason=LockReason.OWN_WISH, actor=Resident(person=cast("alva")), now=walker.now)
    walker.begin()
    walker.approve("alva")

    assert "låst" in walker.look().content.decode()
    assert LogIn.objects.count() == 0


def test_one_who_locks_between_approval_and_use_is_refused(walker: Walker, cast: Callable[[str], UUID]) -> None:
    walker.begin()
    walker.approve("alva")
    walker.poll()
    lock_log_in(person=cast("alva"), reason=LockReason.OWN_WISH, actor=Resident(person=cast("alva")), now=walker.now)
    walker.look()

    assert LogIn.objects.count() == 0


@pytest.mark.parametrize("number", ["19121212", "191212121219", "abc", "", "189001012384"])
def test_an_unknown_or_malformed_number_gets_a_support_code_and_no_trace_of_the_number(
    walker: Walker, number: str
) -> None:
    walker.begin()
    walker.approve(number=number or " ")
    page = walker.look().content.decode()

    assert walker.order.id.hex[-8:].upper() in page
    assert number not in page or not number
    assert LogIn.objects.count() == 0


def test_a_test_number_is_refused_in_production(walker: Walker, settings: object) -> None:
    settings.ALLOWS_TEST_NUMBERS = False  # type: ignore[attr-defined]
    walker.begin()
    walker.approve("alva")

    assert "för tester" in walker.look().content.decode()


@pytest.mark.parametrize("key", ["imran", "maja", "noah", "freja"])
def test_coordination_numbers_minors_and_the_protected_log_in_like_everybody(
    walker: Walker, key: str, cast: Callable[[str], UUID]
) -> None:
    walker.begin()
    walker.approve(key)
    walker.look()

    assert LogIn.objects.get().person == cast(key)


def test_an_issuer_below_loa3_lets_nobody_in(walker: Walker, settings: object) -> None:
    settings.INGANG_ISSUERS = [  # type: ignore[attr-defined]
        {**one, "assurance": {"*": "loa2"}}
        for one in settings.INGANG_ISSUERS  # type: ignore[attr-defined]
    ]
    walker.begin()
    walker.approve("alva")

    assert "nivå 3" in walker.look().content.decode()


def test_a_former_log_in_of_the_browser_ends_when_another_person_logs_in(walker: Walker) -> None:
    for key in ("alva", "cleo"):
        walker.begin()
        walker.approve(key)
        walker.look()

    first = LogIn.objects.earliest("started_at")
    assert first.end_reason == "replaced"


def test_a_log_in_begins_only_from_our_own_form(walker: Walker) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.get(reverse("log_in:begin", args=["bankid"])).status_code == 405
    assert strict.post(reverse("log_in:begin", args=["bankid"])).status_code == 403


def test_too_many_starts_are_refused_with_words(walker: Walker, settings: object) -> None:
    settings.LOG_IN_STARTS_PER_BROWSER = 2  # type: ignore[attr-defined]
    answers = [walker.begin() for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Vänta några minuter" in answers[-1].content.decode()


def test_starts_are_counted_per_address_too(walker: Walker, settings: object) -> None:
    settings.LOG_IN_STARTS_PER_ADDRESS = 2  # type: ignore[attr-defined]
    for _ in range(2):
        Client().post(reverse("log_in:begin", args=["bankid"]))

    assert walker.begin().status_code == 429


def test_an_issuer_that_does_not_exist_is_missing(walker: Walker) -> None:
    assert walker.client.post(reverse("log_in:begin", args=["nobody"])).status_code == 404


def test_a_person_who_dies_after_the_approval_is_refused(walker: Walker, cast: Callable[[str], UUID]) -> None:
    walker.begin()
    walker.approve("alva")
    walker.poll()
    Person.objects.filter(id=cast("alva")).update(deceased_on=walker.now.date())
    walker.look()

    assert LogIn.objects.count() == 0
