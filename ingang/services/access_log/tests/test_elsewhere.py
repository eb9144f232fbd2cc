"""Care givers' own logs: asked once, followed through the queue, told to the log-in that asked and to nobody else."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from conftest import BJORKBACKEN, opened, representative, resident
from demo.cast import person_id
from ingang.connectors.access_logs.errors import ReportGone, TooManyRows
from ingang.connectors.access_logs.fake import FakeAccessLogs
from ingang.connectors.access_logs.reports import LogRow, Queued, Report, Told
from ingang.connectors.rivta.errors import AnswerGarbled, RivtaError, SourceRefused, Unreachable
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.identity.models import LogIn
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import OPERATION, Grant
from ingang.services.access_log.elsewhere import actions
from ingang.services.access_log.elsewhere.actions import ask_elsewhere, ask_on
from ingang.services.access_log.elsewhere.models import ELSEWHERE, AskedLog, LogService, State
from ingang.services.access_log.elsewhere.queries import AskedElsewhere, asked_elsewhere, lines_elsewhere
from ingang.services.access_log.elsewhere.rules import NOT_TOLD, PURPOSES, Interval, entry_of
from ingang.services.access_log.models import QUESTION, LogQuestion
from ingang.services.access_log.words import Names, sentence

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
DAYS = Interval(first=date(2026, 10, 1), last=date(2026, 11, 26))
ROW = LogRow(
    at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    care_giver="SE0000012000-G001",
    care_giver_name="Region Skåne",
    unit="SE0000012000-U007",
    unit_name="Vårdcentralen Backen",
    user="SE0000012000-P001",
    user_name="",
    user_title="Läkare",
    purpose="Vård och behandling",
    resource="Läkemedel",
)
IN_QUEUE = Queued(report="6f1d1a52-2b1b-4f0e-9d0a-3a3d6b2f1177", seconds=300, is_begun=False)
NO_NAMES = Names(people={}, units={}, public_care_givers=frozenset())


@pytest.fixture
def keeper(cast: Cast, now: datetime) -> Keeper:
    """Alva's log-in in one browser."""
    return keeper_of(now)


def keeper_of(now: datetime) -> Keeper:
    log_in = LogIn.objects.create(
        person=person_id("alva"), issuer="test", assurance="loa3", started_at=now, last_active_at=now
    )
    return Keeper(log_in=log_in.id, session_key="a browser")


