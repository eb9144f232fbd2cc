"""Non-interference: two worlds that differ only in records that are closed to a reader look the same to that reader.

What is closed is drawn for each world: of any kind, by any care giver, of any day, and closed in any of the ways in
which records are closed to the one who reads. That somebody wrote in the record stands in the log whatever it was (PDL
8:5), so both worlds have the same log: in the one, what was written is gone again.

The same means to the letter, and in the same timing class: after the same questions to the database and to other
systems (`traces.py` says why these stand for time, and what is not covered). What is declared to differ stands in
`test_that_something_waits_is_all_that_is_told_of_it`, and nowhere else.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from conftest import number_of, opened, resident
from demo.cast import person_id
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.access.actions import open_job
from ingang.foundation.notifications.actions import choose_channels
from ingang.foundation.notifications.models import Notice
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.project.work import deliver_events
from ingang.services.journal.models import DisclosureDecision, ReleaseChoice
from ingang.services.journal.news.rules import NEW_OTHERS, NEW_RESULTS, NEW_TODAY
from ingang.services.journal.news.telling import JOB, tell
from ingang.services.journal.sources.collecting import Collector
from ingang.services.journal.tests.sources import UPPSALA, condition, uppsala
from tests.faults.pages import content_of
from tests.faults.traces import Trace, differing, traced
from tests.house.addresses import addresses

CLOSED_CARE_GIVER, CARE_GIVERS = "SE0000000040-G001", ("SE0000000010-G001", "SE0000000020-G001", "SE0000000030-G001")
PLACES = [one.name for one in addresses() if one.rule == "resident" and not one.arguments]
QUERIES = ("", "?period=1825&typ=diagnoser", "?typ=provsvar&nytt=1", "?q=hemlig&sok=hemlig")
THINGS = [one for one in addresses() if one.name.startswith("journal:") and one.arguments == ("id",)]
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
ANY_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
MARK = "Hemlig"
KINDS = ("Observation", "DiagnosticReport", "Condition", "Composition", "Immunization", "MedicationRequest")


class Answered(NamedTuple):
    """What the reader gets, and what it took."""

    status: int
    content: str
    took: Trace


Seen = dict[str, Answered]


@dataclass(frozen=True)
class Reader:
    """Who reads whose journal, and the ways in which a record can be closed to her."""

    key: str
    acting_for: str | None
    ways: tuple[str, ...]

    @property
    def owner(self) -> str:
        return self.acting_for or self.key

    @property
    def subject(self) -> UUID:
        return person_id(self.owner)


OWN = Reader("alva", None, ("withheld", "nullified", "deleted", "hidden care giver", "too old", "waits"))
OUTSIDE = ("withheld", "nullified", "too old")
"""The ways in which what another system has can be closed."""
GUARDIAN = Reader("bo", "ella", ("withheld", "nullified", "hidden from guardians", "hidden care giver", "waits"))


def drawing(number: int) -> Random:
    """The same draws each time."""
    return Random(number)  # noqa: S311  nothing secret is drawn


@contextmanager
def world() -> Iterator[None]:
    """What happens inside has never happened."""
    here = transaction.savepoint()
    yield
    transaction.savepoint_rollback(here)


@pytest.fixture(params=[OWN, GUARDIAN], ids=["herself", "guardian"])
def reader(
    request: pytest.FixtureRequest, cast: Callable[[str], UUID], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> Reader:
    """A reader who has chosen to see results later, of care givers that show less than everything."""
    who: Reader = request.param
    DisclosureDecision(
        care_giver=CLOSED_CARE_GIVER, valid_from=now.date(), signed_only=False, delay_days=14,
        decided_by="x", decided_at=now, hidden_terms=["hemlig rubrik"],
    ).save()  # fmt: skip
    for care_giver in (*CARE_GIVERS, UPPSALA):
        DisclosureDecision(
            care_giver=care_giver, valid_from=now.date(), shows_from=date(2000, 1, 1),
            decided_by="x", decided_at=now,
        ).save()  # fmt: skip
    with house_scope():
        ReleaseChoice(
            person=who.subject, reader=person_id(who.key), changed_at=now,
            choices={"laboratory": "later", "tissue": "spoken", "notes": "later"},
        ).save(force_insert=True)  # fmt: skip
    connect(monkeypatch, FakeFhirServer())
    # That something waits is told, and is told already.
    write(who, "Observation", "waits", drawing(0), now)
    with house_scope():
        first = Resource.unguarded.filter(person=who.subject).order_by("-id")[0]
        first.text, first.title = first.text.replace(MARK, "Känt"), "Känt"
        first.save()
    return who


def connect(monkeypatch: pytest.MonkeyPatch, server: FakeFhirServer) -> None:
    """From now on Region Uppsala's system is the only one that is connected."""
    monkeypatch.setattr("ingang.services.journal.queries.connected_sources", lambda: (uppsala(server),))
    monkeypatch.setattr("ingang.services.journal.views.arrivals.COLLECTOR", Collector())


