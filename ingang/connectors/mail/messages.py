"""A mail before it is sent, and its form on the wire."""

from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256

from ingang.connectors.mail.errors import MailInvalid


@dataclass(frozen=True, kw_only=True)
class Mail:
    """One mail to one recipient. The idempotency key makes repeated attempts recognisable as one mail."""

    recipient: str
    subject: str
    text: str
    idempotency_key: str

    def __repr__(self) -> str:
        return "Mail(...)"


def message_id(*, mail: Mail, domain: str) -> str:
    """The same for the same key, and telling nothing about it."""
    return f"<{sha256(mail.idempotency_key.encode()).hexdigest()[:40]}@{domain}>"


def on_the_wire(*, mail: Mail, sender: str, domain: str, now: datetime) -> EmailMessage:
    """The whole message. Refuses, with MailInvalid, an address that is none and headings with line breaks."""
    message = EmailMessage(policy=SMTP)
    try:
        message["From"] = sender
        message["To"] = Address(addr_spec=mail.recipient)
        message["Subject"] = mail.subject
    except (ValueError, IndexError, MessageError) as error:
        raise MailInvalid from error
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id(mail=mail, domain=domain)
    # Out-of-office answers would go to nobody.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text)
    return message
