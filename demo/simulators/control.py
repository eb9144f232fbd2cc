"""The switch of every simulator: down, slow, or answering with a given error."""

import asyncio
from ipaddress import ip_address

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler, Middleware


class Control(msgspec.Struct, kw_only=True):
    """How the simulator behaves now. `error` is a word of the protocol, such as BankID's `maintenance`."""

    down: bool = False
    delay: float = 0.0
    error: str = ""


def control_route(control: Control) -> web.RouteDef:
    """`POST /control`, from this machine and as JSON only, so that no web page's form can reach it."""

    async def change(request: web.Request) -> web.Response:
        if not ip_address(request.remote or "0.0.0.0").is_loopback:  # noqa: S104
            raise web.HTTPForbidden
        if request.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            wanted = msgspec.json.decode(await request.read(), type=Control)
        except msgspec.DecodeError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        control.down, control.delay, control.error = wanted.down, wanted.delay, wanted.error
        return web.json_response(msgspec.to_builtins(control))

    return web.post("/control", change)


def faults(control: Control) -> Middleware:
    """Middleware that waits when slow and drops the connection when down; the switch itself always works."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path == "/control":
            return await handler(request)
        await asyncio.sleep(control.delay)
        if control.down and request.transport is not None:
            request.transport.abort()
            return web.Response(status=503)
        return await handler(request)

    return middleware


def only_under(path: str, inner: Middleware) -> Middleware:
    """The same middleware, for addresses under a path alone."""

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.startswith(path):
            return await inner(request, handler)
        return await handler(request)

    return middleware
