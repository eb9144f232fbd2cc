"""Sending a code to the address that is to be confirmed: at once, outside any transaction."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from ingang.connectors.mail.errors import MailError
from ingang.connectors.sms.errors import SmsError
from ingang.foundation.notifications.actions.claiming import Outgoing
from ingang.foundation.notifications.senders import configured_senders
from ingang.foundation.people.actions.contact_codes import IssuedCode


def send_code(*, issued: IssuedCode, now: datetime) -> bool:
    """Whether the other side took the code. The words tell neither who sends nor what it is about."""
    sender = configured_senders().get(issued.channel)
    if sender is None:
        return False
    body = gettext("Your code is %(code)s. It lasts ten minutes. Never give it to anybody.") % {"code": issued.code}
    outgoing = Outgoing(
        id=UUID(issued.id), channel=issued.channel, address=issued.address, subject=gettext("Your code"), body=body
    )
    try:
        sender(outgoing, now)
    except (MailError, SmsError):
        return False
    return True
