"""What each serving process does before its first request."""

import gc

from django.urls import resolve

GARBAGE_AFTER = 50_000
"""So many things a long journal makes in one request: they are not looked through meanwhile."""


def make_ready() -> None:
    """Import every page, so that nobody's first request waits for it; what was imported stays for good, and no request
    waits while it is looked through for garbage.
    """
    resolve("/")
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 20, 20)
