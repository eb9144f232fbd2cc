"""What may happen to an order, by a clock that the test moves."""

from dataclasses import dataclass

import pytest

from demo.simulators.bankid.orders import (
    FAILED_HINTS,
    Lifetimes,
    NoSuchOrder,
    OrderBook,
    OrderInProgress,
)
from demo.simulators.bankid.requests import PhoneStart, Requirement, Start
from demo.simulators.tests.people import ALVA, CLEO
from ingang.connectors.bankid.qr import content_at


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(clock: Clock) -> OrderBook:
    return OrderBook(clock=clock, lifetimes=Lifetimes())


def start(*, only_for: str | None = None, mrtd: bool = False) -> Start:
    return Start(end_user_ip="127.0.0.1", requirement=Requirement(personal_number=only_for, mrtd=mrtd))


def call() -> PhoneStart:
    return PhoneStart(personal_number=ALVA.person_number, call_initiator="RP")


def test_an_order_that_nobody_opens_in_time_fails_to_start(book: OrderBook, clock: Clock) -> None:
    order = book.begin(operation="auth", owner="", asked=start())

    clock.now += 31

    assert book.collect(ref=order.ref, owner="").hint == "startFailed"


def test_an_opened_order_expires_after_its_whole_life(book: OrderBook, clock: Clock) -> None:
    order = book.begin(operation="auth", owner="", asked=start())
    book.open(order=order, person=ALVA, device_address="127.0.0.1")
    clock.now += 31
    assert book.collect(ref=order.ref, owner="").status == "pending"

    clock.now += 150

    assert book.collect(ref=order.ref, owner="").hint == "expiredTransaction"


def test_a_result_that_is_collected_far_too_late_is_gone(book: OrderBook, clock: Clock) -> None:
    order = book.begin(operation="auth", owner="", asked=start())
    book.open(order=order, person=ALVA, device_address="127.0.0.1")
    book.approve(order=order)

    clock.now += 361

    with pytest.raises(NoSuchOrder):
        book.collect(ref=order.ref, owner="")


def test_nobody_else_can_collect_or_cancel_an_order(book: OrderBook) -> None:
    order = book.begin(operation="auth", owner="one certificate", asked=start())

    with pytest.raises(NoSuchOrder):
        book.collect(ref=order.ref, owner="another certificate")
    with pytest.raises(NoSuchOrder):
        book.cancel(ref=order.ref, owner="another certificate")


def test_a_second_order_that_names_the_person_aborts_both(book: OrderBook) -> None:
    first = book.begin(operation="auth", owner="", asked=start(only_for=ALVA.person_number))

    with pytest.raises(OrderInProgress):
        book.begin(operation="auth", owner="", asked=start(only_for=ALVA.person_number))

    assert book.collect(ref=first.ref, owner="").hint == "cancelled"
    assert book.pending() == []


def test_opening_a_second_order_cancels_the_first(book: OrderBook) -> None:
    first = book.begin(operation="auth", owner="", asked=start())
    second = book.begin(operation="auth", owner="", asked=start())
    book.open(order=first, person=ALVA, device_address="")

    book.open(order=second, person=ALVA, device_address="")

    assert book.collect(ref=first.ref, owner="").hint == "cancelled"
    assert book.collect(ref=second.ref, owner="").hint == "userSign"


def test_an_order_for_one_person_fails_for_another(book: OrderBook) -> None:
    order = book.begin(operation="auth", owner="", asked=start(only_for=ALVA.person_number))

    book.open(order=order, person=CLEO, device_address="")

    assert (order.status, order.person) == ("failed", None)


def test_an_opened_order_cannot_be_taken_over_by_another_person(book: OrderBook) -> None:
    order = book.begin(operation="auth", owner="", asked=start())
    book.open(order=order, person=ALVA, device_address="")

    with pytest.raises(NoSuchOrder):
        book.open(order=order, person=CLEO, device_address="")


def test_a_finished_order_cannot_be_approved(book: OrderBook) -> None:
    order = book.begin(operation="auth", owner="", asked=start())
    book.open(order=order, person=ALVA, device_address="")
    order.fail("userCancel")

    with pytest.raises(NoSuchOrder):
        book.approve(order=order)


def test_the_app_asks_for_a_travel_document_when_the_order_does(book: OrderBook) -> None:
    order = book.begin(operation="auth", owner="", asked=start(mrtd=True))

    book.open(order=order, person=ALVA, device_address="")

    assert order.hint == "userMrtd"


def test_a_start_link_is_seen_before_anybody_is_chosen(book: OrderBook) -> None:
    order = book.begin(operation="auth", owner="", asked=start())

    book.by_token(order.auto_start_token)

    assert (order.hint, order.was_launched) == ("started", True)


def test_a_call_waits_for_the_app_and_then_for_an_answer_about_the_call(book: OrderBook, clock: Clock) -> None:
    order = book.begin(operation="auth", owner="", asked=call())
    clock.now += 6
    assert book.collect(ref=order.ref, owner="").hint == "noClient"

    book.open(order=order, person=ALVA, device_address="")
    assert order.hint == "userCallConfirm"
    book.confirm_call(order=order)

    assert order.hint == "userSign"


@pytest.mark.parametrize("age", [0, 4])
def test_a_fresh_qr_opens_its_order(book: OrderBook, clock: Clock, age: int) -> None:
    order = book.begin(operation="auth", owner="", asked=start())
    content = content_at(token=order.qr_start_token, secret=order.qr_start_secret, seconds=0)

    clock.now += age

    assert book.by_qr(content) is order


@pytest.mark.parametrize(
    ("seconds", "secret"),
    [(0, None), (8, "guessed"), (30, None)],
    ids=["a photograph from before", "without the secret", "made ahead of time"],
)
def test_an_old_forged_or_early_qr_opens_nothing(
    book: OrderBook, clock: Clock, seconds: int, secret: str | None
) -> None:
    order = book.begin(operation="auth", owner="", asked=start())
    clock.now += 8
    content = content_at(token=order.qr_start_token, secret=secret or order.qr_start_secret, seconds=seconds)

    with pytest.raises(NoSuchOrder):
        book.by_qr(content)


@pytest.mark.parametrize("content", ["", "bankid", "bankid.a.b.c.d", "bankid.\u00e5.1.2", "....", "x" * 10_000])
def test_what_is_not_a_qr_of_ours_opens_nothing(book: OrderBook, content: str) -> None:
    book.begin(operation="auth", owner="", asked=start())

    with pytest.raises(NoSuchOrder):
        book.by_qr(content)


def test_the_failed_hints_are_those_of_the_service() -> None:
    assert len(set(FAILED_HINTS)) == 8
