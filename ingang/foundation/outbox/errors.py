"""What goes wrong between those who announce and those who hear; always a mistake of the code.

UndeclaredEvent     no manifest announces it, or its fields differ from the promise
UndeclaredJob       no manifest declares it
UnheardVersion      a subscriber hears another version than the one that waits
"""


class UndeclaredEvent(RuntimeError):
    """No manifest announces this event in this shape. Nothing was written."""


class UndeclaredJob(RuntimeError):
    """No manifest declares a queued job of this name. Nothing was queued."""


class UnheardVersion(RuntimeError):
    """The subscriber hears another version of the event, which stays visible and undelivered."""