def write(who: Reader, kind: str, way: str, draw: Random, now: datetime) -> None:
    """One record that is closed in that way."""
    resource = drawn(kind, way, draw)
    care_giver = CLOSED_CARE_GIVER if way == "hidden care giver" else draw.choice(CARE_GIVERS)
    import_text(text=json.dumps(resource), care_giver=care_giver, person=who.subject, now=now - timedelta(hours=1))
    with house_scope():
        row = Resource.unguarded.filter(person=who.subject).order_by("-id")[0]
        if way == "hidden from guardians":
            row.hidden_from_guardian = True
        if way == "deleted":
            row.is_deleted, row.text, row.digest = True, "", ""
        row.save()


def two_worlds(client: Client, closed: Callable[[], None]) -> tuple[Seen, Seen]:
    """Every page as the reader gets it: where what is closed exists, and where it never did."""
    walk_once(client)
    with world():
        closed()
        with_it = seen(client)
    with world():
        closed()
        take_away_again()
        without = seen(client)
    return with_it, without


WALKED: list[Seen] = []


def walk_once(client: Client) -> None:
    """What a process keeps for everybody, such as what the operation has announced, it keeps before anything counts."""
    if not WALKED:
        with world():
            WALKED.append(seen(client))


def take_away_again() -> None:
    """What was closed has never been there; what the log tells stays."""
    with house_scope():
        Resource.unguarded.filter(text__contains=MARK).delete()
        Resource.unguarded.filter(is_deleted=True).delete()


def drawn(kind: str, way: str, draw: Random) -> dict[str, Any]:
    day = (
        "1999-05-05" if way == "too old" else f"{draw.randint(2001, 2026)}-0{draw.randint(1, 9)}-1{draw.randint(0, 9)}"
    )
    kind = draw.choice(("Observation", "Composition", "DiagnosticReport")) if way == "waits" else kind
    status = "entered-in-error" if way == "nullified" else "final"
    found: dict[str, Any] = {
        "resourceType": kind, "id": str(uuid7()), "status": status, "code": {"text": f"Hemlig {draw.random()}"},
        "recordedDate": day, "effectiveDateTime": day, "date": day, "authoredOn": day, "occurrenceDateTime": day,
    }  # fmt: skip
    if kind == "Observation":
        found |= {"category": [{"coding": [{"code": "laboratory"}]}], "valueQuantity": {"value": 3, "unit": "mg/L"}}
    if kind == "Composition":
        found |= {"title": "Hemlig anteckning"}
    if kind == "Condition" and way == "nullified":
        found |= {"verificationStatus": {"coding": [{"code": "entered-in-error"}]}}
    if way == "withheld":
        found["meta"] = {"security": [{"code": "NOPAT"}]}
    return found


def seen(client: Client) -> Seen:
    """Every page in this world, in one order, as the reader gets it."""
    answers = {"first": answered(client, reverse("journal:arriving"))}
    for name in PLACES:
        for query in QUERIES if name.startswith("journal:") else QUERIES[:1]:
            answers[name + query] = answered(client, reverse(name) + query)
    return answers


