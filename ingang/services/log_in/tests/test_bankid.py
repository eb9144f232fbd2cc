"""Logging in with BankID, and every way in which it must not succeed."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.connectors.bankid.errors import AlreadyInProgress, AnswerGarbled, InternalError, TimedOut, Unreachable
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.actions import lock_log_in
from ingang.foundation.identity.models import IssuerOutage, LockReason, LogIn, Order, OrderState
from ingang.foundation.people.models import Person
from ingang.kernel.actor import Resident
from ingang.services.log_in.tests.conftest import Walker, number_of

HOME = "/"


def test_a_resident_logs_in_by_scanning_the_code(walker: Walker, cast: Callable[[str], UUID]) -> None:
    walker.begin("other_device")
    shown = walker.look()
    walker.approve("alva")
    finished = walker.look()

    assert "<svg" in shown.content.decode()
    assert finished["Location"] in {HOME, reverse("home"), "/min/"}
    log_in = LogIn.objects.get()
    assert (log_in.person, log_in.issuer, log_in.assurance) == (cast("alva"), "bankid", "loa3")
    assert AuditEvent.objects.filter(event="identity.logged_in", person=cast("alva")).count() == 1


def test_a_resident_logs_in_on_the_same_device(walker: Walker, cast: Callable[[str], UUID]) -> None:
    walker.begin("same_device")
    page = walker.look().content.decode()
    walker.approve("alva")
    back = walker.client.get(reverse("log_in:come_back", args=[walker.nonce]))
    finished = walker.look()

    assert "autostarttoken=start-1" in page
    assert 'class="order-qr"' not in page
    assert back["Location"] == reverse("log_in:order")
    assert finished.status_code == 302
    assert LogIn.objects.get().person == cast("alva")


def test_the_session_holds_nothing_but_the_log_in(walker: Walker) -> None:
    walker.begin()
    before = walker.client.session.session_key
    walker.approve("alva")
    walker.look()

    session = walker.client.session
    assert session.session_key != before
    assert set(session.keys()) <= {"log_in", "_csrftoken"}
    assert session["log_in"] == str(LogIn.objects.get().id)


def test_what_the_code_is_made_of_never_lies_readable_in_the_database(walker: Walker) -> None:
    walker.begin()

    open_order = walker.order
    assert "secret" not in open_order.secrets
    assert "start-1" not in open_order.secrets

    walker.approve("alva")
    walker.look()
    assert Order.objects.get().secrets == ""


def test_the_code_changes_each_second(walker: Walker) -> None:
    walker.begin()

    codes = set()
    for _ in range(3):
        walker.wait(1)
        codes.add(walker.client.get(reverse("log_in:order_state")).content)

    assert len(codes) == 3


def test_the_page_says_how_the_log_in_stands(walker: Walker) -> None:
    walker.begin()
    walker.bankid.wait(order_ref=walker.order.reference, hint_code="userSign")

    assert "säkerhetskod" in walker.poll().content.decode()


def test_a_hint_that_nobody_knows_is_tolerated(walker: Walker) -> None:
    walker.begin()
    walker.bankid.wait(order_ref=walker.order.reference, hint_code="somethingNew")

    assert walker.poll().status_code == 200
    assert walker.order.state == OrderState.PENDING


@pytest.mark.parametrize("hint", ["userCancel", "expiredTransaction", "startFailed", "certificateErr", "unheardOf"])
def test_a_failed_order_says_so_and_offers_another_try(walker: Walker, hint: str) -> None:
    walker.begin()
    walker.bankid.fail(order_ref=walker.order.reference, hint_code=hint)
    part = walker.poll()
    page = walker.client.get(reverse("log_in:order")).content.decode()

    assert 'data-go="/logga-in/pagar/"' in part.content.decode()
    assert "Försök igen" in page
    assert LogIn.objects.count() == 0


def test_the_return_address_of_another_order_is_refused(walker: Walker) -> None:
    walker.begin("same_device")
    walker.approve("alva")
    back = walker.client.get(reverse("log_in:come_back", args=["nonce-of-somebody-else"]))

    assert back["Location"].endswith("besked=wrong_browser")
    walker.look()
    assert LogIn.objects.count() == 0


@pytest.mark.parametrize("nonce", ["x", "a" * 5000, "../../", "%00", "<script>", "ÅÄÖ"])
def test_a_malformed_return_address_logs_nobody_in(walker: Walker, nonce: str) -> None:
    walker.begin("same_device")
    walker.approve("alva")
    answer = walker.client.get(f"/logga-in/tillbaka/{nonce}/")

    assert answer.status_code in {302, 400, 404}
    assert LogIn.objects.count() == 0


def test_coming_back_in_another_browser_logs_nobody_in(walker: Walker) -> None:
    walker.begin("same_device")
    walker.approve("alva")
    other = Client()
    back = other.get(reverse("log_in:come_back", args=[walker.nonce]))
    page = other.get(back["Location"]).content.decode()

    assert "annan webbläsare" in page
    assert "log_in" not in other.session
    assert LogIn.objects.count() == 0


def test_an_approval_without_coming_back_logs_nobody_in_on_the_same_device(walker: Walker) -> None:
    walker.begin("same_device")
    walker.approve("alva")
    page = walker.look()

    assert page.status_code == 200
    assert LogIn.objects.count() == 0


def test_an_approval_from_another_address_is_refused_on_the_same_device(walker: Walker) -> None:
    walker.begin("same_device")
    walker.approve("alva", device_address="198.51.100.7")
    walker.client.get(reverse("log_in:come_back", args=[walker.nonce]))
    page = walker.look().content.decode()

    assert "annan enhet" in page
    assert LogIn.objects.count() == 0
    assert AuditEvent.objects.get(event="identity.log_in_refused").details["code"] == "other_device"


def test_an_approval_from_another_address_is_what_a_scanned_code_expects(walker: Walker) -> None:
    walker.begin("other_device")
    walker.approve("alva", device_address="198.51.100.7")

    assert walker.look().status_code == 302
    assert LogIn.objects.count() == 1


def test_a_stolen_order_is_worth_nothing_in_another_browser(walker: Walker) -> None:
    walker.begin()
    thief = Client()
    thief.get(reverse("log_in:start"))
    session = thief.session
    session["order"] = walker.client.session["order"]
    session.save()
    walker.approve("alva")
    walker.wait()
    answer = thief.get(reverse("log_in:order"))

    assert answer["Location"].endswith("besked=order_gone")
    assert LogIn.objects.count() == 0


def test_a_result_is_used_once(walker: Walker) -> None:
    walker.begin()
    held = walker.order
    walker.approve("alva")
    walker.look()
    session = walker.client.session
    session["order"] = str(held.id)
    session.save()
    again = walker.look()

    assert again["Location"].startswith(reverse("log_in:start"))
    assert LogIn.objects.count() == 1


def test_an_approval_after_cancelling_comes_to_nothing(walker: Walker) -> None:
    walker.begin()
    held = walker.order
    answer = walker.client.post(reverse("log_in:cancel"))
    page = walker.client.get(answer["Location"]).content.decode()
    walker.bankid._entries[held.reference] = walker.bankid._entries.get(held.reference) or _entry()
    walker.bankid.approve(order_ref=held.reference, user=_alva(walker))
    walker.look()

    assert "avbröts" in page
    assert LogIn.objects.count() == 0
    assert walker.order.state == OrderState.CANCELLED


def test_a_double_click_begins_one_log_in_that_counts(walker: Walker) -> None:
    walker.begin()
    first = walker.order
    walker.begin()
    walker.approve("alva")
    walker.look()

    first.refresh_from_db()
    assert first.state == OrderState.CANCELLED
    assert LogIn.objects.count() == 1


def test_two_tabs_that_look_at_once_ask_bankid_once(walker: Walker, monkeypatch: pytest.MonkeyPatch) -> None:
    walker.begin()
    asked = []
    collect = walker.bankid.collect
    monkeypatch.setattr(walker.bankid, "collect", lambda *, order_ref: asked.append(1) or collect(order_ref=order_ref))
    walker.poll()
    walker.client.get(reverse("log_in:order_state"))

    assert len(asked) == 1


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
    lock_log_in(
        person=cast("alva"), reason=LockReason.OWN_WISH, actor=Resident(person=cast("alva")), now=walker.now
    )
    walker.begin()
    walker.approve("alva")

    assert "låst" in walker.look().content.decode()
    assert LogIn.objects.count() == 0


def test_one_who_locks_between_approval_and_use_is_refused(walker: Walker, cast: Callable[[str], UUID]) -> None:
    walker.begin()
    walker.approve("alva")
    walker.poll()
    lock_log_in(
        person=cast("alva"), reason=LockReason.OWN_WISH, actor=Resident(person=cast("alva")), now=walker.now
    )
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
        {**one, "assurance": {"*": "loa2"}} for one in settings.INGANG_ISSUERS  # type: ignore[attr-defined]
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


def _entry() -> object:
    from ingang.connectors.bankid.fake import _Entry

    return _Entry(None, "127.0.0.1", False, False)


def _alva(walker: Walker) -> object:
    from ingang.services.log_in.tests.conftest import bankid_user

    return bankid_user(number_of("alva", walker.now))
