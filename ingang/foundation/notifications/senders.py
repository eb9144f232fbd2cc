"""The channels of this installation: a notice handed over to mail, SMS or push, and what its errors mean for us."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ingang.connectors.mail.client import MailClient, Mailer, MailSettings
from ingang.connectors.mail.errors import LogInRefused as MailLogInRefused
from ingang.connectors.mail.errors import MailError
from ingang.connectors.mail.messages import Mail
from ingang.connectors.push import errors as push_errors
from ingang.connectors.push.client import PushClient, Pusher, PushSettings
from ingang.connectors.push.errors import PushError
from ingang.connectors.push.messages import Push, Subscription
from ingang.connectors.push.vapid import Vapid
from ingang.connectors.sms.client import Sms, SmsClient, SmsSender, SmsSettings
from ingang.connectors.sms.errors import LogInRefused as SmsLogInRefused
from ingang.connectors.sms.errors import SmsError
from ingang.foundation.notifications.actions.claiming import Outgoing
from ingang.foundation.notifications.models import Channel

Sender = Callable[[Outgoing, datetime], str]
"""Hands one notice over within its time limit and gives the provider's id; raises one of SEND_ERRORS."""

Opened = Callable[[], AbstractContextManager[Sender]]
"""Opens a channel for a batch."""

Senders = Mapping[str, Opened]
"""The channels of this installation."""

SEND_ERRORS = (MailError, SmsError, PushError)
GONE = push_errors.Gone
_OUR_FAULT = (MailLogInRefused, SmsLogInRefused, push_errors.LogInRefused)


def by_mail(mailer: Mailer) -> Opened:
    """Notices as mails; the notice's id makes every attempt the same mail (Message-ID)."""

    @contextmanager
    def opened() -> Iterator[Sender]:
        with mailer.kept() as kept:
            yield lambda notice, now: kept.send(mail=_mail(notice), now=now)

    return opened


def by_sms(sender: SmsSender) -> Opened:
    """Notices as texts. The protocol can not recognise a repeated one; see the README on what that means."""

    @contextmanager
    def opened() -> Iterator[Sender]:
        with sender.kept() as kept:
            yield lambda notice, _now: ",".join(kept.send(sms=_sms(notice)))

    return opened


def by_push(pusher: Pusher) -> Opened:
    """Notices as push messages that hold the code of constant words alone (e-services 8.5).

    The notice's id makes every attempt the same message (topic).
    """
    return lambda: nullcontext(lambda notice, now: pusher.send(push=_push(notice), now=now))


def is_final(*, error: MailError | SmsError | PushError) -> bool:
    """Whether another attempt is useless. That we are not known at the other side is our fault, not the notice's."""
    return not error.may_try_again and not isinstance(error, _OUR_FAULT)


def may_have_left(*, error: MailError | SmsError | PushError) -> bool:
    """Whether another attempt could tell the same twice without anybody seeing that it is the same."""
    return isinstance(error, SmsError) and error.may_have_left


def configured_senders() -> Senders:
    """The channels that the settings configure; without a host, or a key, there is no such channel."""
    senders: dict[str, Opened] = {}
    if settings.MAIL["HOST"]:
        senders[Channel.MAIL] = by_mail(MailClient(settings=_mail_settings(settings.MAIL)))
    if settings.SMS["HOST"]:
        senders[Channel.SMS] = by_sms(SmsClient(settings=_sms_settings(settings.SMS)))
    if settings.PUSH["KEY"]:
        senders[Channel.PUSH] = by_push(PushClient(settings=_push_settings(settings.PUSH)))
    return senders


def vapid() -> Vapid | None:
    """Who we are to push services; None where push is not set up."""
    key = str(settings.PUSH["KEY"])
    return Vapid(private_key=key, contact=str(settings.PUSH["CONTACT"])) if key else None


def _mail(notice: Outgoing) -> Mail:
    key = str(notice.id)
    return Mail(recipient=notice.way.address, subject=notice.subject, text=notice.body, idempotency_key=key)


def _sms(notice: Outgoing) -> Sms:
    return Sms(recipient=notice.way.address, text=notice.body, idempotency_key=str(notice.id))


def _push(notice: Outgoing) -> Push:
    key, auth = notice.way.keys
    return Push(
        subscription=Subscription(endpoint=notice.way.address, key=key, auth=auth),
        payload=json.dumps({"code": notice.code}).encode(),
        idempotency_key=str(notice.id),
    )


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


def _push_settings(given: Mapping[str, object]) -> PushSettings:
    bundle = str(given["CA_BUNDLE"])
    return PushSettings(
        vapid=Vapid(private_key=str(given["KEY"]), contact=str(given["CONTACT"])),
        hosts=push_hosts(),
        ca_bundle=Path(bundle) if bundle else None,
    )


def push_hosts() -> tuple[str, ...]:
    """The hosts of the push services that we know."""
    return tuple(settings.PUSH["HOSTS"])
