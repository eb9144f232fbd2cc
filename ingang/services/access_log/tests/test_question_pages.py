"""The pages of a question about the log, the resident's and the log reviewer's, and the log as a file."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import BJORKBACKEN, opened, resident
from ingang.foundation.audit.actions import record
from ingang.foundation.people.models import Assignment
from ingang.kernel.actor import Origin, System
from ingang.kernel.grant import OPERATION
from ingang.services.access_log.actions.questions import ask
from ingang.services.access_log.models import Why
from ingang.services.access_log.queries.questions import question
from ingang.services.access_log.samples import read_by
from ingang.services.access_log.tests.conftest import COLLEAGUE, KINDS, item_of

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]


@pytest.mark.django_db
def test_the_page_asks_for_a_reason_and_for_words_where_it_is_something_else(
    cast: Cast, now: datetime, log_in_as: LogInAs
) -> None:
    page = reverse("access_log:ask", args=[read_by(actor=COLLEAGUE, person=cast("alva"), now=now)])
    alva = log_in_as("alva")

    answers = [alva.post(page, sent) for sent in ({}, {"why": "other"}, {"why": "other", "text": "Varför?"})]

    assert [one.status_code for one in answers] == [400, 400, 302]
    assert "<title>Fel:" in answers[0].content.decode()
    assert "Varför?" in alva.get(answers[2]["Location"]).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "acting_for"), [("cleo", None), ("cleo", "alva"), ("erik", "alva"), ("bo", "alva")])
def test_nobody_else_reaches_a_question(questioned: UUID, log_in_as: LogInAs, key: str, acting_for: str | None) -> None:
    client = log_in_as(key, acting_for=acting_for)

    answers = [
        client.get(reverse("access_log:question", args=[questioned])),
        client.post(reverse("access_log:withdraw", args=[questioned])),
    ]

    assert {one.status_code for one in answers} <= {403, 404}


@pytest.mark.django_db
def test_the_reviewer_sees_who_read_and_a_colleague_why_she_can_not_answer(
    questioned: UUID, now: datetime, log_in_as: LogInAs
) -> None:
    page = reverse("access_log:answer", args=[item_of(questioned, BJORKBACKEN, now)])
    shown = log_in_as("sara").get(page).content.decode()
    Assignment.objects.update(roles=[])
    refused = log_in_as("sara").get(page).content.decode()

    assert "Pia Ek" in shown
    assert "Skicka svaret" in shown
    assert "loggranskare" in refused
    assert "Skicka svaret" not in refused


@pytest.mark.django_db
def test_the_operation_answers_without_learning_whom_it_is_about(
    cast: Cast, now: datetime, log_in_as: LogInAs, deliver: Callable[..., int]
) -> None:
    number = record(event="people.registered", actor=System(name="register"), person=cast("alva"), now=now)
    asked = ask(grant=opened(resident("alva"), *KINDS, now=now), number=number, why=Why.UNCLEAR, text="", now=now)
    page = reverse("access_log:answer", args=[item_of(asked, OPERATION, now)])
    otto = log_in_as("otto")

    shown = otto.get(page).content.decode()
    sent = otto.post(page, {"finding": "needed", "text": "Namnet hämtades."})

    assert "Lindqvist" not in shown
    assert sent.status_code == 302
    assert deliver() > 0
    assert question(grant=opened(resident("alva"), *KINDS, now=now), id=asked, now=now).question.answer


@pytest.mark.django_db
def test_the_file_as_text_tells_unit_role_reason_and_way(cast: Cast, now: datetime, log_in_as: LogInAs) -> None:
    read_by(actor=COLLEAGUE, person=cast("alva"), now=now)

    told = log_in_as("alva").get("/min/vem-har-last/fil/?som=text&vem=personal").content.decode()

    assert "Distriktssköterska vid Björkbackens vårdcentral öppnade bokade tider" in told
    assert "Skäl: " in told


@pytest.mark.django_db
@pytest.mark.parametrize(("query", "count"), [("vag=interface", 1), ("vag=page", 0), ("vem=system", 1)])
def test_the_log_is_narrowed_by_way_and_by_other_systems(
    cast: Cast, now: datetime, log_in_as: LogInAs, query: str, count: int
) -> None:
    system = System(name="register", origin=Origin(way="interface"))
    record(event="people.registered", actor=system, person=cast("alva"), now=now)

    lines = log_in_as("alva").get(f"/min/vem-har-last/?{query}").context["lines"]

    assert sum(line.text.startswith("Ett annat system") for line in lines) == count
