"""Turning push on in a browser, and off again."""

from datetime import datetime
from uuid import UUID

from ingang.connectors.push.messages import Subscription, check_subscription
from ingang.foundation.audit.actions import record_under
from ingang.foundation.notifications.errors import DeviceUnknown
from ingang.foundation.notifications.models import Device
from ingang.foundation.people.actions.shared_ways import note_shared_browser
from ingang.foundation.personal.scope import action
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant

MOST_DEVICES = 10
LONGEST_AGENT = 200
STAYS_ON = frozenset({"idle", "absolute", "replaced"})
"""Ends of a log-in that its owner did not ask for: the browser is still hers, and notices reach her there."""


@action
def turn_on_push(
    *, grant: Grant, subscription: Subscription, log_in: UUID, agent: str, hosts: tuple[str, ...], now: datetime
) -> UUID:
    """Send the person's push notices to this browser from now on; gives the device's id.

    A browser belongs to the one who turned push on last: what another person had in it is forgotten. Beyond ten
    devices the oldest is forgotten. Refuses, with PushInvalid, a subscription at any other host than `hosts`.
    Records notifications.device_added, once.
    """
    check_subscription(subscription=subscription, hosts=hosts)
    others = Device.unguarded.filter(endpoint=subscription.endpoint).exclude(person=grant.person)
    shared_with = list(others.values_list("person", flat=True))
    if shared_with:
        note_shared_browser(persons=[grant.person, *shared_with], now=now)
        others.delete()
    own = Device.under(grant).filter(person=grant.person)
    values = {"key": subscription.key, "auth": subscription.auth, "log_in": log_in, "agent": agent[:LONGEST_AGENT]}
    known = own.filter(endpoint=subscription.endpoint)
    if not known.update(**values):
        device = Device(person=grant.person, endpoint=subscription.endpoint, added_at=now, **values)
        device.save(force_insert=True)
        record_under(event="notifications.device_added", grant=grant, now=now, details={"device": str(device.id)})
    beyond = own.order_by("-added_at", "-id").values_list("id", flat=True)[MOST_DEVICES:]
    own.filter(id__in=list(beyond)).delete()
    return known.values_list("id", flat=True).get()


@action
def remove_device(*, grant: Grant, device: UUID, now: datetime) -> None:
    """Send nothing to this device any more. Records notifications.device_removed. Refuses another's device."""
    removed, _ = Device.under(grant).filter(id=device).delete()
    if not removed:
        raise DeviceUnknown()
    record_under(event="notifications.device_removed", grant=grant, now=now, details={"device": str(device)})


def log_in_ended(*, event: Event, grant: Grant, now: datetime) -> None:
    """A log-in ended: when its owner, a lock or her issuer ended it, push ends in its browser.

    Records notifications.device_removed for each.
    """
    if event.fields["reason"] not in STAYS_ON:
        _forget(grant, now, log_in=UUID(event.fields["log_in"]))


def left_all_devices(*, event: Event, grant: Grant, now: datetime) -> None:
    """The person logged out everywhere, or her log-in was locked: push ends on every device, whenever turned on.

    Records notifications.device_removed for each.
    """
    _forget(grant, now)


def _forget(grant: Grant, now: datetime, **which: UUID) -> None:
    for device in Device.under(grant).filter(**which).order_by("id"):
        device.delete()
        record_under(event="notifications.device_removed", grant=grant, now=now, details={"device": str(device.id)})
