"""Care givers whose systems answer by the national service contracts: all contracts are asked at once."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid5

import aiohttp

from ingang.connectors.engagement_index.engagements import Engagement, whom_to_ask
from ingang.connectors.rivta import contracts, errors
from ingang.connectors.rivta.client import RecordsByContract, RivtaClient
from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.replies import More, Reply
from ingang.connectors.rivta.settings import Producer, RivtaSettings
from ingang.foundation.records.index import IndexRow, index_row
from ingang.services.journal.kinds import OTHER, REFERRALS, Kind, kind_of
from ingang.services.journal.sources import Answer, Entry, Question, State
from ingang.services.journal.sources.fhir import ENTRIES
from ingang.services.journal.sources.rivta.answers import read
from ingang.services.journal.sources.rivta.received import Received, Resource, json_text

MOST_PAGES = 10
"""So many pages of one contract; the answer is told as partial after that."""
LONGEST_MESSAGE = 500
FAILED = "NoDataSynchFailed"
"""What an aggregating service says of a source that it got nothing from."""
# What residents look for elsewhere than the type of resource says.
KINDS: dict[Contract, Kind] = {
    contracts.FUNCTIONAL_STATUS_2: OTHER,
    contracts.REFERRAL_OUTCOME_3: REFERRALS,
    contracts.REQUEST_ACTIVITIES_1: REFERRALS,
}
RESULT = "Observation"


@dataclass(frozen=True, kw_only=True)
class _Told:
    contract: Contract
    received: tuple[Received, ...]
    is_whole: bool
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RivtaSource:
    """One care giver's system, and the contracts that it answers by. A newer version of a contract stands first."""

    code: str
    name: str
    care_giver: str
    producer: Producer
    contracts: tuple[Contract, ...]
    records: RecordsByContract
    woken_at: datetime | None = None
    tells_index: bool = False

    def narrowed(self, *, engagements: Sequence[Engagement]) -> "RivtaSource | None":
        """With the contracts alone that the index knows something for, and those that it has no word for."""
        known = tuple(one for one in self.contracts if not one.categorization or self._is_known(one, engagements))
        return replace(self, contracts=known) if known else None

    def _is_known(self, contract: Contract, engagements: Sequence[Engagement]) -> bool:
        nobody = frozenset[str]()
        return self.code in whom_to_ask(engagements=engagements, contract=contract, remembered=nobody, own=nobody)

    async def fetch(self, *, http: aiohttp.ClientSession, question: Question) -> Answer:
        """Every record by every contract. Raises RivtaError when none was answered, or one about somebody else was.

        It is asked by the number of today alone: the source answers with what it has under the person's others too.
        """
        asked = [self._by(contract, http, question) for contract in self.contracts]
        outcomes = await asyncio.gather(*asked, return_exceptions=True)
        told = [one for one in outcomes if isinstance(one, _Told)]
        failures = [one for one in outcomes if isinstance(one, BaseException)]
        _check(failures, has_answers=bool(told))
        is_whole = not failures and all(one.is_whole for one in told)
        return await asyncio.to_thread(self._answer, told, question, is_whole=is_whole)

    async def _by(self, contract: Contract, http: aiohttp.ClientSession, question: Question) -> _Told:
        """All pages of one contract. A later page that fails leaves the earlier ones, told as partial."""
        persons, received, is_whole = frozenset(question.identifiers), list[Received](), True
        messages = list[str]()
        pages: list[More | None] = [None]
        for number in range(MOST_PAGES):
            if not pages:
                break
            try:
                reply = await self.records.ask(
                    http=http,
                    producer=self.producer,
                    contract=contract,
                    person=question.identifiers[0],
                    asker=question.asker,
                    more=pages.pop(0),
                )
            except errors.SourceUnavailable:
                if number == 0:
                    raise
                is_whole = False
                continue
            reading = await asyncio.to_thread(read, contract=contract, reply=reply, persons=persons)
            received += reading.received
            messages.append(reply.message)
            is_whole = is_whole and not reading.skipped and not _has_failed_sources(reply)
            pages += reply.more
        return _Told(
            contract=contract,
            received=tuple(received),
            is_whole=is_whole and not pages,
            messages=tuple(messages),
        )

    def _answer(self, told: list[_Told], question: Question, *, is_whole: bool) -> Answer:
        entries, texts, words = dict[str, Entry](), {}, {}
        for one in told:
            for received in one.received:
                around = {_reference(part): part for part in received.parts}
                for resource in _shown(received):
                    index = index_row(resource=resource, around=around)
                    entry = self._entry(resource, received, one.contract, index, question)
                    # The same record may come by two versions of a contract, or on two pages.
                    if entry.reference not in entries:
                        entries[entry.reference] = entry
                        texts[entry.id], words[entry.id] = json_text(resource), index.words
        return Answer(
            code=self.code,
            name=self.name,
            state=State.ANSWERED if is_whole else State.PARTLY,
            asked_at=question.asked_at,
            fetched_at=question.asked_at,
            entries=tuple(entries.values()),
            texts=texts,
            words=words,
            message=_message(told),
        )

    def _entry(
        self,
        resource: Resource,
        received: Received,
        contract: Contract,
        index: IndexRow,
        question: Question,
    ) -> Entry:
        reference = _reference(resource)
        kind = KINDS.get(contract) or kind_of(type=resource["resourceType"], category=index.category)
        is_own = received.care_giver in {"", self.care_giver}
        return Entry(
            id=uuid5(ENTRIES, f"{question.person}|{self.code}|{reference}"),
            care_giver=received.care_giver or self.care_giver,
            # One system may serve several care givers; the contracts rarely name them, but they name the unit.
            care_giver_name=self.name if is_own else received.care_giver_name or received.unit_name or self.name,
            unit=received.unit,
            unit_name=received.unit_name,
            kind_code=kind.code,
            title=index.title,
            status=index.status,
            happened_at=index.happened_at,
            happened=index.happened,
            is_signed=received.is_signed,
            # The contracts do not tell when a record came: it can be read since it was written, or signed.
            stored_at=min(received.written_at or index.happened_at or question.asked_at, question.asked_at),
            reference=reference,
            category=index.category,
            profession=received.profession,
            is_withheld=index.is_withheld,
        )


