"""Where a FHIR server is, who we are to it, and how much we take from it."""

from dataclasses import dataclass, field

from ingang.connectors.http import Tls, is_safe_address


@dataclass(frozen=True, kw_only=True)
class FhirSettings:
    """One server. `token` is the bearer token of our agreement with it, or empty where TLS tells who we are.

    `seconds` is the time for the whole answer and `connect_seconds` for a connection (the national contracts' 27 and
    2). At most `most_bytes` are read of one page and `most_resources` in all; `page_size` is what we ask for.
    """

    url: str
    token: str = field(default="", repr=False)
    tls: Tls = field(default_factory=Tls)
    connect_seconds: float = 2.0
    seconds: float = 27.0
    page_size: int = 200
    most_bytes: int = 20_000_000
    most_resources: int = 20_000

    def __post_init__(self) -> None:
        if not is_safe_address(self.url):
            raise ValueError("url must use https, except on this machine")
