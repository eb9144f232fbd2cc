"""What goes wrong with notices.

IngangError
├── ChannelUnknown   there is no such channel to choose
└── DeviceUnknown    there is no such device, or none of this person's
UnknownNotice        no manifest has words for the code: a mistake of the code
"""

from ingang.kernel.errors import NotFound


class ChannelUnknown(NotFound):
    """There is no such channel. Nothing was chosen."""

    code = "notifications.channel_unknown"


class DeviceUnknown(NotFound):
    """There is no such device, or it is somebody else's. Nothing was removed."""

    code = "notifications.device_unknown"


class UnknownNotice(LookupError):
    """No manifest has words for this notice. Nothing was written."""
