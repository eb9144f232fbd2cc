"""Whom we ask, who we are, and how long we wait."""

from dataclasses import dataclass, field

from ingang.connectors.http import Tls, is_safe_address


@dataclass(frozen=True, kw_only=True)
class Producer:
    """Who answers by a contract: a care giver's system, or a service platform in front of many.

    Each contract lies at a path of its own below `url` (see Contract.path).
    `is_aggregating`: answers for every source that the engagement index knows, and tells of each by ProcessingStatus.
    `agreement` is the id that a contract with `needs_agreement` wants.
    """

    url: str
    logical_address: str
    is_aggregating: bool = False
    agreement: str = ""

    def __post_init__(self) -> None:
        if not is_safe_address(self.url):
            raise ValueError("url must use https, except on this machine")


@dataclass(frozen=True, kw_only=True)
class RivtaSettings:
    """Who we are to every producer, and our limits.

    `consumer` is our own HSA-id. The seconds are those that the national aggregating services allow a source (records
    1: connection 2 s, whole answer 27 s). `largest_answer` is counted in bytes after unpacking. `attempts` counts how
    often a broken connection is tried in all, within the same 27 seconds.
    """

    consumer: str = ""
    tls: Tls = field(default_factory=Tls)
    connect_seconds: float = 2.0
    total_seconds: float = 27.0
    largest_answer: int = 10_000_000
    attempts: int = 2
