"""When a kallelse becomes a letter, exactly once; who gets it and where; and the reminder of what is not answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from conftest import number_of, staff
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LockReason, LogInLock
from ingang.foundation.notifications.models import Notice
from ingang.foundation.people.errors import RegisterDown
from ingang.foundation.people.models import Person, SafeContact
from ingang.foundation.people.population_register import RegisteredPerson
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.regions.models import RegionDecision
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import Grant
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date
from ingang.services.booking.actions.following import follow_summonses
from ingang.services.booking.actions.summonses import confirm_summons, read_summons
from ingang.services.booking.letters import envelope
from ingang.services.booking.models import KIND, Slot, Summons, TimeType
from ingang.services.booking.rules.paper import Called, PaperPolicy, PaperReason, why_paper, working_days_until
from ingang.services.booking.rules.summonses import is_reminder_due
from ingang.services.booking.tests.conftest import own
from ingang.services.booking.tests.test_clinic import call, summonses, work
from ingang.services.booking.tests.test_summonses import give

LogIn = Callable[..., Any]
Cast = Callable[[str], UUID]
NOON = datetime(2026, 11, 26, 11, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
GROWN_UP = date(1990, 1, 1)
CALLED = Called(
    sent_at=NOON, read_at=None, is_reachable=True, needs_enclosure=False, birth_date=GROWN_UP, visit_on=None
)
POLICY = PaperPolicy()


@pytest.mark.parametrize(
    ("called", "policy", "after", "why"),
    [
        ({}, {}, 47 * HOUR, None),
        ({}, {}, 48 * HOUR, PaperReason.UNREAD),
        ({"read_at": NOON + HOUR}, {}, 48 * HOUR, None),
        ({}, {"when_unread": False}, 480 * HOUR, None),
        ({}, {"after_hours": 1}, HOUR, PaperReason.UNREAD),
        ({"is_reachable": False}, {"when_unread": False}, 0 * HOUR, PaperReason.UNREACHABLE),
        ({"needs_enclosure": True}, {"when_unread": False}, 0 * HOUR, PaperReason.ENCLOSURE),
        ({}, {"always": True}, 0 * HOUR, PaperReason.ALWAYS),
        ({"birth_date": date(2010, 1, 1)}, {"to_young": True}, 0 * HOUR, PaperReason.YOUNG),
        ({"birth_date": date(2010, 1, 1)}, {}, 0 * HOUR, None),
        ({"birth_date": None}, {"to_young": True}, 0 * HOUR, PaperReason.YOUNG),
        ({"birth_date": date(2008, 11, 26)}, {"to_young": True}, 0 * HOUR, None),
        ({"visit_on": date(2026, 12, 2)}, {}, 0 * HOUR, PaperReason.SOON),
        ({"visit_on": date(2026, 12, 3)}, {}, 0 * HOUR, None),
        ({"visit_on": date(2026, 12, 2), "read_at": NOON}, {}, HOUR, None),
        ({"visit_on": date(2026, 12, 2)}, {"soon_days": 0}, 0 * HOUR, None),
    ],
)
def test_when_a_kallelse_becomes_a_letter(
    called: dict[str, Any], policy: dict[str, Any], after: timedelta, why: PaperReason | None
) -> None:
    answer = why_paper(
        called=replace(CALLED, **called), policy=replace(POLICY, **policy), now=NOON + after, holidays=()
    )

    assert answer is why


@given(st.integers(0, 60), st.integers(0, 20), st.sets(st.integers(0, 60)))
def test_holidays_only_make_a_visit_come_sooner(ahead: int, soon: int, off: set[int]) -> None:
    today = date(2026, 11, 26)
    day, holidays = today + ahead * DAY, {today + one * DAY for one in off}

    with_them = working_days_until(day=day, today=today, holidays=holidays)

    assert with_them <= working_days_until(day=day, today=today, holidays=()) <= ahead
    assert working_days_until(day=today - soon * DAY, today=today, holidays=()) == 0


@pytest.mark.parametrize(
    ("after", "valid_until", "due"),
    [
        (6 * DAY, None, False),
        (7 * DAY - 4 * HOUR, None, True),
        (7 * DAY - 5 * HOUR, None, False),
        (7 * DAY, date(2026, 12, 3), False),
        (7 * DAY, date(2026, 12, 4), True),
    ],
)
def test_when_an_unanswered_kallelse_is_reminded_of(after: timedelta, valid_until: date | None, due: bool) -> None:
    assert is_reminder_due(sent_at=NOON, days_after=7, valid_until=valid_until, now=NOON + after) is due


def follow(now: datetime) -> int:
    return follow_summonses(grant=open_job(name="booking.follow_summonses", kinds=[KIND], now=now), now=now)


@pytest.fixture
def sent(log_in_as: LogIn, sara: Grant, visit: TimeType, now: datetime, cast: Cast) -> Summons:
    """An open kallelse to Alva, who has logged in before."""
    log_in_as("alva")
    return call(sara, cast("alva"), visit, now)


def test_an_unread_kallelse_becomes_exactly_one_letter(sent: Summons, now: datetime) -> None:
    counts = [follow(now + hours * HOUR) for hours in (0, 47, 48, 49, 100)]

    assert counts == [0, 0, 1, 0, 0]
    assert work() == ["booking.summons_on_paper"]
    assert [row.paper_reason for row in summonses()] == ["unread"]
    assert AuditEvent.objects.filter(event="booking.summons_on_paper").count() == 1


def test_one_that_is_read_before_becomes_none(sent: Summons, alva: Grant, now: datetime) -> None:
    read_summons(grant=alva, summons=sent.id, now=now + 47 * HOUR)

    assert follow(now + 100 * HOUR) == 0
    assert work() == []


def test_a_guardians_reading_counts(log_in_as: LogIn, sara: Grant, visit: TimeType, now: datetime, cast: Cast) -> None:
    log_in_as("bo")
    row = call(sara, cast("ella"), visit, now)
    read_summons(grant=own("ella", now, by="bo"), summons=row.id, now=now)

    assert (follow(now + 100 * HOUR), work()) == (0, [])


def test_a_visit_soon_goes_by_letter_at_once_and_one_later_waits(
    log_in_as: LogIn, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    log_in_as("alva")
    log_in_as("bo")
    near = Slot.objects.create(
        unit=visit.unit, time_type=visit.id, starts_at=now + DAY, ends_at=now + DAY + HOUR,
        performer="SE-OTHER", performer_name="Annan", publication=visit.id,
    )  # fmt: skip

    give(sara, slots[0], now, person=cast("bo"))
    assert work() == []
    give(sara, near, now, person=cast("alva"))

    assert [row.paper_reason for row in summonses()] == ["", "soon"]


def test_the_region_decides(sent: Summons, now: datetime) -> None:
    RegionDecision.objects.create(
        region="01", code="booking.paper_when_unread", value=False, valid_from=local_date(now), number=1,
        decided_at=now, decided_by="x",
    )  # fmt: skip

    assert (follow(now + 100 * HOUR), work()) == (0, [])


def test_who_locks_the_log_in_afterwards_is_met_by_a_letter_and_not_by_silence(
    sent: Summons, alva: Grant, now: datetime
) -> None:
    LogInLock(person=alva.person, locked_at=now, locked_by="x", reason=LockReason.COERCION).save(force_insert=True)

    assert follow(now + HOUR) == 1
    assert [row.paper_reason for row in summonses()] == ["unreachable"]


def test_who_dies_before_reading_is_the_units_work_and_gets_no_letter(
    sent: Summons, alva: Grant, now: datetime
) -> None:
    Person.objects.filter(id=alva.person).update(deceased_on=local_date(now))

    assert follow(now + HOUR) == 1
    assert work() == ["work_items.receiver_deceased"]


def test_an_unanswered_kallelse_is_reminded_of_once_without_a_word_of_what(
    sent: Summons, alva: Grant, now: datetime
) -> None:
    read_summons(grant=alva, summons=sent.id, now=now)

    counts = [follow(now + days * DAY) for days in (6, 7, 8, 20)]

    assert counts == [0, 1, 0, 0]
    with house_scope():
        assert {row.code for row in Notice.unguarded.filter(about=sent.id)} == {"booking.summons_reminder"}
    assert AuditEvent.objects.filter(event="booking.summons_reminded").count() == 1


def test_one_that_is_answered_is_not_reminded_of(
    log_in_as: LogIn, sara: Grant, alva: Grant, slots: list[Slot], now: datetime
) -> None:
    log_in_as("alva")
    row = give(sara, slots[0], now, person=alva.person)
    confirm_summons(grant=alva, summons=row.id, now=now)

    assert follow(now + 6 * DAY + 23 * HOUR) == 0


class Register:
    """A population register that knows one person's address, or does not answer."""

    def __init__(self, *, is_down: bool = False) -> None:
        self.is_down, self.asked = is_down, 0

    def find(self, *, identifiers: Any, on: date) -> Mapping[PersonIdentifier, RegisteredPerson]:
        self.asked += 1
        if self.is_down:
            raise RegisterDown()
        return {
            one: RegisteredPerson(
                identifier=one, given_name="Alva", family_name="L", birth_date=None,
                address=("Björkvägen 3", "000 12 Stockholm"),
            )
            for one in identifiers
        }  # fmt: skip


