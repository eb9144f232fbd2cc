"""The phone: where one of the cast opens an order, reads what it is about, and approves or declines."""

from html import escape
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec
from aiohttp import web
from aiohttp.typedefs import Handler

from demo.simulators.bankid.orders import FAILED_HINTS, NoSuchOrder, Order, OrderBook
from demo.simulators.bankid.requests import PhoneStart, Start
from demo.simulators.cast import Cast, Person
from demo.simulators.pages import choices, form, page

WARNING = "Simulator - not a real e-identification"
FORCED = [hint for hint in FAILED_HINTS if hint != "userCancel"]


class Answer(msgspec.Struct, kw_only=True):
    """What a test lets a person do: `approve`, `decline`, `open`, or one of the failed hint codes."""

    person_number: str
    order_ref: str = ""
    qr: str = ""
    autostarttoken: str = ""
    answer: str = "approve"
    device_address: str = ""


class Phone:
    """The handlers of the phone's pages and of its interface for tests."""

    def __init__(self, *, book: OrderBook, cast: Cast) -> None:
        self._book = book
        self._cast = cast

    def routes(self) -> list[web.RouteDef]:
        """Pages under /phone, JSON under /phone/api."""
        return [
            web.get("/", self._go_to_phone),
            web.get("/phone", _explained(self.choose_person)),
            web.get("/phone/orders", _explained(self.choose_order)),
            web.post("/phone/open", _explained(self.open_order)),
            web.get("/phone/order", _explained(self.show_order)),
            web.post("/phone/answer", _explained(self.answer)),
            web.get("/phone/api/orders", self.list_orders),
            web.post("/phone/api/answer", self.answer_by_json),
        ]

    async def _go_to_phone(self, _request: web.Request) -> web.Response:
        raise web.HTTPSeeOther("/phone")

    async def choose_person(self, request: web.Request) -> web.Response:
        """The first page, and the address of the start link."""
        token = request.query.get("autostarttoken", "")
        redirect = request.query.get("redirect", "")
        if token:
            self._book.by_token(token)
        items = [self._person_choice(person, token, redirect) for person in self._cast.values()]
        return page(title="Whose phone is this?", body=choices(items), warning=WARNING)

    def _person_choice(self, person: Person, token: str, redirect: str) -> str:
        story = f"<p>{escape(person.story)}</p>" if person.story else ""
        fields = {"person": person.person_number, "autostarttoken": token, "redirect": redirect}
        if token:
            return form(action="/phone/open", button=person.name, hidden=fields) + story
        address = escape(f"/phone/orders?{urlencode({'person': person.person_number})}")
        return f'<a href="{address}">{escape(person.name)}</a>{story}'

    async def choose_order(self, request: web.Request) -> web.Response:
        """What waits for this person: by the list, or by what a camera would read."""
        person = self._person(request.query.get("person", ""))
        hidden = {"person": person.person_number}
        items = [
            f"<p>{escape(_kind(order))}: {escape(order.asked.visible_text or 'no text')}</p>"
            + form(action="/phone/open", button="Scan this one", hidden={**hidden, "order": order.ref})
            for order in self._book.pending()
            if order.bound_to in (None, person.person_number)
        ]
        body = "<h2>Waiting orders</h2>"
        body += choices(items) if items else "<p>Nothing waits. Begin a log-in, then load this page again.</p>"
        field = '<p><label>What the QR code says<input name="qr" autocomplete="off" required></label></p>'
        body += "<h2>Or read a QR code</h2>"
        body += form(action="/phone/open", button="Open", hidden=hidden, inside=field)
        return page(title=f"The phone of {person.name}", body=body, warning=WARNING)

    async def open_order(self, request: web.Request) -> web.Response:
        """Bind the order to the person and show it."""
        posted = await request.post()
        fields = {name: str(value) for name, value in posted.items()}
        person = self._person(fields.get("person", ""))
        order = self._order(fields.get("order"), fields.get("qr"), fields.get("autostarttoken"))
        self._book.open(order=order, person=person, device_address=request.remote or "")
        where = {"person": person.person_number, "order": order.ref, "redirect": fields.get("redirect", "")}
        raise web.HTTPSeeOther(f"/phone/order?{urlencode(where)}")

    async def show_order(self, request: web.Request) -> web.Response:
        """Who asks for what, and every way to answer."""
        person = self._person(request.query.get("person", ""))
        order = self._opened(request.query.get("order", ""), person)
        hidden = {
            "person": person.person_number,
            "order": order.ref,
            "redirect": request.query.get("redirect", ""),
        }
        body = f"<p>{escape(person.name)}, {escape(_kind(order))}</p>"
        body += f'<div class="text">{escape(order.asked.visible_text or "No text.")}</div>'
        body += form(action="/phone/answer", button=_approval(order), hidden={**hidden, "answer": "approve"})
        body += form(action="/phone/answer", button="Decline", hidden={**hidden, "answer": "decline"})
        body += "<details><summary>Force a failure</summary>" + choices(
            [form(action="/phone/answer", button=hint, hidden={**hidden, "answer": hint}) for hint in FORCED]
        )
        return page(title="Approve?", body=body + "</details>", warning=WARNING)

    async def answer(self, request: web.Request) -> web.Response:
        """Carry out the person's choice; on the same device, go back to where the order came from."""
        posted = await request.post()
        fields = {name: str(value) for name, value in posted.items()}
        order = self._opened(fields.get("order", ""), self._person(fields.get("person", "")))
        self._carry_out(order, fields.get("answer", ""))
        back = _way_back(order, fields.get("redirect", ""))
        if back:
            raise web.HTTPSeeOther(back)
        body = f"<p>{escape(order.hint or 'Approved')}. Go back to the page where you began.</p>"
        return page(title="Done", body=body, warning=WARNING)

    async def list_orders(self, _request: web.Request) -> web.Response:
        """Every pending order, for tests."""
        return web.json_response([_told(order) for order in self._book.pending()])

    async def answer_by_json(self, request: web.Request) -> web.Response:
        """Open an order as a person and answer it, for tests; 409 where it cannot be opened."""
        try:
            wanted = msgspec.json.decode(await request.read(), type=Answer)
            order = self._order(wanted.order_ref, wanted.qr, wanted.autostarttoken)
            address = wanted.device_address or request.remote or ""
            self._book.open(order=order, person=self._person(wanted.person_number), device_address=address)
            if order.is_pending and wanted.answer != "open":
                self._carry_out(order, wanted.answer)
        except (msgspec.DecodeError, NoSuchOrder) as error:
            return web.json_response({"error": type(error).__name__}, status=409)
        return web.json_response({**_told(order), "redirect": _way_back(order, "")})

    def _carry_out(self, order: Order, answer: str) -> None:
        if answer == "approve":
            self._book.confirm_call(order=order)
            self._book.approve(order=order)
        elif answer == "confirmCall":
            self._book.confirm_call(order=order)
        elif answer == "decline":
            order.fail("userDeclinedCall" if order.hint == "userCallConfirm" else "userCancel")
        elif answer in FAILED_HINTS:
            order.fail(answer)
        else:
            raise NoSuchOrder

    def _order(self, ref: str | None, qr: str | None, token: str | None) -> Order:
        if token:
            return self._book.by_token(token)
        if qr:
            return self._book.by_qr(qr)
        return self._book.by_reference(ref or "")

    def _opened(self, ref: str, person: Person) -> Order:
        order = self._book.by_reference(ref)
        if order.person != person:
            raise NoSuchOrder
        return order

    def _person(self, number: str) -> Person:
        if number not in self._cast:
            raise NoSuchOrder
        return self._cast[number]


def _explained(handler: Handler) -> Handler:
    async def explaining(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except NoSuchOrder:
            body = '<p>It has ended, or was never there. <a href="/phone">Begin again</a></p>'
            return page(title="Nothing to approve", body=body, warning=WARNING, status=409)

    return explaining


def _kind(order: Order) -> str:
    if isinstance(order.asked, PhoneStart):
        return "Somebody calls you" if order.asked.call_initiator == "RP" else "You called somebody"
    return "Sign" if order.operation == "sign" else "Log in"


def _approval(order: Order) -> str:
    return "Approve and sign" if order.operation == "sign" else "Approve"


def _way_back(order: Order, redirect: str) -> str:
    """Where the app goes: the order's own address before the link's, if the link started the app."""
    if not order.was_launched:
        return ""
    own = order.asked.return_url if isinstance(order.asked, Start) else None
    address = own or redirect
    return address if urlsplit(address).scheme in ("http", "https") else ""


def _told(order: Order) -> dict[str, Any]:
    return {
        "order_ref": order.ref,
        "operation": order.operation,
        "status": order.status,
        "hint": order.hint,
        "text": order.asked.visible_text,
        "autostarttoken": order.auto_start_token,
    }
