"""What goes wrong when an event is announced; always a mistake of the code.

UndeclaredEvent     no manifest announces it, or its fields differ from the promise
"""


class UndeclaredEvent(RuntimeError):
    """No manifest announces this event in this shape. Nothing was written."""
