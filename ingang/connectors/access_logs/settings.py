"""Where a log service is, and who we are to it."""

from dataclasses import dataclass, field

from ingang.connectors.http import is_safe_address
from ingang.connectors.rivta.settings import RivtaSettings


@dataclass(frozen=True, kw_only=True)
class LogServiceSettings:
    """The contract lies at a path of its own below `url`. A service answers within 15 seconds (records 1, flow 5)."""

    url: str
    logical_address: str
    rivta: RivtaSettings = field(default_factory=lambda: RivtaSettings(total_seconds=20.0))

    def __post_init__(self) -> None:
        if not is_safe_address(self.url):
            raise ValueError("url must use https, except on this machine")