def answered(client: Client, path: str) -> Answered:
    with traced() as took:
        answer = client.get(path)
        content = content_of(answer).decode()
    return Answered(answer.status_code, CHANGING.sub("", content), took)


def different(one: Seen, other: Seen) -> dict[str, tuple[bool, dict[str, int]]]:
    """The places that differ: whether in status and content, and in what was asked."""
    return {
        place: (one[place][:2] == other[place][:2], differing(one[place].took, other[place].took))
        for place in other
        if one[place] != other[place]
    }


@pytest.mark.parametrize("number", range(2))
def test_no_page_tells_that_closed_records_exist(
    number: int, reader: Reader, log_in_as: Callable[..., Client], now: datetime
) -> None:
    client = log_in_as(reader.key, acting_for=reader.acting_for)

    def closed() -> None:
        draw = drawing(number)
        for way in reader.ways:
            for _ in range(draw.randint(1, 4)):
                write(reader, draw.choice(KINDS), way, draw, now)

    with_it, without = two_worlds(client, closed)

    assert different(with_it, without) == {}
    assert without["journal:start"].status == 200
    assert without["first"].took.total() > 10


@pytest.mark.parametrize("has_more", [True, False], ids=["among others", "alone"])
def test_no_page_tells_that_another_system_has_closed_records(
    has_more: bool, reader: Reader, log_in_as: Callable[..., Client], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, number, draw = log_in_as(reader.key, acting_for=reader.acting_for), number_of(reader.owner), drawing(2)
    more = [condition("open", "Torra ögon")] if has_more else []
    shut = [drawn(kind, way, draw) for way in OUTSIDE for kind in KINDS]
    value, report = drawn("Observation", "with its report", draw), drawn("DiagnosticReport", "waits for a time", draw)
    value["category"] = [{"coding": [{"code": "vital-signs"}]}]
    report |= dict.fromkeys(("recordedDate", "effectiveDateTime", "date", "authoredOn"), "2026-11-20")
    report |= {"category": [{"coding": [{"code": "LAB"}]}], "result": [{"reference": f"Observation/{value['id']}"}]}
    walk_once(client)

    def world_of(*resources: dict[str, Any]) -> Seen:
        server = FakeFhirServer()
        server.know(number, *more, *resources)
        connect(monkeypatch, server)
        with world():
            found = seen(client)
        assert len(server.asked) == 1
        return found

    with_it = world_of(*shut, value, report)

    assert different(with_it, world_of()) == {}
    assert has_more == ("Torra ögon" in with_it["journal:start"].content)


def test_the_address_of_a_closed_record_looks_like_one_of_nothing(
    reader: Reader, log_in_as: Callable[..., Client], now: datetime
) -> None:
    client, draw = log_in_as(reader.key, acting_for=reader.acting_for), drawing(1)
    for place, way in enumerate(reader.ways):
        for kind in (KINDS[place], KINDS[place - 3]):
            write(reader, kind, way, draw, now)
    with house_scope():
        closed = list(Resource.unguarded.filter(title__startswith="Hemlig").values_list("id", flat=True))

    things(client, UUID(int=7))  # The session is written once, at the first page.
    nothing = things(client, UUID(int=7))

    assert len(closed) > len(reader.ways)
    assert [(thing, found) for thing in closed if (found := different(things(client, thing), nothing))] == []


def things(client: Client, thing: UUID) -> Seen:
    """Every page about one thing, as if it had no id."""
    found = {one.name: answered(client, reverse(one.name, kwargs={"id": thing})) for one in THINGS}
    return {name: one._replace(content=one.content.replace(str(thing), "")) for name, one in found.items()}


@pytest.mark.parametrize("number", range(2))
def test_no_notice_tells_that_closed_records_exist(
    number: int, reader: Reader, log_in_as: Callable[..., Client], now: datetime
) -> None:
    client = log_in_as(reader.key, acting_for=reader.acting_for)
    for code in (NEW_RESULTS, NEW_OTHERS, NEW_TODAY):
        grant = opened(resident(reader.key), "notifications.choices", now=now)
        choose_channels(grant=grant, code=code, channels=["mail"], now=now)
    deliver_and_tell(now)

    def closed() -> None:
        draw = drawing(number)
        for way in reader.ways:
            write(reader, draw.choice(KINDS), way, draw, now)

    walk_once(client)

    def after(change: Callable[[], None], look: Callable[[Client], Seen] = seen) -> tuple[list[tuple[Any, ...]], Seen]:
        with world():
            closed()
            change()
            deliver_and_tell(now)
            return notices(), look(client)

    with_it, without = after(lambda: None), after(take_away_again)
    opened_too, _ = after(lambda: write(reader, "Condition", "open", drawing(number), now), lambda _: {})

    assert (with_it[0], different(with_it[1], without[1])) == (without[0], {})
    assert (len(with_it[0]), len(opened_too)) == (0, 2)


def deliver_and_tell(now: datetime) -> None:
    """All that the worker does, up to the evening."""
    deliver_events(now=now)
    for at in (now, now + timedelta(hours=6)):
        tell(grant=open_job(name=JOB, kinds=(Resource.data_kind,), now=at), now=at)


def notices() -> list[tuple[Any, ...]]:
    """What leaves the house, to whom, of what kind and when."""
    with house_scope():
        rows = Notice.unguarded.filter(code__startswith="journal.").order_by("code", "recipient")
        return list(rows.values_list("person", "recipient", "code", "channel", "state", "not_before"))


def test_looking_for_a_word_tells_nothing_of_what_is_cut(
    reader: Reader, log_in_as: Callable[..., Client], now: datetime
) -> None:
    client = log_in_as(reader.key, acting_for=reader.acting_for)
    with house_scope():
        DisclosureDecision.objects.filter(care_giver=CLOSED_CARE_GIVER).update(
            delay_days=0, hidden_terms=["dold rubrik"]
        )

    def world_of(words: str) -> Seen:
        section = {"title": "Dold rubrik", "text": {"div": f"<div>{words}</div>"}}
        note = {"resourceType": "Composition", "id": "1", "status": "final", "title": "Besök", "date": "2020-05-05"}
        text = json.dumps(note | {"section": [section]})
        with world():
            import_text(text=text, care_giver=CLOSED_CARE_GIVER, person=reader.subject, now=now - timedelta(days=60))
            found = seen(client)
        return {place: one._replace(content=ANY_ID.sub("", one.content)) for place, one in found.items()}

    walk_once(client)
    with_it, without = world_of("hemlig"), world_of("annat")

    assert different(with_it, without) == {}
    assert "Besök" in with_it["journal:start"].content


def test_that_something_waits_is_all_that_is_told_of_it(
    log_in_as: Callable[..., Client], cast: Callable[[str], UUID], now: datetime
) -> None:
    client = log_in_as("alva")
    with house_scope():
        own = {"person": cast("alva"), "reader": cast("alva"), "changed_at": now}
        ReleaseChoice(**own, choices={"laboratory": "later", "notes": "later"}).save(force_insert=True)
    with_it, without = two_worlds(client, lambda: write(OWN, "Observation", "waits", drawing(3), now))

    assert [differing(with_it[place].took, without[place].took) for place in without] == [{}] * len(without)
    told_at = {place.partition("?")[0] for place in different(with_it, without)}
    assert told_at == {"first", "journal:start", "journal:arriving", "journal:waiting"} & told_at
    told = set(with_it["journal:start"].content.splitlines()) - set(without["journal:start"].content.splitlines())
    assert len(told) == 1
    assert "Det finns något som du har valt att se senare." in told.pop()


def test_a_sealed_journal_looks_the_same_whatever_is_in_it(
    log_in_as: Callable[..., Client], cast: Callable[[str], UUID], now: datetime
) -> None:
    client = log_in_as("alva")
    Person.objects.filter(id=cast("alva")).update(journal_sealed_at=now)
    with_it, without = two_worlds(client, lambda: write(OWN, "Condition", "open", drawing(5), now))

    assert different(with_it, without) == {}
    assert without["journal:start"].status == 403
