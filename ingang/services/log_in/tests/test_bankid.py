"""Logging in with BankID, and every way in which it must not succeed."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.connectors.bankid.fake import _Entry
from ingang.connectors.bankid.orders import Collected
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn, Order, OrderState
from ingang.services.log_in.tests.conftest import Walker, bankid_user, number_of

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
    walker.bankid._entries[held.reference] = _Entry(None, "127.0.0.1", False, False)
    walker.bankid.approve(order_ref=held.reference, user=bankid_user(number_of("alva", walker.now)))
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

    def counted(*, order_ref: str) -> Collected:
        asked.append(order_ref)
        return collect(order_ref=order_ref)

    monkeypatch.setattr(walker.bankid, "collect", counted)
    walker.poll()
    walker.client.get(reverse("log_in:order_state"))

    assert len(asked) == 1
