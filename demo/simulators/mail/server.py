"""SMTP that takes everything, and a page and a list of what was taken."""

import asyncio
import ssl
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape
from typing import Any

from aiohttp import web
from aiosmtpd.smtp import SMTP, Envelope, Session

from demo.simulators.control import Control
from demo.simulators.kept import kept_app
from demo.simulators.serving import Close

WARNING = "Simulator - no mail leaves this machine"
LARGEST_MAIL = 10_000_000
KEPT = 1_000


@dataclass(frozen=True, kw_only=True)
class Received:
    """One mail as it came."""

    sender: str
    recipients: list[str]
    subject: str
    text: str
    message_id: str
    at: str
    was_encrypted: bool


class MailSimulator:
    """A mailbox for everyone. With `control.error`, such as `550 No such mailbox`, recipients are refused by that."""

    def __init__(self, *, kept: int | None = KEPT) -> None:
        self.control = Control()
        self.received: deque[Received] = deque(maxlen=kept)

    async def serve_smtp(
        self, *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
    ) -> tuple[int, Close]:
        """Start SMTP; gives its port and how to end it. With TLS, nothing is taken before STARTTLS."""
        loop = asyncio.get_running_loop()

        def conversation() -> asyncio.Protocol:
            made: asyncio.Protocol = _Smtp(
                _Handler(self),
                data_size_limit=LARGEST_MAIL,
                enable_SMTPUTF8=True,
                hostname="simulator",
                loop=loop,
                tls_context=tls,
                require_starttls=tls is not None,
            )
            return made

        server = await loop.create_server(conversation, host, port)

        async def close() -> None:
            server.close()
            await server.wait_closed()

        return int(server.sockets[0].getsockname()[1]), close

    def app(self) -> web.Application:
        """The page and the list."""
        return kept_app(
            kept=self.received,
            path="/api/mails",
            title="Mail",
            warning=WARNING,
            item=_shown,
            control=self.control,
        )


class _Smtp(SMTP):
    """Drops every connection while the switch says down."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self.event_handler.is_down and isinstance(transport, asyncio.Transport):
            transport.abort()
            return
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        # A connection that was dropped at once never began.
        if self.session is not None:
            super().connection_lost(error)


class _Handler:
    def __init__(self, simulator: MailSimulator) -> None:
        self._simulator = simulator

    @property
    def is_down(self) -> bool:
        return self._simulator.control.down

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        await asyncio.sleep(self._simulator.control.delay)
        if self._simulator.control.error:
            return self._simulator.control.error
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self._simulator.received.append(_read(session, envelope))
        return "250 OK"


def _read(session: Session, envelope: Envelope) -> Received:
    content = envelope.content if isinstance(envelope.content, bytes) else b""
    message = message_from_bytes(content, _class=EmailMessage, policy=default)
    body = message.get_body(preferencelist=("plain",))
    return Received(
        sender=envelope.mail_from or "",
        recipients=list(envelope.rcpt_tos),
        subject=str(message.get("Subject", "")),
        text=str(body.get_content()) if body is not None else "",
        message_id=str(message.get("Message-ID", "")),
        at=datetime.now(UTC).isoformat(timespec="microseconds"),
        was_encrypted=session.ssl is not None,
    )


def _shown(one: Received) -> str:
    return (
        f"<h2>{escape(one.subject)}</h2><p>To {escape(', '.join(one.recipients))}, {escape(one.at)}</p>"
        f'<div class="text">{escape(one.text)}</div>'
    )
