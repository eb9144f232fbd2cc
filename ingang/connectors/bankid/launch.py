"""Links that start the BankID app on the device where the person is reading."""

from urllib.parse import urlencode

from ingang.connectors.bankid.orders import Order
from ingang.connectors.bankid.settings import BankIDSettings


def app_link(*, order: Order, settings: BankIDSettings) -> str:
    """The link for phones and tablets: opens the app, or a page that explains where there is none."""
    return _link(settings.launch_url, order)


def computer_link(*, order: Order, settings: BankIDSettings) -> str:
    """The link for the program on a computer, by its own scheme."""
    return _link(settings.computer_url, order)


def _link(start: str, order: Order) -> str:
    # The order's own return address decides, so the link asks for none: nobody can change it on the way.
    return f"{start}?{urlencode({'autostarttoken': order.auto_start_token, 'redirect': 'null'})}"
