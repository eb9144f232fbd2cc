"""Who looks at a page, as far as the page needs to know."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """One line of the menu; `count` is what waits behind it, shown only when it is above zero."""

    title: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class PageViewer:
    """What the header says about the reader. Whoever logs people in sets it as `request.page_viewer`.

    `acting_for` is the name of the other person whose data is shown; with it the banner appears on every page. It is
    empty where the right to act for her has ended, and None where the reader acts for herself.
    `quick_exit_url` may name an address that ends the session first and then leads outside. With `state_url` the
    page warns before the session ends: it is what `idle_warning` asks, `extend_url` and `ended_url` the rest of it;
    `stream_url` is what tells the page at once when the log-in was ended elsewhere. `warn_at` is in seconds.
    """

    name: str
    kind: Literal["resident", "staff"] = "resident"
    acting_for: str | None = None
    unit: str = ""
    menu: tuple[MenuItem, ...] = ()
    log_out_url: str = ""
    switch_url: str = ""
    quick_exit_url: str = ""
    state_url: str = ""
    stream_url: str = ""
    warn_at: int = 120
    extend_url: str = ""
    ended_url: str = ""
