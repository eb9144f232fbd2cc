"""Where the directory is, and who we are to it."""

from dataclasses import dataclass, field

from ingang.connectors.http import is_safe_address
from ingang.connectors.rivta.settings import RivtaSettings


@dataclass(frozen=True, kw_only=True)
class DirectorySettings:
    """Each interaction lies at a path of its own below `url`. `logical_address` is the directory's own HSA-id."""

    url: str
    logical_address: str
    rivta: RivtaSettings = field(default_factory=RivtaSettings)

    def __post_init__(self) -> None:
        if not is_safe_address(self.url):
            raise ValueError("url must use https, except on this machine")
