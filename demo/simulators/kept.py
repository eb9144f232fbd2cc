"""What a simulator received, as a page for people and as a list for tests."""

from collections import deque
from collections.abc import Callable
from typing import TypeVar

import msgspec
from aiohttp import web

from demo.simulators.control import Control, control_route
from demo.simulators.pages import choices, page

T = TypeVar("T")


def kept_app(
    *, kept: deque[T], path: str, title: str, warning: str, item: Callable[[T], str], control: Control
) -> web.Application:
    """A page with the latest first, JSON at `path` with the earliest first (DELETE forgets all), and the switch."""

    async def show(_request: web.Request) -> web.Response:
        items = [item(one) for one in reversed(kept)]
        body = choices(items) if items else "<p>Nothing yet. Load this page again in a while.</p>"
        return page(title=title, body=body, warning=warning)

    async def tell(_request: web.Request) -> web.Response:
        return web.json_response(msgspec.to_builtins(list(kept)))

    async def forget(_request: web.Request) -> web.Response:
        kept.clear()
        return web.json_response([])

    app = web.Application()
    app.router.add_routes([web.get("/", show), web.get(path, tell), web.delete(path, forget), control_route(control)])
    return app
