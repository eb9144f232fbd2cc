"""Where a log-in leads, and what kind of device asks; pure."""

import re

LONGEST_PATH = 500
NEVER_NEXT = ("/logga-in/", "/ui/", "/stream/", "/api/")


def internal_path(wanted: str, *, is_staff: bool) -> str:
    """The path to go on to after log-in, or nothing: only our own pages, of the audience that logged in.

    Refuses other hosts in every disguise (`//host`, backslashes, control characters), the log-in's own pages, and
    what is too long to be ours.
    """
    if len(wanted) > LONGEST_PATH or not re.fullmatch(r"/(?![/\\])[!-\[\]-~]*", wanted):
        return ""
    if wanted.startswith(NEVER_NEXT) or wanted.startswith("/personal/") != is_staff:
        return ""
    return wanted


def is_hand_held(user_agent: str) -> bool:
    """Whether the e-ID's app is reached by a phone's or tablet's link rather than a computer's."""
    return bool(re.search(r"\b(Android|iPhone|iPad|Mobile)\b", user_agent))
