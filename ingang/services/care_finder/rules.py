"""What a phone number looks like, which addresses may be tried, and in which order receivers are shown. Pure."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

_NUMBER = re.compile(r"(?:\+46|0)[1-9]\d{5,9}|1177|112|11313")


def is_right_number(text: str, /) -> bool:
    """Whether it is a number that can be called in Sweden: with an area code, or one of the short ones."""
    return bool(_NUMBER.fullmatch(re.sub(r"[\s()-]", "", text)))


def may_be_tried(url: str, /) -> bool:
    """Whether the portal may try the address: on the web, at a name that is not of its own network."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in {"http", "https"} or port not in {None, 80, 443} or parts.username:
        return False
    try:
        ip_address(host)
    except ValueError:
        return "." in host and not host.endswith((".local", ".internal", ".localhost"))
    return False
