"""The personal data service in memory, for tests of whatever asks it."""

from collections.abc import Iterable

from ingang.connectors.population_register.client import checked
from ingang.connectors.population_register.errors import PopulationRegisterError
from ingang.connectors.population_register.records import PersonRecord, Told
from ingang.kernel.identifiers import PersonIdentifier


class FakePersonService:
    """The client's methods; `know` tells it a person, `break_with` makes it fail, `asked` keeps every question."""

    def __init__(self) -> None:
        self.asked: list[tuple[PersonIdentifier, ...]] = []
        self._records: dict[PersonIdentifier, PersonRecord] = {}
        self._broken: PopulationRegisterError | None = None

    def persons(self, *, identifiers: Iterable[PersonIdentifier]) -> tuple[Told, ...]:
        """What was told of each number; nobody where nothing was."""
        numbers = checked(identifiers)
        self.asked.append(numbers)
        if self._broken is not None:
            raise self._broken
        return tuple(Told(asked=number, record=self._records.get(number)) for number in numbers)

    def know(self, record: PersonRecord) -> None:
        """From now on this is told under the person's number and every former one."""
        for number in (record.identifier, *record.formers):
            self._records[number] = record

    def break_with(self, error: PopulationRegisterError | None) -> None:
        """Every question raises this until it is taken back with None."""
        self._broken = error
