"""Sources of records in memory, for tests of whatever asks them."""

import aiohttp

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.errors import RivtaError
from ingang.connectors.rivta.replies import Asker, More, Reply
from ingang.connectors.rivta.settings import Producer
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import Period


class FakeRecordsByContract:
    """The client's methods; `tell` gives it answers, `break_with` makes a source fail, `asked` keeps every question,
    `askers` who asked it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Contract, PersonIdentifier]] = []
        self.askers: list[Asker | None] = []
        self._replies: dict[tuple[str, Contract, PersonIdentifier], Reply] = {}
        self._broken: dict[str, RivtaError] = {}

    async def ask(
        self,
        *,
        http: aiohttp.ClientSession,
        producer: Producer,
        contract: Contract,
        person: PersonIdentifier,
        asker: Asker | None = None,
        period: Period | None = None,
        more: More | None = None,
    ) -> Reply:
        """What was told of the person there; no records where nothing was."""
        address = more.logical_address if more else producer.logical_address
        self.asked.append((address, contract, person))
        self.askers.append(asker)
        if address in self._broken:
            raise self._broken[address]
        return self._replies.get((address, contract, person), Reply(contract=contract, records=()))

    def tell(self, *, logical_address: str, person: PersonIdentifier, reply: Reply) -> None:
        """From now on the source answers with this, by the reply's contract."""
        self._replies[(logical_address, reply.contract, person)] = reply

    def break_with(self, *, logical_address: str, error: RivtaError) -> None:
        """Every question to the source raises this."""
        self._broken[logical_address] = error
