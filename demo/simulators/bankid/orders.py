"""The orders of the simulated BankID service and what may happen to them.

pending (hint) -> complete | failed (hint); a finished order is told once and then forgotten.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import uuid4

from demo.simulators.bankid.requests import PhoneStart, Start
from demo.simulators.cast import Person

FAILED_HINTS = (
    "expiredTransaction",
    "certificateErr",
    "userCancel",
    "cancelled",
    "startFailed",
    "userDeclinedCall",
    "notSupportedByUserApp",
    "transactionRiskBlocked",
)


class NoSuchOrder(Exception):
    """Nothing pending under that reference, token or QR, or not the caller's."""


class OrderInProgress(Exception):
    """The person had an order already; it is aborted and none is begun."""


@dataclass(frozen=True, kw_only=True)
class Lifetimes:
    """How long things last, in seconds."""

    start: float = 30
    order: float = 180
    no_client: float = 5
    qr: int = 5


@dataclass(kw_only=True)
class Order:
    """One order; `owner` is the relying party's certificate, since nobody else may collect it."""

    operation: str
    owner: str
    asked: Start | PhoneStart
    created_at: float
    ref: str = field(default_factory=lambda: str(uuid4()))
    auto_start_token: str = field(default_factory=lambda: str(uuid4()))
    qr_start_token: str = field(default_factory=lambda: str(uuid4()))
    qr_start_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    status: str = "pending"
    hint: str = "outstandingTransaction"
    person: Person | None = None
    device_address: str = ""
    was_launched: bool = False

    @property
    def is_pending(self) -> bool:
        """Whether something may still happen to it."""
        return self.status == "pending"

    @property
    def is_phone_call(self) -> bool:
        """Whether it was begun during a telephone call."""
        return isinstance(self.asked, PhoneStart)

    @property
    def bound_to(self) -> str | None:
        """The person number of whoever opened it, or who alone may."""
        return self.person.person_number if self.person else self.asked.only_for

    def fail(self, hint: str) -> None:
        """End it without a result."""
        self.status, self.hint = "failed", hint


class OrderBook:
    """All orders that are not yet told or forgotten. Not safe for threads: one event loop owns it."""

    def __init__(self, *, clock: Callable[[], float], lifetimes: Lifetimes) -> None:
        self._clock = clock
        self._lifetimes = lifetimes
        self._orders: dict[str, Order] = {}

    def begin(self, *, operation: str, owner: str, asked: Start | PhoneStart) -> Order:
        """A new pending order. Where it names a person who has one, aborts that and raises."""
        self._age_all()
        if asked.only_for and self._abort_others(asked.only_for):
            raise OrderInProgress
        order = Order(operation=operation, owner=owner, asked=asked, created_at=self._clock())
        self._orders[order.ref] = order
        return order

    def collect(self, *, ref: str, owner: str) -> Order:
        """The order as it stands; a finished one is forgotten at once, so its result is told once."""
        order = self._owned(ref, owner)
        if not order.is_pending:
            del self._orders[ref]
        return order

    def cancel(self, *, ref: str, owner: str) -> None:
        """Forget a pending order."""
        if not self._owned(ref, owner).is_pending:
            raise NoSuchOrder
        del self._orders[ref]

    def pending(self) -> list[Order]:
        """What the phone may open, latest first."""
        self._age_all()
        waiting = [order for order in self._orders.values() if order.is_pending]
        return sorted(waiting, key=lambda order: (-order.created_at, order.ref))

    def by_reference(self, ref: str) -> Order:
        """A pending order by its reference."""
        return self._one(lambda order: order.ref == ref)

    def by_token(self, token: str) -> Order:
        """A pending order by the token in the start link: the app runs on the device that began it."""
        order = self._one(lambda order: order.auto_start_token == token and not order.is_phone_call)
        order.was_launched = True
        if order.person is None:
            order.hint = "started"
        return order

    def by_qr(self, content: str) -> Order:
        """A pending order by a QR that was made from its secret within the last seconds."""
        word, token, seconds, code = (*content.strip().split("."), "", "", "", "")[:4]
        order = self._one(lambda order: order.qr_start_token == token and not order.is_phone_call)
        expected = hmac.new(order.qr_start_secret.encode(), seconds.encode(), sha256).hexdigest()
        if word != "bankid" or not hmac.compare_digest(code.encode(), expected.encode()):
            raise NoSuchOrder
        if not seconds.isdecimal() or not self._is_fresh(order, int(seconds)):
            raise NoSuchOrder
        return order

    def open(self, *, order: Order, person: Person, device_address: str) -> None:
        """The app shows the order to a person. An older order of the same person ends as cancelled."""
        if order.person is not None and order.person != person:
            raise NoSuchOrder
        self._abort_others(person.person_number, apart_from=order)
        if order.asked.only_for not in (None, person.person_number):
            order.fail("certificateErr")
            return
        if order.person is None:
            order.person, order.device_address = person, device_address
            order.hint = _first_question(order)

    def confirm_call(self, *, order: Order) -> None:
        """The person says in the app that the call is right; then the code is asked for."""
        if order.hint == "userCallConfirm":
            order.hint = "userMrtd" if order.asked.wants_travel_document else "userSign"

    def approve(self, *, order: Order) -> None:
        """The person writes the code: the order is complete."""
        if not order.is_pending or order.person is None:
            raise NoSuchOrder
        order.status, order.hint = "complete", ""

    def _owned(self, ref: str, owner: str) -> Order:
        self._age_all()
        order = self._orders.get(ref)
        if order is None or order.owner != owner:
            raise NoSuchOrder
        return order

    def _one(self, fits: Callable[[Order], bool]) -> Order:
        for order in self.pending():
            if fits(order):
                return order
        raise NoSuchOrder

    def _abort_others(self, person_number: str, *, apart_from: Order | None = None) -> bool:
        others = [order for order in self.pending() if order is not apart_from and order.bound_to == person_number]
        for order in others:
            order.fail("cancelled")
        return bool(others)

    def _is_fresh(self, order: Order, seconds: int) -> bool:
        age = self._clock() - order.created_at
        # One second ahead is allowed: the relying party rounds, and its clock started a moment later than
        # ours.
        return -1 <= age - seconds <= self._lifetimes.qr

    def _age_all(self) -> None:
        now = self._clock()
        for order in list(self._orders.values()):
            self._age(order, now - order.created_at)

    def _age(self, order: Order, age: float) -> None:
        if age > 2 * self._lifetimes.order:
            del self._orders[order.ref]
        elif order.is_pending and age > self._lifetimes.order:
            order.fail("expiredTransaction")
        elif order.is_pending and not order.is_phone_call and order.person is None and age > self._lifetimes.start:
            order.fail("startFailed")
        elif order.is_phone_call and order.hint == "outstandingTransaction" and age > self._lifetimes.no_client:
            order.hint = "noClient"


def _first_question(order: Order) -> str:
    if order.is_phone_call:
        return "userCallConfirm"
    return "userMrtd" if order.asked.wants_travel_document else "userSign"
