"""Confirming a contact way by a code: the address is kept only when its holder has shown the code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import randbelow

from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from ingang.foundation.audit.actions import record_under
from ingang.foundation.people.actions.contact_ways import confirm_contact_way, set_contact_way
from ingang.foundation.people.actions.shared_ways import note_shared_way
from ingang.foundation.people.contact import (
    CODE_DIGITS,
    CODE_LASTS,
    TRIES,
    CodeOutcome,
    check_codes_sent,
    written_code,
)
from ingang.foundation.people.contact_tables import ContactCode
from ingang.foundation.people.models import Person
from ingang.foundation.people.rules import checked_contact_address
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class IssuedCode:
    """A code on its way to an address. It exists in clear text nowhere else."""

    id: str
    channel: str
    address: str
    code: str

    def __repr__(self) -> str:
        return "IssuedCode(...)"


@action
def issue_code(*, grant: Grant, channel: str, address: str, now: datetime) -> IssuedCode:
    """Make a code for a new address of the channel; the caller sends it once this is committed.

    The address in use stays until the new one is confirmed. An earlier code for the channel ends. Refuses an address
    that the channel can not reach, and too many codes from one person or to one address, so that nobody is flooded.
    Records people.contact_code_sent, without the address.
    """
    checked = checked_contact_address(channel=channel, address=address)
    # Two requests at the same time must not both count before either has written.
    Person.objects.select_for_update().filter(id=grant.person).first()
    own = ContactCode.under(grant).filter(sent_at__gt=now - DAY).values_list("sent_at", flat=True)
    to_address = ContactCode.unguarded.filter(address=checked, sent_at__gt=now - DAY).count()
    check_codes_sent(own=own, to_address=to_address, now=now)
    ContactCode.under(grant).filter(channel=channel, ended_at=None).update(ended_at=now)
    code = f"{randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    row = ContactCode(
        person=grant.person,
        channel=channel,
        address=checked,
        sent_at=now,
        expires_at=now + CODE_LASTS,
        tries_left=TRIES,
    )
    row.digest = _digest(row, code)
    row.save(force_insert=True)
    record_under(event="people.contact_code_sent", grant=grant, now=now, details={"channel": channel})
    return IssuedCode(id=str(row.id), channel=channel, address=checked, code=code)


@action
def try_code(*, grant: Grant, channel: str, code: str, now: datetime) -> CodeOutcome:
    """Weigh what somebody wrote as the code; when it is right the address is kept as confirmed, and the code is spent.

    Every try is counted before it is weighed, so that many at once get no more than the limit; nothing is raised,
    since that would take the count back. Records people.contact_set and people.contact_confirmed, or
    people.contact_code_refused.
    """
    waiting = ContactCode.under(grant).filter(channel=channel, ended_at=None, expires_at__gt=now)
    row = waiting.order_by("-sent_at", "-id").first()
    if row is None or not waiting.filter(id=row.id, tries_left__gt=0).update(tries_left=F("tries_left") - 1):
        return CodeOutcome.GONE
    if not constant_time_compare(row.digest, _digest(row, written_code(code))):
        record_under(event="people.contact_code_refused", grant=grant, now=now, details={"channel": channel})
        return CodeOutcome.WRONG
    if not waiting.filter(id=row.id).update(ended_at=now):
        return CodeOutcome.GONE
    set_contact_way(grant=grant, channel=channel, address=row.address, is_safe=True, now=now)
    confirm_contact_way(grant=grant, channel=channel, address=row.address, now=now)
    note_shared_way(person=grant.person, now=now)
    return CodeOutcome.CONFIRMED


def _digest(row: ContactCode, code: str) -> str:
    return salted_hmac("people.contact_code", f"{row.id}/{code}", algorithm="sha256").hexdigest()