@pytest.fixture
def service(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> FakeAccessLogs:
    """One log service, which answers as the test says."""
    LogService.objects.create(code="SE0000012000-L001", name="Region Skåne", url="https://logs.example/")
    fake = FakeAccessLogs([Report(rows=(ROW,))])
    monkeypatch.setattr(actions, "client_of", lambda **_: fake)
    return fake


def alva(now: datetime) -> Grant:
    return opened(resident("alva"), ELSEWHERE, QUESTION, now=now)


def ask(keeper: Keeper, now: datetime, interval: Interval = DAYS) -> None:
    ask_elsewhere(grant=alva(now), keeper=keeper, interval=interval, now=now)


def job(now: datetime) -> int:
    return ask_on(grant=open_job(name="access_log.ask_elsewhere", kinds=(ELSEWHERE,), now=now), now=now)


def told(keeper: Keeper, now: datetime) -> AskedElsewhere:
    (one,) = asked_elsewhere(grant=alva(now), keeper=keeper)
    return one


def test_what_was_asked_is_asked_by_the_job_and_told_to_the_browser(
    service: FakeAccessLogs, keeper: Keeper, now: datetime
) -> None:
    ask(keeper, now)
    before = told(keeper, now).state
    job(now)

    found = told(keeper, now)
    assert (before, found.state) == (State.ASKED, State.READY)
    assert [one.details["unit_name"] for one in found.entries] == ["Vårdcentralen Backen"]
    ((person, since, until, report),) = service.asked
    assert (person.value[-4:], since, until, report) == (person.value[-4:], DAYS.since, DAYS.until, "")
    events = AuditEvent.objects.filter(event__startswith="access_log.elsewhere").order_by("id")
    assert [(one.event, one.person) for one in events] == [
        ("access_log.elsewhere_asked", person_id("alva")),
        ("access_log.elsewhere_answered", person_id("alva")),
    ]


def test_another_browser_and_another_log_in_are_told_nothing(
    service: FakeAccessLogs, keeper: Keeper, now: datetime
) -> None:
    ask(keeper, now)
    job(now)

    assert lines_elsewhere(grant=alva(now), keeper=replace(keeper, session_key="another")) == []
    assert lines_elsewhere(grant=alva(now), keeper=keeper_of(now)) == []
    with house_scope():
        assert b"Backen" not in bytes(AskedLog.unguarded.get().locked or b"")


def test_a_queued_report_is_asked_for_by_its_id_when_the_service_says(
    service: FakeAccessLogs, keeper: Keeper, now: datetime
) -> None:
    service.answers = [IN_QUEUE, replace(IN_QUEUE, is_begun=True, seconds=1), Report(rows=(ROW,))]
    ask(keeper, now)
    states, later = [], now
    for minutes in (0, 4, 1, 1):
        later += timedelta(minutes=minutes)
        job(later)
        states.append(told(keeper, now).state)

    assert states == [State.QUEUED, State.QUEUED, State.IN_PROCESS, State.READY]
    assert [report for *_, report in service.asked] == ["", IN_QUEUE.report, IN_QUEUE.report]


@pytest.mark.parametrize(
    ("answers", "expected", "asked"),
    [
        ([TooManyRows()], State.TOO_MANY, 1),
        ([SourceRefused()], State.REFUSED, 1),
        ([Unreachable()], State.NO_ANSWER, 3),
        ([AnswerGarbled()], State.NO_ANSWER, 3),
        ([Unreachable(), Unreachable(), Report(rows=())], State.READY, 3),
        ([IN_QUEUE, ReportGone(), Report(rows=())], State.READY, 3),
    ],
)
def test_each_care_giver_has_an_honest_state(
    service: FakeAccessLogs,
    keeper: Keeper,
    now: datetime,
    answers: Iterable[Told | RivtaError],
    expected: State,
    asked: int,
) -> None:
    service.answers = list(answers)
    ask(keeper, now)
    for minutes in range(0, 20, 4):
        job(now + timedelta(minutes=minutes))

    assert told(keeper, now).state is expected
    assert len(service.asked) == asked


def test_a_report_that_is_gone_is_asked_for_anew(service: FakeAccessLogs, keeper: Keeper, now: datetime) -> None:
    service.answers = [IN_QUEUE, ReportGone(), Report(rows=())]
    ask(keeper, now)
    for minutes in (0, 5, 10):
        job(now + timedelta(minutes=minutes))

    assert [report for *_, report in service.asked] == ["", IN_QUEUE.report, ""]


def test_the_same_days_again_queue_no_second_report_and_other_days_begin_anew(
    service: FakeAccessLogs, keeper: Keeper, now: datetime
) -> None:
    service.answers = [IN_QUEUE]
    ask(keeper, now)
    job(now)
    ask(keeper, now)
    same = told(keeper, now).state
    ask(keeper, now, replace(DAYS, first=date(2026, 11, 1)))

    assert (same, told(keeper, now).state) == (State.QUEUED, State.ASKED)


def test_the_end_of_the_log_in_ends_it_all(service: FakeAccessLogs, keeper: Keeper, now: datetime) -> None:
    ask(keeper, now)
    LogIn.objects.filter(id=keeper.log_in).update(ended_at=now)
    job(now)

    assert service.asked == []
    with house_scope():
        assert not AskedLog.unguarded.exists()


def test_a_service_that_is_off_is_neither_asked_nor_shown(
    service: FakeAccessLogs, keeper: Keeper, now: datetime
) -> None:
    ask(keeper, now)
    LogService.objects.update(is_on=False)
    job(now)

    assert service.asked == []
    assert asked_elsewhere(grant=alva(now), keeper=keeper) == []


def test_a_guardian_is_told_nothing(service: FakeAccessLogs, keeper: Keeper, now: datetime) -> None:
    grant = opened(representative("bo", acting_for="ella"), ELSEWHERE, now=now)

    assert asked_elsewhere(grant=grant, keeper=keeper) == []


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("Vård och behandling", "för vård"),
        ("kvalitetsregister", "för ett kvalitetsregister"),
        ("Nyfikenhet", "för ett ändamål som loggen inte talar om"),
        ("", "för ett ändamål som loggen inte talar om"),
    ],
)
def test_a_line_is_a_sentence_with_its_purpose(purpose: str, words: str) -> None:
    entry = entry_of(row=replace(ROW, purpose=purpose), service="S")

    with override("sv"):
        said = sentence(entry=entry, reader="", names=NO_NAMES)

    assert said == f"Läkare vid Vårdcentralen Backen läste läkemedel i vårdgivarens eget system, {words}."


def test_a_line_has_the_same_number_each_time_and_another_line_another() -> None:
    numbers = {entry_of(row=row, service="S").id for row in (ROW, ROW, replace(ROW, resource="Provsvar"))}

    assert len(numbers) == 2
    assert all(-(2**56) <= number < 0 for number in numbers)
    assert set(PURPOSES.values()) - {NOT_TOLD} == set(PURPOSES.values())


class Page:
    """Alva's browser, which has asked and been answered."""

    def __init__(self, client: Client, now: datetime) -> None:
        self.client, self.url = client, reverse("access_log:elsewhere")
        self.sent = client.post(self.url, {"fran": "2026-10-01", "till": "2026-11-26"})
        job(now)

    def text(self, query: str = "") -> str:
        return self.client.get(self.url + query).content.decode()


