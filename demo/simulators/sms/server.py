"""The operator's side of SMPP, and a page and a list of what was received."""

import asyncio
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import count

from aiohttp import web

from demo.simulators.control import Control
from demo.simulators.kept import kept_app
from demo.simulators.serving import Close
from demo.simulators.sms import pdu

WARNING = "Simulator - no SMS leaves this machine"
KEPT = 1_000
STATUSES = {
    "system_error": pdu.SYSTEM_ERROR,
    "invalid_recipient": pdu.INVALID_RECIPIENT,
    "queue_full": pdu.QUEUE_FULL,
    "throttled": pdu.THROTTLED,
}


@dataclass(frozen=True, kw_only=True)
class Received:
    """A whole text, its parts put together."""

    source: str
    recipient: str
    text: str
    parts: int
    at: str


class SmsSimulator:
    """An operator with one customer. `control.error`, a key of STATUSES, is the answer to every text."""

    def __init__(self, *, system_id: str, password: str, kept: int | None = KEPT) -> None:
        self.control = Control()
        self.received: deque[Received] = deque(maxlen=kept)
        self._credentials = (system_id, password)
        self._numbers = count(1)
        self._waiting: dict[tuple[str, int | None], dict[int, pdu.Submitted]] = {}

    async def serve_smpp(self, *, host: str = "127.0.0.1", port: int = 0) -> tuple[int, Close]:
        """Start SMPP; gives its port and how to end it."""
        open_now: set[asyncio.StreamWriter] = set()

        async def conversation(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            open_now.add(writer)
            try:
                await self._converse(reader, writer)
            except (asyncio.IncompleteReadError, ConnectionError):
                pass
            finally:
                open_now.discard(writer)
                writer.close()

        server = await asyncio.start_server(conversation, host, port)

        async def close() -> None:
            server.close()
            for writer in open_now:
                writer.close()
            await server.wait_closed()

        return int(server.sockets[0].getsockname()[1]), close

    def app(self) -> web.Application:
        """The page and the list."""
        return kept_app(
            kept=self.received,
            path="/api/texts",
            title="SMS",
            warning=WARNING,
            item=_shown,
            control=self.control,
        )

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        is_bound = False
        while not self.control.down:
            try:
                header = pdu.read_header(await reader.readexactly(pdu.HEADER.size))
            except pdu.Malformed:
                writer.write(pdu.write(command=pdu.GENERIC_NACK, status=pdu.INVALID_LENGTH, sequence=0))
                await writer.drain()
                return
            body = await reader.readexactly(header.length - pdu.HEADER.size)
            await asyncio.sleep(self.control.delay)
            if self.control.down:
                return
            command, status, answer = self._answer(header, body, is_bound)
            is_bound = is_bound or (_is_bind(header) and status == pdu.OK)
            writer.write(pdu.write(command=command, status=status, sequence=header.sequence, body=answer))
            await writer.drain()
            if header.command == pdu.UNBIND:
                return

    def _answer(self, header: pdu.Header, body: bytes, is_bound: bool) -> tuple[int, int, bytes]:
        response = header.command | pdu.RESPONSE
        try:
            if _is_bind(header):
                return response, self._bind(body, is_bound), b"simulator\x00"
            if header.command == pdu.SUBMIT_SM:
                return response, *self._submit(body, is_bound)
        except pdu.Malformed:
            return pdu.GENERIC_NACK, pdu.INVALID_LENGTH, b""
        if header.command in (pdu.ENQUIRE_LINK, pdu.UNBIND):
            return response, pdu.OK, b""
        return pdu.GENERIC_NACK, pdu.INVALID_COMMAND, b""

    def _bind(self, body: bytes, is_bound: bool) -> int:
        if is_bound:
            return pdu.BOUND_ALREADY
        return pdu.OK if pdu.read_bind(body) == self._credentials else pdu.WRONG_PASSWORD

    def _submit(self, body: bytes, is_bound: bool) -> tuple[int, bytes]:
        if not is_bound:
            return pdu.NOT_BOUND, b""
        if self.control.error in STATUSES:
            return STATUSES[self.control.error], b""
        submitted = pdu.read_submit(body)
        if not submitted.recipient.isdecimal():
            return pdu.INVALID_RECIPIENT, b""
        self._keep(submitted)
        return pdu.OK, f"sim-{next(self._numbers)}".encode() + b"\x00"

    def _keep(self, submitted: pdu.Submitted) -> None:
        """Keep a text once all of its parts have come."""
        key = (submitted.recipient, submitted.reference)
        parts = self._waiting.setdefault(key, {})
        parts[submitted.part] = submitted
        if len(parts) < submitted.parts:
            return
        del self._waiting[key]
        self.received.append(
            Received(
                source=submitted.source,
                recipient=submitted.recipient,
                text="".join(parts[number].text for number in sorted(parts)),
                parts=submitted.parts,
                at=datetime.now(UTC).isoformat(timespec="microseconds"),
            )
        )


def _is_bind(header: pdu.Header) -> bool:
    return header.command in (pdu.BIND_TRANSMITTER, pdu.BIND_TRANSCEIVER)


def _shown(one: Received) -> str:
    return (
        f"<p>To {escape(one.recipient)} from {escape(one.source)}, {escape(one.at)}</p>"
        f'<div class="text">{escape(one.text)}</div>'
    )
