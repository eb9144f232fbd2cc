"""The channels of this installation: a notice handed over to mail or SMS, and what its errors mean for us."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ingang.connectors.mail.client import MailClient, Mailer, MailSettings
from ingang.connectors.mail.errors import LogInRefused as MailLogInRefused
from ingang.connectors.mail.errors import MailError
from ingang.connectors.mail.messages import Mail
from ingang.connectors.sms.client import Sms, SmsClient, SmsSender, SmsSettings
from ingang.connectors.sms.errors import LogInRefused as SmsLogInRefused
from ingang.connectors.sms.errors import SmsError
from ingang.foundation.notifications.actions import Outgoing
from ingang.foundation.notifications.models import Channel

Sender = Callable[[Outgoing, datetime], str]
"""Hands one notice over within its time limit and gives the provider's id; raises MailError or SmsError."""

Senders = Mapping[str, Sender]

SendError = MailError | SmsError


def by_mail(mailer: Mailer) -> Sender:
    """Notices as mails; the notice's id makes every attempt the same mail (Message-ID)."""

    def send(notice: Outgoing, now: datetime) -> str:
        mail = Mail(recipient=notice.address, subject=notice.subject, text=notice.body, idempotency_key=str(notice.id))
        return mailer.send(mail=mail, now=now)

    return send


def by_sms(sender: SmsSender) -> Sender:
    """Notices as texts. The protocol can not recognise a repeated one; see the README on what that means."""

    def send(notice: Outgoing, now: datetime) -> str:
        sms = Sms(recipient=notice.address, text=notice.body, idempotency_key=str(notice.id))
        return ",".join(sender.send(sms=sms))

    return send


def is_final(*, error: SendError) -> bool:
    """Whether another attempt is useless. That we are not known at the other side is our fault, not the notice's."""
    return not error.may_try_again and not isinstance(error, MailLogInRefused | SmsLogInRefused)


def configured_senders() -> Senders:
    """The channels that the settings configure; without a host there is no such channel."""
    senders: dict[str, Sender] = {}
    if settings.MAIL["HOST"]:
        senders[Channel.MAIL] = by_mail(MailClient(settings=_mail_settings(settings.MAIL)))
    if settings.SMS["HOST"]:
        senders[Channel.SMS] = by_sms(SmsClient(settings=_sms_settings(settings.SMS)))
    return senders


def _mail_settings(given: Mapping[str, object]) -> MailSettings:
    return MailSettings(
        host=str(given["HOST"]),
        port=int(str(given["PORT"])),
        sender=str(given["SENDER"]),
        domain=str(given["DOMAIN"]),
        has_starttls=bool(given["STARTTLS"]),
        ca_bundle=Path(str(given["CA_BUNDLE"])) if given["CA_BUNDLE"] else None,
        username=str(given["USERNAME"]),
        password=str(given["PASSWORD"]),
    )


def _sms_settings(given: Mapping[str, object]) -> SmsSettings:
    return SmsSettings(
        host=str(given["HOST"]),
        port=int(str(given["PORT"])),
        system_id=str(given["SYSTEM_ID"]),
        password=str(given["PASSWORD"]),
        source=str(given["SOURCE"]),
    )