def test_the_letter_goes_to_the_registered_address_which_is_not_kept(sent: Summons, now: datetime) -> None:
    to = envelope(row=sent, register=Register(), on=local_date(now))

    assert to.lines == ("Alva Lindqvist", "Björkvägen 3", "000 12 Stockholm")
    assert (to.warning, to.may_print) == ("", True)
    assert "address" not in {field.name for field in Person._meta.fields}


@pytest.mark.parametrize("register", [None, Register(is_down=True)])
def test_without_a_register_the_letter_says_so_and_can_be_printed(
    sent: Summons, now: datetime, register: Register | None
) -> None:
    to = envelope(row=sent, register=register, on=local_date(now))

    assert (to.lines, to.may_print, bool(to.warning)) == (("Alva Lindqvist",), True, True)


@pytest.mark.parametrize("protection", ["confidentiality", "protected_registration"])
def test_nobody_asks_where_a_protected_person_lives(sent: Summons, now: datetime, protection: str) -> None:
    Person.objects.filter(id=sent.person).update(protection=protection)
    register = Register()

    to = envelope(row=sent, register=register, on=local_date(now))

    assert (to.lines, register.asked) == (("Alva Lindqvist",), 0)
    assert "Skatteverkets" in to.warning or "tax agency" in to.warning


