"""Hands mails over to a server by SMTP, with STARTTLS where it is asked for."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
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
    """One connection for each mail: mails are few, and a kept connection is one more thing that can be stale."""

    def __init__(self, *, settings: MailSettings) -> None:
        self._settings = settings

    def send(self, *, mail: Mail, now: datetime) -> str:
        """Hand over one mail; gives its Message-ID. Raises errors.MailError; never tries twice."""
        settings = self._settings
        message = on_the_wire(mail=mail, sender=settings.sender, domain=settings.domain, now=now)
        with _in_our_words(), self._connected() as server:
            server.send_message(message)
        return message_id(mail=mail, domain=settings.domain)

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        settings = self._settings
        # Our own name is given, since smtplib would otherwise ask the name service for it.
        with smtplib.SMTP(
            settings.host, settings.port, local_hostname=settings.domain, timeout=settings.timeout_seconds
        ) as server:
            if settings.has_starttls:
                server.starttls(context=ssl.create_default_context(cafile=settings.ca_bundle))
            if settings.username:
                server.login(settings.username, settings.password)
            yield server


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
