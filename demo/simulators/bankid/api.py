"""The relying party's interface: /rp/v6.0/{auth, sign, phone/auth, phone/sign, collect, cancel}."""

import ssl
from collections.abc import Callable
from hashlib import sha256
from typing import Any, Literal, TypeVar

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from demo.simulators.bankid.completion import completion_data
from demo.simulators.bankid.orders import NoSuchOrder, OrderBook, OrderInProgress
from demo.simulators.bankid.requests import About, PhoneStart, Start, check
from demo.simulators.control import Control, faults, only_under

BASE = "/rp/v6.0"
STATUSES = {
    "invalidParameters": 400,
    "alreadyInProgress": 400,
    "unauthorized": 401,
    "notFound": 404,
    "methodNotAllowed": 405,
    "requestTimeout": 408,
    "unsupportedMediaType": 415,
    "internalError": 500,
    "maintenance": 503,
}
_T = TypeVar("_T")


class Refused(Exception):
    """The answer is one of the error codes."""

    def __init__(self, error_code: str, details: str) -> None:
        super().__init__(error_code)
        self.error_code = error_code
        self.details = details


def api_middlewares(control: Control) -> list[Middleware]:
    """What surrounds every operation; a fault may hit before anything else is looked at."""
    return [only_under(BASE, faults(control)), only_under(BASE, _errors(control))]


def api_routes(book: OrderBook) -> list[web.RouteDef]:
    """Every operation, under the service's own path."""
    operations: dict[str, Handler] = {
        "auth": _begin(book, "auth", Start),
        "sign": _begin(book, "sign", Start),
        "phone/auth": _begin(book, "auth", PhoneStart),
        "phone/sign": _begin(book, "sign", PhoneStart),
        "collect": _collect(book),
        "cancel": _cancel(book),
    }
    return [web.post(f"{BASE}/{name}", handler) for name, handler in operations.items()]


def _begin(book: OrderBook, operation: Literal["auth", "sign"], shape: type[Start] | type[PhoneStart]) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        asked: Start | PhoneStart = await _read(request, shape)
        try:
            check(asked, operation=operation)
            order = book.begin(operation=operation, owner=_owner(request), asked=asked)
        except ValueError as error:
            raise Refused("invalidParameters", str(error)) from error
        except OrderInProgress as error:
            raise Refused("alreadyInProgress", "Order already in progress for pno") from error
        answer = {"orderRef": order.ref}
        if not order.is_phone_call:
            answer["autoStartToken"] = order.auto_start_token
            answer["qrStartToken"] = order.qr_start_token
            answer["qrStartSecret"] = order.qr_start_secret
        return web.json_response(answer)

    return handler


def _collect(book: OrderBook) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        about = await _read(request, About)
        order = _found(lambda: book.collect(ref=about.order_ref, owner=_owner(request)))
        answer: dict[str, Any] = {"orderRef": order.ref, "status": order.status}
        if order.status == "complete":
            answer["completionData"] = completion_data(order)
        else:
            answer["hintCode"] = order.hint
        return web.json_response(answer)

    return handler


def _cancel(book: OrderBook) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        about = await _read(request, About)
        _found(lambda: book.cancel(ref=about.order_ref, owner=_owner(request)))
        return web.json_response({})

    return handler


def _found(ask: Callable[[], _T]) -> _T:
    try:
        return ask()
    except NoSuchOrder as error:
        raise Refused("invalidParameters", "No such order") from error


async def _read(request: web.Request, shape: type[_T]) -> _T:
    # The header as it stands: even a charset after the type is refused.
    if request.headers.get("Content-Type") != "application/json":
        raise Refused("unsupportedMediaType", "Content-Type must be application/json")
    try:
        return msgspec.json.decode(await request.read(), type=shape)
    except (msgspec.DecodeError, RecursionError, web.HTTPRequestEntityTooLarge) as error:
        raise Refused("invalidParameters", "Invalid JSON") from error


def _owner(request: web.Request) -> str:
    """Who asks: the fingerprint of the client certificate, or nobody on a plain connection."""
    connection = request.transport.get_extra_info("ssl_object") if request.transport else None
    if not isinstance(connection, ssl.SSLObject):
        return ""
    certificate = connection.getpeercert(binary_form=True)
    return sha256(certificate or b"").hexdigest()


def _errors(control: Control) -> Middleware:
    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            if control.error:
                raise Refused(control.error, "As the simulator's switch says")
            return await handler(request)
        except Refused as refused:
            return _refusal(refused.error_code, refused.details)
        except web.HTTPMethodNotAllowed:
            return _refusal("methodNotAllowed", "Only http method POST is allowed")
        except web.HTTPNotFound:
            return _refusal("notFound", "No such path")

    return middleware


def _refusal(error_code: str, details: str) -> web.Response:
    return web.json_response({"errorCode": error_code, "details": details}, status=STATUSES.get(error_code, 400))
