"""Puts the BankID service together: the relying party's interface and the phone share one book of orders."""

import time
from collections.abc import Callable

from aiohttp import web

from demo.simulators.bankid.api import api_middlewares, api_routes
from demo.simulators.bankid.orders import Lifetimes, OrderBook
from demo.simulators.bankid.phone import Phone
from demo.simulators.cast import Cast
from demo.simulators.control import Control, control_route

LARGEST_REQUEST = 500_000


class BankIDSimulator:
    """One service with its orders; `control` is its switch, which hits the relying party's interface only."""

    def __init__(
        self,
        *,
        cast: Cast,
        lifetimes: Lifetimes | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.control = Control()
        self.book = OrderBook(clock=clock, lifetimes=lifetimes or Lifetimes())
        self._phone = Phone(book=self.book, cast=cast)

    def app(self, *, has_api: bool = True, has_phone: bool = True) -> web.Application:
        """An application with either half or both: behind TLS the interface stands alone."""
        app = web.Application(
            middlewares=api_middlewares(self.control) if has_api else [], client_max_size=LARGEST_REQUEST
        )
        if has_api:
            app.router.add_routes(api_routes(self.book))
        if has_phone:
            app.router.add_routes([*self._phone.routes(), control_route(self.control)])
        return app
