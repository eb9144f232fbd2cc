"""A push service (RFC 8030) that opens each message as the browser would, and a page and a list of what arrived."""

import json
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from aiohttp import web
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from demo.simulators.control import Control, faults, only_under
from demo.simulators.kept import kept_app
from demo.simulators.push.browser import Browser, Sealed, decoded, encoded

WARNING = "Simulator - no push notice leaves this machine"
KEPT = 1_000
LARGEST_BODY = 4096
LONGEST_WORD_SECONDS = 24 * 3600


class Refused(Exception):
    """The push service does not take the message; the arguments are the HTTP status and why."""


@dataclass(frozen=True, kw_only=True)
class Received:
    """One message as the browser opened it. `topic` is what it would replace."""

    browser: str
    text: str
    topic: str
    ttl: int
    urgency: str
    contact: str
    at: str


class PushSimulator:
    """A push service with any number of browsers. `control.error`, a status such as `429`, is the answer to all."""

    def __init__(self, *, kept: int | None = KEPT) -> None:
        self.control = Control()
        self.received: deque[Received] = deque(maxlen=kept)
        self._ended: set[str] = set()

    def app(self) -> web.Application:
        """The page, the list, and the push service."""
        app = kept_app(
            kept=self.received,
            path="/api/pushes",
            title="Push",
            warning=WARNING,
            item=_shown,
            control=self.control,
        )
        app.middlewares.append(only_under("/push/", faults(self.control)))
        app.router.add_routes(
            [
                web.post("/api/browsers/{name}", self._subscribe),
                web.delete("/api/browsers/{name}", self._end),
                web.post("/push/{name}", self._push),
            ]
        )
        return app

    async def _subscribe(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        self._ended.discard(name)
        return web.json_response(Browser(name).subscription(origin=f"http://{request.host}"))

    async def _end(self, request: web.Request) -> web.Response:
        self._ended.add(request.match_info["name"])
        return web.Response(status=204)

    async def _push(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        try:
            received = self._read(name, request, await request.read())
        except Refused as refused:
            status, why = refused.args
            return web.Response(status=status, text=why)
        self.received.append(received)
        return web.Response(status=201, headers={"Location": f"http://{request.host}/message/{received.topic}"})

    def _read(self, name: str, request: web.Request, body: bytes) -> Received:
        if self.control.error:
            raise Refused(int(self.control.error), "as the switch says")
        if name in self._ended:
            raise Refused(410, "the browser has ended the subscription")
        if "TTL" not in request.headers or not request.headers["TTL"].isdecimal():
            raise Refused(400, "no TTL (RFC 8030 section 5.2)")
        if request.headers.get("Content-Encoding") != "aes128gcm" or len(body) > LARGEST_BODY:
            raise Refused(413 if len(body) > LARGEST_BODY else 415, "not one small record of aes128gcm")
        contact = _contact(request.headers.get("Authorization", ""), f"http://{request.host}")
        try:
            text = Browser(name).open(body).decode()
        except Sealed as sealed:
            raise Refused(400, f"the browser can not open it: {sealed}") from sealed
        return Received(
            browser=name,
            text=text,
            topic=request.headers.get("Topic", ""),
            ttl=int(request.headers["TTL"]),
            urgency=request.headers.get("Urgency", ""),
            contact=contact,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
        )


def _contact(authorization: str, origin: str) -> str:
    """Who signed (RFC 8292): the word must be for this service, and last a day at most. Refuses anything else."""
    scheme, _, rest = authorization.partition(" ")
    parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
    if scheme != "vapid" or not {"t", "k"} <= set(parts):
        raise Refused(401, "no signed word of the sender")
    try:
        point = decoded(parts["k"])
        key = ECKey.import_key({"kty": "EC", "crv": "P-256", "x": encoded(point[1:33]), "y": encoded(point[33:])})
        claims = jwt.decode(parts["t"], key, algorithms=["ES256"]).claims
    except (JoseError, ValueError, json.JSONDecodeError) as error:
        raise Refused(403, f"the signature does not hold: {type(error).__name__}") from error
    left = claims.get("exp", 0) - datetime.now(UTC).timestamp()
    if claims.get("aud") != origin or not 0 < left <= LONGEST_WORD_SECONDS:
        raise Refused(403, "the word is for another service, or for another day")
    return str(claims.get("sub", ""))


def _shown(one: Received) -> str:
    return (
        f"<p>To {escape(one.browser)} from {escape(one.contact)}, {escape(one.at)}</p>"
        f'<div class="text">{escape(one.text)}</div>'
    )
