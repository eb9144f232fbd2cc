"""Where the personal data service is and who we are to it."""

from dataclasses import dataclass, field

from ingang.connectors.http import Limits, Tls, is_safe_address


@dataclass(frozen=True, kw_only=True)
class RegisterSettings:
    """Address, certificates and limits of one connection.

    `logical_address` names the receiver in the RIV-TA header and `consumer` our own HSA-id. `attempts` counts how
    often a broken connection is tried in all: reading twice changes nothing.
    """

    url: str
    logical_address: str = ""
    consumer: str = ""
    tls: Tls = field(default_factory=Tls)
    limits: Limits = field(default_factory=lambda: Limits(connect_seconds=2.0, read_seconds=5.0))
    attempts: int = 2

    def __post_init__(self) -> None:
        if not is_safe_address(self.url):
            raise ValueError("url must use https, except on this machine")
