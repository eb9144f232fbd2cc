"""What people can do on the web at units, as anybody may know it: told by each service in its manifest."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ingang.kernel.registry import current, resolve


@dataclass(frozen=True, kw_only=True)
class UnitOffer:
    """Something that people can do at one unit after logging in, and the address that does it.

    `way` is how they then meet: visit, video, phone; empty where they do not.
    """

    title_sv: str
    title_en: str
    address: str
    way: str = ""

    def title(self, *, language: str) -> str:
        """What it is called in the reader's language."""
        return self.title_sv if language == "sv" else self.title_en or self.title_sv


def offered_by_service(*, units: Collection[str], now: datetime) -> dict[str, list[tuple[str, UnitOffer]]]:
    """What can be done at each of the units, by HSA-id, with the name of the service, in the order of the services."""
    found: dict[str, list[tuple[str, UnitOffer]]] = defaultdict(list)
    for service in current().services:
        for unit, offers in (resolve(service.unit_offers)(units, now) if service.unit_offers else {}).items():
            found[unit] += [(service.name, one) for one in offers]
    return found


def offered_on_the_web(*, units: Collection[str], now: datetime) -> dict[str, list[UnitOffer]]:
    """What can be done at each of the units, by HSA-id, in the order of the services."""
    return {unit: [one for _, one in each] for unit, each in offered_by_service(units=units, now=now).items()}
