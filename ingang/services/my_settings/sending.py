"""Sending a code to the address that is to be confirmed: at once, outside any transaction."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from ingang.connectors.mail.errors import MailError
from ingang.connectors.sms.errors import SmsError
from ingang.foundation.notifications.actions.claiming import Outgoing
from ingang.foundation.notifications.senders import configured_senders
from ingang.foundation.notifications.ways import Way
from ingang.foundation.people.actions.contact_codes import IssuedCode


def send_code(*, issued: IssuedCode, now: datetime) -> bool:
    """Whether the other side took the code. The words tell neither who sends nor what it is about."""
    opened = configured_senders().get(issued.channel)
    if opened is None:
        return False
    body = gettext("Your code is %(code)s. It lasts ten minutes. Never give it to anybody.") % {"code": issued.code}
    way = Way(channel=issued.channel, address=issued.address)
    outgoing = Outgoing(id=UUID(issued.id), code="", way=way, subject=gettext("Your code"), body=body)
    try:
        with opened() as send:
            send(outgoing, now)
    except (MailError, SmsError):
        return False
    return True