def rivta_source(
    *, code: str, name: str, care_giver: str, url: str, own: Mapping[str, Any], settings: RivtaSettings
) -> RivtaSource:
    """A system by its row and by its own settings: which `contracts` it answers by (all), and its `agreement`."""
    codes = own.get("contracts", [one.code for one in contracts.CONTRACTS])
    return RivtaSource(
        code=code,
        name=name,
        care_giver=care_giver,
        producer=Producer(url=url, logical_address=code, agreement=own.get("agreement", "")),
        contracts=contracts.contracts_of(codes=codes),
        records=RivtaClient(settings=settings),
    )


def _check(failures: list[BaseException], *, has_answers: bool) -> None:
    """One record about somebody else stops everything, and so does what nobody foresaw; failures do when all failed."""
    stops = [one for one in failures if isinstance(one, errors.WrongPerson) or not isinstance(one, errors.RivtaError)]
    for failure in stops or ([] if has_answers else failures):
        raise failure


def _message(told: list[_Told]) -> str:
    """What the source says to its reader (INFO), each thing once: most answer the same by every contract."""
    said = dict.fromkeys(" ".join(message.split()) for one in told for message in one.messages)
    return " ".join(filter(None, said))[:LONGEST_MESSAGE]


def _has_failed_sources(reply: Reply) -> bool:
    return any(status.code == FAILED for status in reply.statuses)


def _shown(received: Received) -> Iterator[Resource]:
    """The resource, and the results that it points at; other parts are told by the resource itself."""
    yield received.resource
    yield from (part for part in received.parts if part["resourceType"] == RESULT)


def _reference(resource: Resource) -> str:
    return f"{resource['resourceType']}/{resource['id']}"
