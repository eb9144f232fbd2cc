"""Where a log-in leads, and how a browser is named for its owner; pure."""

import re

LONGEST_PATH = 500
NEVER_NEXT = ("/logga-in/", "/ui/", "/stream/", "/api/")

_BROWSERS = (
    ("Edge", re.compile(r"\bEdg(e|A|iOS)?/")),
    ("Opera", re.compile(r"\bOPR/")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\b(Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"(Chrome|CriOS|Chromium)/")),
    ("Safari", re.compile(r"\bSafari/")),
)
_SYSTEMS = (
    ("Android", re.compile(r"\bAndroid\b")),
    ("iPhone", re.compile(r"\biPhone\b")),
    ("iPad", re.compile(r"\biPad\b")),
    ("Windows", re.compile(r"\bWindows\b")),
    ("Mac", re.compile(r"\bMacintosh\b")),
    ("Linux", re.compile(r"\bLinux\b")),
)


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


def device_name(user_agent: str) -> str:
    """Browser and system as their owner knows them, such as "Firefox, Windows"; empty when neither is known."""
    names = (_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent))
    return ", ".join(name for name in names if name)


def is_hand_held(user_agent: str) -> bool:
    """Whether the e-ID's app is reached by a phone's or tablet's link rather than a computer's."""
    return bool(re.search(r"\b(Android|iPhone|iPad|Mobile)\b", user_agent))


def _first(patterns: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((name for name, pattern in patterns if pattern.search(text)), "")
