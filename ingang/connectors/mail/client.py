"""Hands mails over to a server by SMTP, with STARTTLS where it is asked for."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ingang.connectors.http import is_loopback
from ingang.connectors.mail import errors
from ingang.connectors.mail.messages import Mail, message_id, on_the_wire


class Mailer(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    def send(self, *, mail: Mail, now: datetime) -> str: ...
    def kept(self) -> AbstractContextManager["Mailer"]: ...


@dataclass(frozen=True, kw_only=True)
class MailSettings:
    """Where the server is and who we are. A plain connection is only for this machine."""

    host: str
    port: int = 587
    sender: str
    domain: str
    has_starttls: bool = True
    ca_bundle: Path | None = None
    username: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        if not self.has_starttls and not is_loopback(self.host):
            raise ValueError("mail without encryption is only for this machine")


class MailClient:
    """One connection for each mail, or one for all that are sent while `kept`."""

    def __init__(self, *, settings: MailSettings) -> None:
        self._settings = settings
        self._is_kept = False
        self._server: smtplib.SMTP | None = None

    def send(self, *, mail: Mail, now: datetime) -> str:
        """Hand over one mail; gives its Message-ID. Raises errors.MailError; never tries twice."""
        settings = self._settings
        message = on_the_wire(mail=mail, sender=settings.sender, domain=settings.domain, now=now)
        with _in_our_words(), self._connected() as server:
            server.send_message(message)
        return message_id(mail=mail, domain=settings.domain)

    @contextmanager
    def kept(self) -> Iterator[Mailer]:
        """This client with one connection for everything that is sent inside; it begins with the first mail."""
        self._is_kept = True
        try:
            yield self
        finally:
            self._is_kept = False
            self._leave()

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        self._server = self._server or self._connect()
        try:
            yield self._server
        except BaseException:
            # What an error left of the conversation is unknown: the next mail begins a new one.
            self._server.close()
            self._server = None
            raise
        if not self._is_kept:
            self._leave()

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        # Our own name is given, since smtplib would otherwise ask the name service for it.
        server = smtplib.SMTP(
            settings.host, settings.port, local_hostname=settings.domain, timeout=settings.timeout_seconds
        )
        try:
            if settings.has_starttls:
                server.starttls(context=ssl.create_default_context(cafile=settings.ca_bundle))
            if settings.username:
                server.login(settings.username, settings.password)
        except BaseException:
            server.close()
            raise
        return server

    def _leave(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            # What was taken is taken, however the goodbye goes.
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        status = max(status for status, _ in error.recipients.values())
        raise _refusal(status, errors.RecipientRefused) from error
    except smtplib.SMTPAuthenticationError as error:
        raise _refusal(error.smtp_code, errors.LogInRefused) from error
    except smtplib.SMTPResponseException as error:
        raise _refusal(error.smtp_code, errors.MailRefused) from error
    except (smtplib.SMTPNotSupportedError, ssl.SSLError) as error:
        raise errors.TlsMissing(reason=type(error).__name__) from error
    except (smtplib.SMTPException, OSError, ValueError) as error:
        # smtplib hides a time-out behind its own error once the conversation has begun.
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            raise errors.TimedOut from error
        raise errors.Unreachable(reason=type(error).__name__) from error


def _refusal(status: int, for_good: type[errors.MailRefused]) -> errors.MailError:
    """Numbers from 500 are for good (RFC 5321 4.2.1); anything else, also nonsense, is worth another try."""
    return for_good(status=status) if status >= 500 else errors.MailPostponed(status=status)
