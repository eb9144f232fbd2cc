"""One care giver's system by all its contracts: what is shown, and what happens when some of it fails."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

import aiohttp
import pytest

from ingang.connectors.rivta import errors
from ingang.connectors.rivta.contracts import (
    CARE_DOCUMENTATION_2,
    CARE_DOCUMENTATION_3,
    CONTRACTS,
    DIAGNOSIS_2,
    FUNCTIONAL_STATUS_2,
    LABORATORY_ORDER_OUTCOME_4,
    REFERRAL_OUTCOME_3,
    REQUEST_ACTIVITIES_1,
    Contract,
)
from ingang.connectors.rivta.fake import FakeRecordsByContract
from ingang.connectors.rivta.replies import Asker, More, Reply, SourceStatus
from ingang.connectors.rivta.settings import Producer, RivtaSettings
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.services.journal.rendering import result_references
from ingang.services.journal.sources import Answer, Question, State
from ingang.services.journal.sources.rivta.source import LONGEST_MESSAGE, MOST_PAGES, RivtaSource, rivta_source
from ingang.services.journal.sources.rivta.tests.examples import told_by_the_demonstration

SYSTEM = "SE1-SYSTEM"
FORMER = PersonIdentifier(IdentifierKind.PERSONNUMMER, "197208222385")
NOW = datetime(2026, 11, 26, 11, tzinfo=UTC)


@dataclass
class Failing(FakeRecordsByContract):
    """Fails by some contracts alone."""

    by: dict[Contract, Exception] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    async def ask(self, *, contract: Contract, **asked: object) -> Reply:
        if contract in self.by:
            raise self.by[contract]
        return await super().ask(contract=contract, **asked)  # type: ignore[arg-type]


def fetched(
    *contracts: Contract,
    records: FakeRecordsByContract,
    person: PersonIdentifier,
    others: Iterable[PersonIdentifier] = (),
    asker: Asker | None = None,
) -> Answer:
    """What the source answers about the person."""
    source = RivtaSource(
        code=SYSTEM,
        name="Region X",
        care_giver="SE0000006000-G001",
        producer=Producer(url="https://x.example/", logical_address=SYSTEM),
        contracts=contracts,
        records=records,
    )
    question = Question(person=UUID(int=1), identifiers=(person, *others), asked_at=NOW, asker=asker)

    async def asking() -> Answer:
        async with aiohttp.ClientSession() as http:
            return await source.fetch(http=http, question=question)

    return asyncio.run(asking())


def telling(*replies: Reply, person: PersonIdentifier, **failing: object) -> Failing:
    records = Failing(**failing)  # type: ignore[arg-type]
    for reply in replies:
        records.tell(logical_address=SYSTEM, person=person, reply=reply)
    return records


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.code)
def test_every_contract_gives_entries_with_title_time_and_text(contract: Contract) -> None:
    reply, person = told_by_the_demonstration(contract)

    answer = fetched(contract, records=telling(reply, person=person), person=person)

    assert answer.state is State.ANSWERED
    assert answer.entries
    for entry in answer.entries:
        assert (bool(entry.title), bool(entry.happened_at), bool(entry.unit_name)) == (True, True, True)
        assert answer.texts[entry.id]
        assert entry.kind


def test_who_asks_goes_along_with_every_question() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    records, asker = telling(reply, person=person), Asker(identifier=FORMER, is_agent=True)

    fetched(DIAGNOSIS_2, REQUEST_ACTIVITIES_1, records=records, person=person, asker=asker)

    assert records.askers == [asker, asker]


def test_what_the_source_says_to_its_reader_is_told_once_and_is_no_failure() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    other = Reply(contract=FUNCTIONAL_STATUS_2, records=(), message="Äldre uppgifter  finns på papper.")
    records = telling(replace(reply, message="Äldre uppgifter finns på\n papper."), other, person=person)

    answer = fetched(DIAGNOSIS_2, FUNCTIONAL_STATUS_2, records=records, person=person)

    assert answer.message == "Äldre uppgifter finns på papper."
    assert answer.state is State.ANSWERED
    assert answer.entries


def test_a_message_has_a_longest_length() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)

    answer = fetched(DIAGNOSIS_2, records=telling(replace(reply, message="x" * 9000), person=person), person=person)

    assert len(answer.message) == LONGEST_MESSAGE


@pytest.mark.parametrize(
    ("contract", "kind"),
    [(FUNCTIONAL_STATUS_2, "ovrigt"), (REFERRAL_OUTCOME_3, "remisser"), (REQUEST_ACTIVITIES_1, "remisser"),
     (DIAGNOSIS_2, "diagnoser"), (CARE_DOCUMENTATION_3, "anteckningar")],
)  # fmt: skip
def test_entries_stand_where_residents_look_for_them(contract: Contract, kind: str) -> None:
    reply, person = told_by_the_demonstration(contract)

    answer = fetched(contract, records=telling(reply, person=person), person=person)

    assert {entry.kind_code for entry in answer.entries} == {kind}


def test_the_results_of_a_laboratory_answer_are_found_by_its_references() -> None:
    reply, person = told_by_the_demonstration(LABORATORY_ORDER_OUTCOME_4)

    answer = fetched(LABORATORY_ORDER_OUTCOME_4, records=telling(reply, person=person), person=person)

    (report,) = (one for one in answer.entries if one.reference.startswith("DiagnosticReport/"))
    wanted = result_references(text=answer.texts[report.id])
    assert wanted
    assert set(wanted) == {one.reference for one in answer.entries} - {report.reference}


def test_it_is_asked_by_the_number_of_today_alone() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    records = telling(reply, person=person)

    fetched(DIAGNOSIS_2, records=records, person=person, others=[FORMER])

    assert records.asked == [(SYSTEM, DIAGNOSIS_2, person)]


def test_one_contract_that_fails_takes_no_other_along_and_is_told() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    records = telling(reply, person=person, by={CARE_DOCUMENTATION_3: errors.TimedOut()})

    answer = fetched(CARE_DOCUMENTATION_3, DIAGNOSIS_2, records=records, person=person)

    assert answer.state is State.PARTLY
    assert len(answer.entries) == len(reply.records)


@pytest.mark.parametrize("error", [errors.TimedOut, errors.SourceRefused, errors.Unreachable])
def test_when_every_contract_fails_the_source_fails(error: type[errors.RivtaError]) -> None:
    _, person = told_by_the_demonstration(DIAGNOSIS_2)
    records = telling(person=person, by={CARE_DOCUMENTATION_3: error(), DIAGNOSIS_2: error()})

    with pytest.raises(error):
        fetched(CARE_DOCUMENTATION_3, DIAGNOSIS_2, records=records, person=person)


def test_a_record_about_somebody_else_stops_everything_that_the_source_said() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    assert person != FORMER
    records = telling(reply, person=FORMER)

    with pytest.raises(errors.WrongPerson):
        fetched(DIAGNOSIS_2, CARE_DOCUMENTATION_3, records=records, person=FORMER)


def test_what_nobody_foresaw_is_not_hidden_by_what_went_well() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    records = telling(reply, person=person, by={CARE_DOCUMENTATION_3: KeyError("x")})

    with pytest.raises(KeyError):
        fetched(CARE_DOCUMENTATION_3, DIAGNOSIS_2, records=records, person=person)


def test_a_record_that_could_not_be_read_makes_the_answer_partial() -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    broken = replace(reply, records=(*reply.records, reply.records[0].makeelement(reply.records[0].tag)))

    answer = fetched(DIAGNOSIS_2, records=telling(broken, person=person), person=person)

    assert (answer.state, len(answer.entries)) == (State.PARTLY, len(reply.records))


@pytest.mark.parametrize(("code", "state"), [("DataFromSource", State.ANSWERED), ("NoDataSynchFailed", State.PARTLY)])
def test_an_aggregating_service_that_missed_somebody_says_so(code: str, state: State) -> None:
    reply, person = told_by_the_demonstration(DIAGNOSIS_2)
    status = SourceStatus(logical_address="SE9", code=code, is_from_cache=False, is_in_synch=False)

    answer = fetched(DIAGNOSIS_2, records=telling(replace(reply, statuses=(status,)), person=person), person=person)

    assert answer.state is state


def test_the_same_record_by_two_versions_or_on_two_pages_is_one_entry() -> None:
    reply, person = told_by_the_demonstration(CARE_DOCUMENTATION_3)
    again = More(logical_address=SYSTEM, reference="again")
    first = replace(reply, more=(again,))

    answer = fetched(CARE_DOCUMENTATION_3, records=telling(first, person=person), person=person)

    assert len(answer.entries) == len(reply.records)


def test_an_answer_without_end_is_left_after_some_pages_and_told_as_partial() -> None:
    reply, person = told_by_the_demonstration(CARE_DOCUMENTATION_3)
    records = telling(replace(reply, more=(More(logical_address=SYSTEM, reference="on"),)), person=person)

    answer = fetched(CARE_DOCUMENTATION_3, records=records, person=person)

    assert answer.state is State.PARTLY
    assert len(records.asked) == MOST_PAGES


def test_a_later_page_that_fails_leaves_the_earlier_ones() -> None:
    reply, person = told_by_the_demonstration(CARE_DOCUMENTATION_3)
    records = telling(replace(reply, more=(More(logical_address="SE9", reference="on"),)), person=person)
    records.break_with(logical_address="SE9", error=errors.TimedOut())

    answer = fetched(CARE_DOCUMENTATION_3, records=records, person=person)

    assert (answer.state, len(answer.entries)) == (State.PARTLY, len(reply.records))


def test_another_care_giver_in_the_same_system_is_never_called_by_its_name() -> None:
    reply, person = told_by_the_demonstration(CARE_DOCUMENTATION_2)

    answer = fetched(CARE_DOCUMENTATION_2, records=telling(reply, person=person), person=person)

    assert {entry.care_giver for entry in answer.entries} == {"SE0000012000-G001"}
    assert "Region X" not in {entry.care_giver_name for entry in answer.entries}


def test_a_system_is_asked_by_the_contracts_that_its_settings_name() -> None:
    def source(**own: object) -> RivtaSource:
        address = "https://x.example/"
        return rivta_source(
            code=SYSTEM, name="Region X", care_giver="SE1-G1", url=address, own=own, settings=RivtaSettings()
        )

    assert source(contracts=["GetDiagnosis:2"]).contracts == (DIAGNOSIS_2,)
    assert source().contracts == CONTRACTS
    assert source(agreement="a").producer == Producer(url="https://x.example/", logical_address=SYSTEM, agreement="a")
