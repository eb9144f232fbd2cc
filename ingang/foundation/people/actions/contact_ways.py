"""Ways to reach a person: set and confirmed by herself, or by a guardian until she turns 13."""

from datetime import datetime
from typing import Any

from ingang.foundation.audit.actions import record_under
from ingang.foundation.people.models import ContactWay
from ingang.foundation.people.rules import checked_contact_address
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant


@action
def set_contact_way(*, grant: Grant, channel: str, address: str, is_safe: bool, now: datetime) -> None:
    """Keep the address for this channel, not confirmed yet; it replaces the one before. Records people.contact_set.

    The same address again stays confirmed. The old one is told nothing, since whoever reads there may be the one to be
    safe from (corrections 3.9): the change stands in the log. `is_safe` False means that it must not be used. The one
    who set it is kept: what a guardian set is no longer used when the child turns 13 (corrections 3.3). Refuses an
    address that the channel can not reach. The audit row does not hold the address.
    """
    checked = checked_contact_address(channel=channel, address=address)
    set_by = grant.actor.person if isinstance(grant.actor, Resident | Representative) else None
    values: dict[str, Any] = {"address": checked, "is_safe": is_safe, "set_by": set_by}
    if not ContactWay.under(grant).filter(channel=channel, address=checked).exists():
        values["verified_at"] = None
    if not ContactWay.under(grant).filter(channel=channel).update(**values):
        ContactWay(person=grant.person, channel=channel, **values).save(force_insert=True)
    record_under(event="people.contact_set", grant=grant, now=now, details={"channel": channel})


@action
def confirm_contact_way(*, grant: Grant, channel: str, address: str, now: datetime) -> bool:
    """Mark the address as confirmed, if it is still the one; False when it was changed meanwhile.

    Records people.contact_confirmed.
    """
    waiting = ContactWay.under(grant).filter(channel=channel, address=address)
    if not waiting.update(verified_at=now):
        return False
    record_under(event="people.contact_confirmed", grant=grant, now=now, details={"channel": channel})
    return True


@action
def remove_contact_way(*, grant: Grant, channel: str, now: datetime) -> None:
    """Forget the address for this channel. Records people.contact_removed; removing nothing records nothing."""
    removed, _ = ContactWay.under(grant).filter(channel=channel).delete()
    if removed:
        record_under(event="people.contact_removed", grant=grant, now=now, details={"channel": channel})


@action
def mark_safe(*, grant: Grant, channel: str, is_safe: bool, now: datetime) -> None:
    """Say whether the way may be used, at once. Records people.contact_set; saying the same again records nothing."""
    ways = ContactWay.under(grant).filter(channel=channel).exclude(is_safe=is_safe)
    if ways.update(is_safe=is_safe):
        record_under(event="people.contact_set", grant=grant, now=now, details={"channel": channel})
