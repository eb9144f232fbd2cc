"""The relying party's side of BankID API v6: six operations, JSON by POST over mutual TLS (spec 7.2)."""

from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

import msgspec

from ingang.connectors import http
from ingang.connectors.bankid import errors
from ingang.connectors.bankid.orders import Collected, Order, OrderRequest, PhoneRequest
from ingang.connectors.bankid.settings import BankIDSettings

_T = TypeVar("_T")


class BankID(Protocol):
    """What callers may ask of BankID; the client and the fake both keep to it."""

    def auth(self, *, request: OrderRequest, now: datetime) -> Order: ...
    def sign(self, *, request: OrderRequest, now: datetime) -> Order: ...
    def phone_auth(self, *, request: PhoneRequest) -> str: ...
    def phone_sign(self, *, request: PhoneRequest) -> str: ...
    def collect(self, *, order_ref: str) -> Collected: ...
    def cancel(self, *, order_ref: str) -> None: ...


class _Begun(msgspec.Struct, frozen=True, rename="camel"):
    order_ref: str
    auto_start_token: str
    qr_start_token: str
    qr_start_secret: str


class _PhoneBegun(msgspec.Struct, frozen=True, rename="camel"):
    order_ref: str


class _Empty(msgspec.Struct, frozen=True):
    """The answer to cancel."""


class _Refused(msgspec.Struct, frozen=True, rename="camel"):
    error_code: str
    details: str = ""


class BankIDClient:
    """Speaks to the real service, or to anything that speaks the same protocol.

    Raises errors.BankIDRefused for the service's own error codes and errors.BankIDUnavailable when no
    readable answer came. Nothing is tried twice, except that `maintenance` is asked once more, as the service
    recommends.
    """

    def __init__(self, *, settings: BankIDSettings) -> None:
        self._settings = settings

    def auth(self, *, request: OrderRequest, now: datetime) -> Order:
        """Begin a log-in. The order starts when the answer arrives: the QR counts its seconds from there."""
        return self._begin("auth", request, now)

    def sign(self, *, request: OrderRequest, now: datetime) -> Order:
        """Begin a signature of the visible text; refuses an empty one."""
        return self._begin("sign", request, now)

    def phone_auth(self, *, request: PhoneRequest) -> str:
        """Begin a log-in during a telephone call; gives the order's reference."""
        return self._post("phone/auth", request.body("auth"), _PhoneBegun)[0].order_ref

    def phone_sign(self, *, request: PhoneRequest) -> str:
        """Begin a signature during a telephone call; gives the order's reference."""
        return self._post("phone/sign", request.body("sign"), _PhoneBegun)[0].order_ref

    def collect(self, *, order_ref: str) -> Collected:
        """Ask how an order stands, about every two seconds. A result is told once, then OrderUnknown."""
        collected = self._about_order("collect", order_ref, Collected)
        if collected.order_ref != order_ref:
            raise errors.AnswerGarbled(operation="collect")
        return collected

    def cancel(self, *, order_ref: str) -> None:
        """End a pending order; raises OrderUnknown where there is none."""
        self._about_order("cancel", order_ref, _Empty)

    def _begin(self, operation: Literal["auth", "sign"], request: OrderRequest, now: datetime) -> Order:
        begun, answer = self._post(operation, request.body(operation), _Begun)
        return Order(
            order_ref=begun.order_ref,
            auto_start_token=begun.auto_start_token,
            qr_start_token=begun.qr_start_token,
            qr_start_secret=begun.qr_start_secret,
            started_at=now + answer.took,
        )

    def _about_order(self, operation: str, order_ref: str, shape: type[_T]) -> _T:
        try:
            return self._post(operation, {"orderRef": order_ref}, shape)[0]
        except errors.InvalidParameters as error:
            # The reference is all we send, so it is the reference that the service does not accept.
            raise errors.OrderUnknown(**error.values) from error

    def _post(self, operation: str, body: dict[str, Any], shape: type[_T]) -> tuple[_T, http.Answer]:
        try:
            return self._post_once(operation, body, shape)
        except errors.Maintenance:
            return self._post_once(operation, body, shape)

    def _post_once(self, operation: str, body: dict[str, Any], shape: type[_T]) -> tuple[_T, http.Answer]:
        answer = self._answer(operation, body)
        if answer.status != 200:
            raise _refusal(operation, answer)
        return _read(operation, answer, shape), answer

    def _answer(self, operation: str, body: dict[str, Any]) -> http.Answer:
        try:
            return http.call(
                method="POST",
                url=self._settings.address(operation),
                # The service refuses "application/json; charset=utf-8".
                headers={"Content-Type": "application/json"},
                body=msgspec.json.encode(body),
                limits=self._settings.limits,
                tls=self._settings.tls,
            )
        except http.AnswerTooLate as error:
            raise errors.TimedOut(operation=operation) from error
        except http.AnswerTooLarge as error:
            raise errors.AnswerGarbled(operation=operation) from error
        except http.NotReached as error:
            raise errors.Unreachable(operation=operation, reason=str(error)) from error


def _refusal(operation: str, answer: http.Answer) -> errors.BankIDRefused:
    refused = _read(operation, answer, _Refused)
    return errors.refusal(error_code=refused.error_code, details=refused.details, status=answer.status)


def _read(operation: str, answer: http.Answer, shape: type[_T]) -> _T:
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise errors.AnswerGarbled(operation=operation, status=answer.status) from error