def test_no_letter_goes_where_none_may_come(
    sara: Grant, visit: TimeType, sent: Summons, now: datetime, cast: Cast
) -> None:
    register = Register()
    SafeContact(person=sent.person, set_by=sent.person, avoid="letters", changed_at=now).save(force_insert=True)
    hidden = call(sara, cast("ella"), visit, now, hidden_from_guardian=True)
    dead = call(sara, cast("linnea"), visit, now)

    answers = [envelope(row=row, register=register, on=local_date(now)) for row in (sent, hidden, dead)]

    assert [(one.lines, one.may_print, bool(one.warning)) for one in answers] == [((), False, True)] * 3
    assert register.asked == 0


def test_a_young_childs_letter_goes_to_the_guardians(sara: Grant, visit: TimeType, now: datetime, cast: Cast) -> None:
    row = call(sara, cast("ella"), visit, now)

    assert "Ella Ekström" in envelope(row=row, register=None, on=local_date(now)).lines[0]
    assert envelope(row=row, register=None, on=local_date(now)).lines[0] != "Ella Ekström"


def test_the_letter_and_the_work_with_it_on_the_units_pages(log_in_as: LogIn, sent: Summons, now: datetime) -> None:
    follow(now + 48 * HOUR)
    with house_scope():
        item = WorkItem.unguarded.get(kind="booking.summons_on_paper")
    client, address = log_in_as("sara"), reverse("booking:summons_work", kwargs={"item": item.id})

    desk = client.get(reverse("staff_desk:start")).content.decode()
    page = client.get(address).content.decode()
    letter = client.get(reverse("booking:letter", kwargs={"summons": sent.id})).content.decode()
    nothing = client.post(address)
    done = client.post(address, {"how": "letter"})
    again = client.post(address, {"how": "letter"})

    assert address in desk
    assert "Också som ett brev. Ingen har läst kallelsen i tid." in page
    assert 'lang="sv"' in letter
    assert "Alva Lindqvist" in letter
    assert [answer.status_code for answer in (nothing, done, again)] == [400, 302, 409]
    assert log_in_as("mona").get(address).status_code == 404
    assert number_of("alva").value not in letter
    assert staff("sara").unit == sent.unit
