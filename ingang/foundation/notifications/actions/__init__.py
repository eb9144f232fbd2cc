"""What services and pages ask of notices: telling, choosing how to be told, and turning push on and off."""

from ingang.foundation.notifications.actions.choosing import choose_channels
from ingang.foundation.notifications.actions.devices import remove_device, turn_on_push
from ingang.foundation.notifications.actions.settling import withdraw_notices
from ingang.foundation.notifications.actions.telling import notify

__all__ = ["choose_channels", "notify", "remove_device", "turn_on_push", "withdraw_notices"]