def test_the_page_asks_and_shows_and_the_file_takes_it_along(
    service: FakeAccessLogs, now: datetime, log_in_as: LogInAs
) -> None:
    service.answers = [Report(rows=(ROW, replace(ROW, unit="SE0000012000-U008", unit_name="Jourcentralen Kullen")))]
    page = Page(log_in_as("alva"), now)

    assert page.sent.status_code == 302
    assert "Läkare vid Vårdcentralen Backen läste läkemedel" in page.text()
    assert "Backen läste" not in page.text("?enhet=SE0000012000-U008")
    for kind in ("text", "tabell"):
        whole = page.client.get(f"/min/vem-har-last/fil/?som={kind}").content.decode()
        assert "Jourcentralen Kullen" in whole
    assert "Backen" not in log_in_as("alva").get("/min/vem-har-last/fil/?som=text").content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"fran": "2026-11-26", "till": "2026-11-01"},
        {"fran": "2020-01-01", "till": "2026-11-01"},
        {"fran": "2026-11-01", "till": "2026-11-27"},
        {"fran": "x", "till": ""},
        {},
    ],
)
def test_days_that_can_not_be_asked_about_are_refused(
    service: FakeAccessLogs, log_in_as: LogInAs, sent: dict[str, str]
) -> None:
    answer = log_in_as("alva").post(reverse("access_log:elsewhere"), sent)

    assert answer.status_code == 400
    assert "<title>Fel:" in answer.content.decode()
    with house_scope():
        assert not AskedLog.unguarded.exists()


@pytest.mark.parametrize(("key", "acting_for"), [("bo", "ella"), ("erik", "alva"), ("cleo", "alva")])
def test_whoever_acts_for_another_can_not_ask(
    service: FakeAccessLogs, log_in_as: LogInAs, key: str, acting_for: str
) -> None:
    answer = log_in_as(key, acting_for=acting_for).post(
        reverse("access_log:elsewhere"), {"fran": "2026-10-01", "till": "2026-11-26"}
    )

    assert answer.status_code in {403, 404}
    with house_scope():
        assert not AskedLog.unguarded.exists()


def test_who_will_answer_is_told_before_one_asks(service: FakeAccessLogs, now: datetime, log_in_as: LogInAs) -> None:
    page = Page(log_in_as("alva"), now)
    number = entry_of(row=ROW, service="SE0000012000-L001").id

    begun = page.client.get(reverse("access_log:ask", args=[number])).content.decode()

    assert "Vårdcentralen Backen tar inte emot frågor här ännu" in begun


@pytest.mark.parametrize(
    ("unit", "care_giver", "answers"),
    [
        ("SE0000012000-U007", "SE0000012000-G001", OPERATION),
        (BJORKBACKEN, "SE0000000020-G001", BJORKBACKEN),
        ("SE0000000020-U777", "SE0000000020-G001", BJORKBACKEN),
    ],
)
def test_a_line_can_be_questioned_and_the_answer_stands_beside_it(
    service: FakeAccessLogs, now: datetime, log_in_as: LogInAs, unit: str, care_giver: str, answers: str
) -> None:
    service.answers = [Report(rows=(replace(ROW, unit=unit, care_giver=care_giver),))]
    page = Page(log_in_as("alva"), now)
    number = entry_of(row=replace(ROW, unit=unit, care_giver=care_giver), service="SE0000012000-L001").id
    address = reverse("access_log:ask", args=[number])
    begun = page.client.get(address)

    sent = page.client.post(address, {"why": "unclear", "text": "Varför?"})

    assert f'href="{address}"' not in page.text()
    assert (begun.status_code, sent.status_code) == (200, 302)
    with house_scope():
        row = LogQuestion.unguarded.get()
        assert (row.unit, row.entry) == (answers, number)
        assert WorkItem.unguarded.get(kind=QUESTION).unit == answers
        LogQuestion.unguarded.update(answered_at=now, finding="needed", answer="Ett recept förnyades.")
    assert "Svar: Läsningen behövdes. Ett recept förnyades." in page.text()
    assert "läste läkemedel" in page.client.get(sent["Location"]).content.decode()


@pytest.mark.parametrize("number", ["-1", "-0", "--1", "-x", "-" + "9" * 40])
def test_a_line_that_was_not_told_is_no_line(
    service: FakeAccessLogs, now: datetime, log_in_as: LogInAs, number: str
) -> None:
    page = Page(log_in_as("alva"), now)

    assert page.client.get(reverse("access_log:ask", args=[number])).status_code == 404


def test_another_browser_can_not_question_what_it_was_not_told(
    service: FakeAccessLogs, now: datetime, log_in_as: LogInAs
) -> None:
    Page(log_in_as("alva"), now)
    number = entry_of(row=ROW, service="SE0000012000-L001").id

    assert log_in_as("alva").get(reverse("access_log:ask", args=[number])).status_code == 404


def test_without_log_services_the_page_says_how_it_would_be(cast: Cast, log_in_as: LogInAs) -> None:
    page = log_in_as("alva").get(reverse("access_log:elsewhere")).content.decode()

    assert "Ingen vårdgivare kan frågas ännu" in page
    assert "Fråga vårdgivarna" not in page
