"""What the index knows, and whom to ask when it is not to be trusted.

Source: itintegration:engagementindex 1.0.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from ingang.connectors.rivta.contracts import Contract

NONE_OF_THEM = "NA"
"""What is written where a key has no business object or process of its own."""


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """That a system holds records of one kind on one resident. All but the time is its key.

    `resident` is twelve characters, and left out of `repr`. `data_controller` is an organisation number.
    """

    resident: str = field(repr=False)
    service_domain: str
    categorization: str
    logical_address: str
    source_system: str
    data_controller: str
    business_object: str = NONE_OF_THEM
    process_interest: str = NONE_OF_THEM
    most_recent_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Change:
    """An engagement that is new or has newer records, or, with `is_gone`, whose last record is gone."""

    engagement: Engagement
    is_gone: bool = False


@dataclass(frozen=True, kw_only=True)
class Changes:
    """One page of what has changed; `last` is the resident to go on after, when the page is not the last."""

    engagements: tuple[Engagement, ...]
    is_complete: bool
    last: str = field(default="", repr=False)


def whom_to_ask(
    *, engagements: Iterable[Engagement], contract: Contract, remembered: frozenset[str], own: frozenset[str]
) -> tuple[str, ...]:
    """The logical addresses to ask by a contract, in order.

    An index that names too many costs an empty answer. One that names too few would hide records, so whoever is
    `remembered` to have answered with records before is asked too. We never ask ourselves.
    """
    named = {
        one.logical_address
        for one in engagements
        if one.service_domain == contract.service_domain
        and (not contract.categorization or one.categorization in contract.categorization)
    }
    return tuple(sorted((named | remembered) - own))
