"""A FHIR server in memory, for tests of whatever asks one."""

from collections.abc import Iterable, Sequence

import aiohttp

from ingang.connectors.fhir.client import Json, Told
from ingang.connectors.fhir.errors import FhirError
from ingang.kernel.identifiers import PersonIdentifier


class FakeFhirServer:
    """The client's methods; `know` tells it what stands about a person, `break_with` makes it fail."""

    def __init__(self) -> None:
        self.asked: list[tuple[PersonIdentifier, ...]] = []
        self._known: dict[PersonIdentifier, tuple[Json, ...]] = {}
        self._broken: FhirError | None = None

    async def read(
        self, *, http: aiohttp.ClientSession, identifiers: Sequence[PersonIdentifier], types: Iterable[str]
    ) -> Told:
        """What was told of the person under any of the identifiers."""
        self.asked.append(tuple(identifiers))
        if self._broken is not None:
            raise self._broken
        wanted = set(types)
        known = [resource for one in identifiers for resource in self._known.get(one, ())]
        return Told(
            resources=tuple(one for one in known if one["resourceType"] in wanted),
            around=tuple(one for one in known if one["resourceType"] not in wanted),
            is_whole=True,
        )

    async def describe(self, *, http: aiohttp.ClientSession) -> str:
        """Always the same."""
        if self._broken is not None:
            raise self._broken
        return "FHIR 4.0.1 Fake"

    def know(self, identifier: PersonIdentifier, *resources: Json) -> None:
        """From now on these stand about the person."""
        self._known[identifier] = (*self._known.get(identifier, ()), *resources)

    def break_with(self, error: FhirError | None) -> None:
        """Every question raises this until it is taken back with None."""
        self._broken = error
