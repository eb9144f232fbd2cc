"""What goes wrong with notices.

IngangError
└── ChannelUnknown   there is no such channel to choose
UnknownNotice        no manifest has words for the code: a mistake of the code
"""

from ingang.kernel.errors import NotFound


class ChannelUnknown(NotFound):
    """There is no such channel. Nothing was chosen."""

    code = "notifications.channel_unknown"


class UnknownNotice(LookupError):
    """No manifest has words for this notice. Nothing was written."""
