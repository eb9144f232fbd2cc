"""Questioning a line of the log: who may ask, who may answer, who is told, and who never knows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from conftest import BJORKBACKEN, opened, representative, resident, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_unit
from ingang.foundation.audit.actions import record
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.audit.queries import HIDDEN_MARK, Entry
from ingang.foundation.people.models import Assignment
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.actions import take_work
from ingang.foundation.work_items.models import WorkItem
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.actor import Staff, System
from ingang.kernel.errors import IngangError
from ingang.kernel.grant import OPERATION
from ingang.services.access_log.actions.questions import answer, ask, withdraw
from ingang.services.access_log.errors import (
    LineUnknown,
    NotQuestionable,
    NotTheLogReviewer,
    OwnReading,
    QuestionClosed,
    QuestionUnknown,
)
from ingang.services.access_log.models import QUESTION, Finding, LogQuestion, Why
from ingang.services.access_log.queries.questions import question, questions, unseen_answers
from ingang.services.access_log.rules.questions import can_question, check_can_answer, quoted, unquoted
from ingang.services.access_log.samples import read_by
from ingang.services.access_log.tests.conftest import COLLEAGUE, KINDS, item_of

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
WORK = (QUESTION, "work_items.item")
LYKTAN = "SE0000000010-U003"


def entry(**changes: Any) -> Entry:
    plain: dict[str, Any] = {
        **{"id": 1, "at": datetime(2026, 11, 1, 12, tzinfo=UTC), "event": "access.person_opened", "outcome": "done"},
        **{"persons": frozenset(), "kinds": ("journal",), "purpose": "care", "ground": "assignment"},
        **{"actor_kind": "staff", "actor": "SE1-1", "actor_name": "Pia", "actor_role": "Läkare", "acting_for": None},
        **{"unit": BJORKBACKEN, "care_giver": "SE0000000020-G001", "way": "page", "details": {}},
    }
    return Entry(**(plain | changes))


def reviewing(actor: Staff, now: datetime) -> Any:
    return open_unit(actor=actor, kinds=WORK, now=now)


@pytest.mark.parametrize(
    ("kind", "may"), [("staff", True), ("system", True), ("resident", False), ("representative", False), ("job", False)]
)
def test_what_staff_and_other_systems_did_can_be_questioned(kind: str, may: bool) -> None:
    assert can_question(entry=entry(actor_kind=kind)) is may


@pytest.mark.parametrize(
    ("actor", "refusal"),
    [
        (staff("sara"), None),
        (COLLEAGUE, NotTheLogReviewer),
        (replace(staff("sara"), hsa_id="SE1-1"), OwnReading),
        (resident("alva"), NotTheLogReviewer),
        (staff("otto"), None),
    ],
)
def test_a_log_reviewer_answers_but_never_about_herself(actor: Any, refusal: type[IngangError] | None) -> None:
    if refusal is None:
        check_can_answer(actor=actor, entry=entry())
    else:
        with pytest.raises(refusal):
            check_can_answer(actor=actor, entry=entry())


@given(
    st.builds(
        entry,
        id=st.integers(min_value=1, max_value=2**62),
        at=st.datetimes(timezones=st.just(UTC)),
        kinds=st.lists(st.text(max_size=20), max_size=3).map(tuple),
        actor_role=st.text(max_size=30),
        acting_for=st.none() | st.uuids(),
        details=st.dictionaries(st.text(max_size=9), st.text(max_size=9), max_size=3),
    )
)
def test_a_quoted_line_reads_as_it_stood(line: Entry) -> None:
    assert unquoted(quoted(entry=line)) == line


@pytest.mark.django_db
def test_a_question_becomes_work_for_the_unit_within_the_regions_days(questioned: UUID, now: datetime) -> None:
    with house_scope():
        work = WorkItem.unguarded.get(kind=QUESTION)

    assert (work.unit, work.subject, work.person) == (BJORKBACKEN, str(questioned), person_id("alva"))
    assert work.due_at == now + timedelta(days=10)
    assert AuditEvent.objects.get(event="access_log.question_asked").person == person_id("alva")


@pytest.mark.django_db
def test_asking_twice_about_a_line_asks_once(cast: Cast, now: datetime) -> None:
    number = read_by(actor=COLLEAGUE, person=cast("alva"), now=now)
    grant = opened(resident("alva"), *KINDS, now=now)

    both = {ask(grant=grant, number=number, why=Why.UNCLEAR, text="", now=now) for _ in range(2)}

    assert len(both) == 1
    assert AuditEvent.objects.filter(event="access_log.question_asked").count() == 1


@pytest.mark.django_db
def test_a_line_of_anothers_log_is_no_line(cast: Cast, now: datetime) -> None:
    number = read_by(actor=COLLEAGUE, person=cast("alva"), now=now)

    with pytest.raises(LineUnknown):
        ask(grant=opened(resident("cleo"), *KINDS, now=now), number=number, why=Why.UNCLEAR, text="", now=now)


@pytest.mark.django_db
def test_ones_own_steps_can_not_be_questioned(cast: Cast, now: datetime) -> None:
    number = record(event="access_log.downloaded", actor=resident("alva"), person=cast("alva"), now=now)

    with pytest.raises(NotQuestionable):
        ask(grant=opened(resident("alva"), *KINDS, now=now), number=number, why=Why.UNCLEAR, text="", now=now)


@pytest.mark.django_db
def test_what_another_system_did_is_asked_of_the_portals_operation(cast: Cast, now: datetime) -> None:
    number = record(event="people.registered", actor=System(name="register"), person=cast("alva"), now=now)

    ask(grant=opened(resident("alva"), *KINDS, now=now), number=number, why=Why.UNCLEAR, text="", now=now)

    with house_scope():
        assert WorkItem.unguarded.get(kind=QUESTION).unit == OPERATION


@pytest.mark.django_db
def test_without_another_reviewer_at_the_unit_the_care_givers_reviewer_elsewhere_answers(
    cast: Cast, now: datetime
) -> None:
    number = read_by(actor=staff("mona"), person=cast("alva"), now=now)

    ask(grant=opened(resident("alva"), *KINDS, now=now), number=number, why=Why.UNCLEAR, text="", now=now)

    with house_scope():
        assert WorkItem.unguarded.get(kind=QUESTION).unit == "SE0000000010-U001"


@pytest.mark.django_db
def test_where_nobody_reviews_the_unit_itself_has_the_work(cast: Cast, now: datetime) -> None:
    Assignment.objects.update(roles=[])
    number = read_by(actor=COLLEAGUE, person=cast("alva"), now=now)

    ask(grant=opened(resident("alva"), *KINDS, now=now), number=number, why=Why.UNCLEAR, text="", now=now)

    with house_scope():
        assert WorkItem.unguarded.get(kind=QUESTION).unit == BJORKBACKEN


@pytest.mark.django_db
def test_an_answer_finishes_the_work_and_is_told_in_the_inbox_once(
    questioned: UUID, now: datetime, deliver: Callable[..., int], log_in_as: LogInAs
) -> None:
    item = item_of(questioned, BJORKBACKEN, now)

    answer(grant=reviewing(staff("sara"), now), item=item, finding=Finding.MISTAKE, text="Fel patient.", now=now)
    deliver()

    own = opened(resident("alva"), *KINDS, now=now)
    assert question(grant=own, id=questioned, now=now).question.answer == "Fel patient."
    assert open_work(grant=open_unit(actor=staff("sara"), kinds=["work_items.item"], now=now), now=now) == []
    assert AuditEvent.objects.get(event="access_log.question_answered").person == person_id("alva")
    assert "Du har fått svar på din fråga" in log_in_as("alva").get("/min/inkorg/").content.decode()


@pytest.mark.django_db
def test_the_answer_stands_beside_the_line_and_is_first_to_do_until_it_is_opened(
    questioned: UUID, now: datetime, log_in_as: LogInAs
) -> None:
    item = item_of(questioned, BJORKBACKEN, now)
    answer(grant=reviewing(staff("sara"), now), item=item, finding=Finding.MISTAKE, text="Fel patient.", now=now)
    own, alva = opened(resident("alva"), *KINDS, now=now), log_in_as("alva")
    before = len(unseen_answers(grant=own, now=now))

    log = alva.get("/min/vem-har-last/").content.decode()
    page = alva.get(reverse("access_log:question", args=[questioned])).content.decode()

    assert "Svar: Det var ett misstag. Fel patient." in log
    assert "Fel patient." in page
    assert (before, len(unseen_answers(grant=own, now=now))) == (1, 0)
    assert AuditEvent.objects.filter(event="access_log.answer_opened").count() == 1


@pytest.mark.django_db
def test_a_question_that_is_taken_back_closes_the_work_even_in_a_colleagues_hands(
    questioned: UUID, now: datetime, deliver: Callable[..., int]
) -> None:
    item = item_of(questioned, BJORKBACKEN, now)
    take_work(grant=open_unit(actor=staff("sara"), kinds=["work_items.item"], now=now), item=item, now=now)
    own = opened(resident("alva"), *KINDS, now=now)

    for _ in range(2):
        withdraw(grant=own, question=questioned, now=now)
    deliver()

    with house_scope():
        work = WorkItem.unguarded.get(id=item)
    assert (work.state, work.outcome) == ("done", "Frågan togs tillbaka.")
    assert AuditEvent.objects.filter(event="access_log.question_withdrawn").count() == 1
    with pytest.raises(QuestionClosed):
        answer(grant=reviewing(staff("sara"), now), item=item, finding=Finding.NEEDED, text="Vård.", now=now)


@pytest.mark.django_db
def test_one_may_ask_anew_after_taking_a_question_back(questioned: UUID, now: datetime) -> None:
    own = opened(resident("alva"), *KINDS, now=now)
    number = question(grant=own, id=questioned, now=now).question.entry
    withdraw(grant=own, question=questioned, now=now)

    again = ask(grant=own, number=number, why=Why.UNCLEAR, text="", now=now)

    assert again != questioned


@pytest.mark.django_db
def test_an_answered_question_can_not_be_taken_back(questioned: UUID, now: datetime) -> None:
    item = item_of(questioned, BJORKBACKEN, now)
    answer(grant=reviewing(staff("sara"), now), item=item, finding=Finding.NEEDED, text="Vård.", now=now)

    with pytest.raises(QuestionClosed):
        withdraw(grant=opened(resident("alva"), *KINDS, now=now), question=questioned, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("actor", [staff("mona"), staff("ulla")])
def test_another_units_staff_find_no_question(questioned: UUID, now: datetime, actor: Staff) -> None:
    with pytest.raises(IngangError):
        answer(
            grant=reviewing(actor, now), item=item_of(questioned, BJORKBACKEN, now),
            finding=Finding.NEEDED, text="Vård.", now=now,
        )  # fmt: skip
    with house_scope():
        assert LogQuestion.unguarded.get().answered_at is None


@pytest.mark.django_db
def test_what_a_child_asks_herself_leaves_no_trace_for_a_guardian(
    cast: Cast, now: datetime, deliver: Callable[..., int], log_in_as: LogInAs
) -> None:
    number = read_by(actor=staff("mona"), person=cast("ella"), now=now)
    ella = opened(resident("ella"), *KINDS, now=now)
    asked = ask(grant=ella, number=number, why=Why.UNCLEAR, text="", now=now)
    item = item_of(asked, "SE0000000010-U001", now)
    nurse = staff("sara", assignment=1)
    log_in_as("sara", assignment=1).get(reverse("access_log:answer", args=[item]))
    answer(grant=reviewing(nurse, now), item=item, finding=Finding.NEEDED, text="Vård.", now=now)
    deliver()

    bo = log_in_as("bo", acting_for="ella")
    seen = "".join(
        bo.get(page).content.decode().lower()
        for page in (
            "/min/",
            "/min/inkorg/",
            "/min/vem-har-last/",
            "/min/vem-har-last/fragor/",
            "/min/vem-har-last/fil/",
        )
    )

    assert "inga frågor än" in seen
    assert "svarade på en fråga" not in seen
    assert "frågor om vem som har läst i enhetens lista" not in seen
    assert "du har fått svar" not in seen
    assert bo.get(reverse("access_log:question", args=[asked])).status_code == 404
    assert log_in_as("ella").get(reverse("access_log:question", args=[asked])).status_code == 200


@pytest.mark.django_db
def test_a_guardian_asks_for_a_child_until_the_line_is_hidden(cast: Cast, now: datetime, log_in_as: LogInAs) -> None:
    number = record(
        event="access.person_opened", actor=staff("mona"), person=cast("ella"), kinds=["inbox.message"],
        purpose="care", ground="assignment", details={"message": "m-1"}, now=now,
    )  # fmt: skip
    bo = opened(representative("bo", acting_for="ella"), *KINDS, now=now)
    asked = ask(grant=bo, number=number, why=Why.UNCLEAR, text="", now=now)
    before = log_in_as("bo", acting_for="ella").get(reverse("access_log:question", args=[asked])).status_code

    record(
        event="access.hidden_from_guardian", actor=staff("mona"), person=cast("ella"), details={"item": "m-1"}, now=now
    )

    assert before == 200
    assert questions(grant=bo, now=now) == []
    with pytest.raises(QuestionUnknown):
        question(grant=bo, id=asked, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("details", [{HIDDEN_MARK: "1"}, {"unit": LYKTAN}])
def test_a_line_hidden_from_guardians_is_no_line_to_question(
    cast: Cast, now: datetime, details: dict[str, str]
) -> None:
    number = record(
        event="access.person_opened", actor=staff("mona"), person=cast("ella"), kinds=["inbox.message"],
        purpose="care", ground="assignment", details=details, now=now,
    )  # fmt: skip

    with pytest.raises(LineUnknown):
        ask(
            grant=opened(representative("bo", acting_for="ella"), *KINDS, now=now),
            number=number, why=Why.UNCLEAR, text="", now=now,
        )  # fmt: skip
