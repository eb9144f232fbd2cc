"""Where the BankID service is and who we are to it."""

from dataclasses import dataclass, field

from ingang.connectors.http import Limits, Tls, is_safe_address


@dataclass(frozen=True, kw_only=True)
class BankIDSettings:
    """Address, certificates and time limits of one BankID agreement.

    The service promises no life times, so they are settings: how long an order waits for the app to start,
    and how long it may live in all. `launch_url` opens the app on the same phone or tablet, `computer_url` the
    program on the same computer.
    """

    base_url: str = "https://appapi2.bankid.com/rp/v6.0"
    launch_url: str = "https://app.bankid.com/"
    computer_url: str = "bankid:///"
    tls: Tls = field(default_factory=Tls)
    limits: Limits = field(default_factory=Limits)
    start_seconds: int = 30
    order_seconds: int = 180

    def __post_init__(self) -> None:
        if not is_safe_address(self.base_url):
            raise ValueError("base_url must use https, except on this machine")

    def address(self, operation: str) -> str:
        """Where an operation such as `phone/auth` is called."""
        return f"{self.base_url.rstrip('/')}/{operation}"
