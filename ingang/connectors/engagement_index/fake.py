"""The engagement index in memory, for tests of whatever asks it."""

from collections.abc import Iterable
from datetime import datetime

import aiohttp

from ingang.connectors.engagement_index.client import checked
from ingang.connectors.engagement_index.engagements import Change, Changes, Engagement
from ingang.connectors.rivta.errors import RivtaError
from ingang.kernel.identifiers import PersonIdentifier


class FakeEngagementIndex:
    """The client's methods over what it was told by `update`; `break_with` makes it fail."""

    def __init__(self) -> None:
        self.engagements: dict[tuple[object, ...], Engagement] = {}
        self._broken: RivtaError | None = None

    async def find(
        self, *, http: aiohttp.ClientSession, person: PersonIdentifier, service_domain: str, categorization: str = ""
    ) -> tuple[Engagement, ...]:
        """What was told of the person."""
        resident = checked(person)
        return tuple(
            one
            for one in self._all()
            if one.resident == resident
            and one.service_domain == service_domain
            and categorization in {"", one.categorization}
        )

    async def update(self, *, http: aiohttp.ClientSession, changes: Iterable[Change]) -> None:
        """Know these from now on, and forget those that are gone."""
        self._all()
        for change in changes:
            one = change.engagement
            key = (one.resident, one.service_domain, one.categorization, one.logical_address, one.business_object,
                   one.process_interest, one.source_system, one.data_controller)  # fmt: skip
            if change.is_gone:
                self.engagements.pop(key, None)
            else:
                self.engagements[key] = one

    async def updates(
        self, *, http: aiohttp.ClientSession, service_domain: str, since: datetime, after: str = ""
    ) -> Changes:
        """Everything newer than that, on one page."""
        newer = [
            one
            for one in self._all()
            if one.service_domain == service_domain and one.most_recent_at and one.most_recent_at >= since
        ]
        return Changes(engagements=tuple(one for one in newer if one.resident > after), is_complete=True)

    def break_with(self, error: RivtaError | None) -> None:
        """Every question raises this until it is taken back with None."""
        self._broken = error

    def _all(self) -> tuple[Engagement, ...]:
        if self._broken is not None:
            raise self._broken
        return tuple(self.engagements.values())
