"""The directory in memory, for tests of whatever asks it."""

from collections.abc import Mapping, Sequence

import aiohttp

from ingang.connectors.directory.records import Belonging, Members, Named, Provided, Unit
from ingang.connectors.rivta.errors import RivtaError


class FakeDirectory:
    """The client's methods over units by care giver; `break_with` makes it fail, at once or after some answers.

    `belongs` says of which health care unit another is a member.
    """

    def __init__(self, *, units: Mapping[str, Sequence[Unit]], belongs: Mapping[str, str] | None = None) -> None:
        self.units = {giver: list(each) for giver, each in units.items()}
        self.belongs = dict(belongs or {})
        self.asked: list[str] = []
        self._broken: RivtaError | None = None
        self._left = 0

    async def unit(self, *, http: aiohttp.ClientSession, hsa_id: str) -> Unit | None:
        """The unit as it was given."""
        self._answer(hsa_id)
        return next((one for each in self.units.values() for one in each if one.hsa_id == hsa_id), None)

    async def belonging(self, *, http: aiohttp.ClientSession, hsa_id: str) -> Belonging | None:
        """To what it belongs."""
        self._answer(hsa_id)
        for giver, each in self.units.items():
            named = {one.hsa_id: Named(hsa_id=one.hsa_id, name=one.name) for one in each}
            if hsa_id in named:
                return Belonging(
                    member=named[hsa_id],
                    unit=named[self.belongs.get(hsa_id, hsa_id)],
                    care_giver=Named(hsa_id=giver, name=giver),
                    organisation_number="",
                )
        return None

    async def provided(self, *, http: aiohttp.ClientSession, care_giver: str) -> Provided | None:
        """Those of its units that belong to no other."""
        self._answer(care_giver)
        if care_giver not in self.units:
            return None
        units = [one for one in self.units[care_giver] if one.hsa_id not in self.belongs]
        return Provided(
            care_giver=Named(hsa_id=care_giver, name=care_giver),
            units=tuple(Named(hsa_id=one.hsa_id, name=one.name) for one in units),
        )

    async def members(self, *, http: aiohttp.ClientSession, unit: str) -> Members | None:
        """Those that belong to it."""
        self._answer(unit)
        known = {one.hsa_id: one.name for each in self.units.values() for one in each}
        members = sorted(member for member, owner in self.belongs.items() if owner == unit)
        return Members(
            unit=Named(hsa_id=unit, name=known.get(unit, unit)),
            members=tuple(Named(hsa_id=one, name=known.get(one, one)) for one in members),
        )

    def break_with(self, error: RivtaError | None, *, after: int = 0) -> None:
        """Every question after so many raises this, until it is taken back with None."""
        self._broken, self._left = error, after

    def _answer(self, hsa_id: str) -> None:
        if self._broken is not None and self._left <= 0:
            raise self._broken
        self._left -= 1
        self.asked.append(hsa_id)
