"""BankID in memory for tests; its verification runs the same story against client and simulator."""

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Literal

from ingang.connectors.bankid.errors import AlreadyInProgress, BankIDError, OrderUnknown
from ingang.connectors.bankid.orders import (
    Collected,
    Completion,
    Device,
    Order,
    OrderRequest,
    PhoneRequest,
    Status,
    StepUp,
    User,
)


@dataclass
class _Entry:
    only_for: str | None
    end_user_ip: str
    wants_risk: bool
    wants_mrtd: bool
    status: Status = Status.PENDING
    hint_code: str | None = "outstandingTransaction"
    completion: Completion | None = None


class FakeBankID:
    """The client's methods, and what happens in the app: `approve`, `fail`, `wait`, `break_with`."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._numbers = count(1)
        self._broken: BankIDError | None = None

    def auth(self, *, request: OrderRequest, now: datetime) -> Order:
        """Begin a log-in."""
        return self._begin("auth", request, now)

    def sign(self, *, request: OrderRequest, now: datetime) -> Order:
        """Begin a signature."""
        return self._begin("sign", request, now)

    def phone_auth(self, *, request: PhoneRequest) -> str:
        """Begin a log-in during a call."""
        return self._begin_call("auth", request)

    def phone_sign(self, *, request: PhoneRequest) -> str:
        """Begin a signature during a call."""
        return self._begin_call("sign", request)

    def collect(self, *, order_ref: str) -> Collected:
        """How an order stands; a finished one is told once."""
        entry = self._entry(order_ref)
        if entry.status is not Status.PENDING:
            del self._entries[order_ref]
        return Collected(
            order_ref=order_ref,
            status=entry.status,
            hint_code=entry.hint_code,
            completion_data=entry.completion,
        )

    def cancel(self, *, order_ref: str) -> None:
        """Forget a pending order."""
        if self._entry(order_ref).status is not Status.PENDING:
            raise OrderUnknown(error_code="invalidParameters")
        del self._entries[order_ref]

    def approve(self, *, order_ref: str, user: User, device_address: str = "") -> None:
        """The person approves, on the device that began the order unless another address is given."""
        entry = self._entry(order_ref)
        entry.status, entry.hint_code = Status.COMPLETE, None
        entry.completion = Completion(
            user=user,
            device=Device(ip_address=device_address or entry.end_user_ip),
            bank_id_issue_date="2024-05-01",
            signature="c2lnbmF0dXJl",
            ocsp_response="b2NzcA==",
            step_up=StepUp(mrtd=True) if entry.wants_mrtd else None,
            risk="low" if entry.wants_risk else None,
        )

    def fail(self, *, order_ref: str, hint_code: str) -> None:
        """The order ends without a result."""
        entry = self._entry(order_ref)
        entry.status, entry.hint_code = Status.FAILED, hint_code

    def wait(self, *, order_ref: str, hint_code: str) -> None:
        """The order is still pending, with another hint."""
        self._entry(order_ref).hint_code = hint_code

    def break_with(self, error: BankIDError | None) -> None:
        """Every call raises this until it is taken back with None."""
        self._broken = error

    def _begin(self, operation: Literal["auth", "sign"], request: OrderRequest, now: datetime) -> Order:
        request.body(operation)
        only_for = request.requirement.personal_number if request.requirement else None
        wants_mrtd = bool(request.requirement and request.requirement.mrtd)
        number = self._add(_Entry(only_for, request.end_user_ip, request.return_risk, wants_mrtd))
        return Order(
            order_ref=f"order-{number}",
            auto_start_token=f"start-{number}",
            qr_start_token=f"qr-{number}",
            qr_start_secret=f"secret-{number}",
            started_at=now,
        )

    def _begin_call(self, operation: Literal["auth", "sign"], request: PhoneRequest) -> str:
        request.body(operation)
        wants_mrtd = bool(request.requirement and request.requirement.mrtd)
        number = self._add(_Entry(request.personal_number, "127.0.0.1", False, wants_mrtd))
        return f"order-{number}"

    def _add(self, entry: _Entry) -> int:
        self._check_works()
        others = [
            other
            for other in self._entries.values()
            if entry.only_for and other.only_for == entry.only_for and other.status is Status.PENDING
        ]
        for other in others:
            other.status, other.hint_code = Status.FAILED, "cancelled"
        if others:
            raise AlreadyInProgress(error_code="alreadyInProgress")
        number = next(self._numbers)
        self._entries[f"order-{number}"] = entry
        return number

    def _entry(self, order_ref: str) -> _Entry:
        self._check_works()
        if order_ref not in self._entries:
            raise OrderUnknown(error_code="invalidParameters")
        return self._entries[order_ref]

    def _check_works(self) -> None:
        if self._broken is not None:
            raise self._broken
