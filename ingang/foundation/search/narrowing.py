"""A search that its kind's own page reads from an address: so that it goes there whole, and comes back whole."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingang.foundation.search.queries import Hit, Wanted


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something chosen that narrows a search: what it is called, and the part of the address that says it."""

    parameter: str
    value: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """What is looked for of the kind, what is chosen, and where the same search stands on the kind's own page.

    `title` is what that page is called. `still` leaves of what the index gives what holds at this moment.
    """

    wanted: Wanted
    choices: tuple[Choice, ...]
    title: str
    address: str
    still: Callable[[Sequence[Hit]], list[Hit]]
