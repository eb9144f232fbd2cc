"""The pages of a report, as the cast: the form, the check, the receipt, the unit's page, and the answer."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from uuid6 import uuid7

from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.services.journal.reports.models import ErrorReport
from ingang.services.journal.tests.test_reports import mine, note, reported, work_of

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
Cast = Callable[[str], UUID]


def form(**changes: str) -> dict[str, str]:
    plain = {"report": str(uuid7()), "what": "wrong_fact", "part": "", "words": "tio om dagen", "text": "Aldrig rökt."}
    return plain | changes


@pytest.fixture
def entry(cast: Cast, now: datetime) -> UUID:
    return note("alva", now)


def new(entry: UUID) -> str:
    return reverse("journal:new_report", args=[entry])


def test_from_the_entry_to_the_receipt(entry: UUID, log_in_as: LogIn) -> None:
    alva, sent = log_in_as("alva"), form()
    page = alva.get(reverse("journal:entry", args=[entry])).content.decode()
    begun = alva.get(new(entry)).content.decode()
    checked = alva.post(new(entry), sent).content.decode()
    done = alva.post(new(entry), sent | {"step": "send"})

    assert f'href="{new(entry)}"' in page
    assert "Björkbackens vårdcentral läser din anmälan" in begun
    assert 'Ring <a href="tel:112">112</a>' in begun
    assert "Aldrig rökt." in checked
    assert "Kontrollera din anmälan" in checked
    receipt = alva.get(done["Location"]).content.decode()
    assert "Din anmälan är skickad" in receipt
    assert "senast torsdag 10 december" in receipt
    assert "tel:112" in receipt


def test_nothing_is_sent_before_it_is_checked_and_what_was_written_can_be_changed(
    entry: UUID, log_in_as: LogIn
) -> None:
    alva, sent = log_in_as("alva"), form()
    alva.post(new(entry), sent)
    changed = alva.post(new(entry), sent | {"step": "change"})

    with house_scope():
        assert not ErrorReport.unguarded.exists()
    assert changed.status_code == 200
    assert "Aldrig rökt.</textarea>" in changed.content.decode()
    assert 'class="error' not in changed.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": ""}, "what"),
        ({"what": "murder"}, "what"),
        ({"text": ""}, "text"),
        ({"text": "x" * 2001}, "text"),
        ({"words": "x" * 501}, "words"),
        ({"part": "0123456789abcdef"}, "part"),
        ({"report": "7"}, "report"),
        ({"report": ""}, "report"),
    ],
)
@pytest.mark.parametrize("step", ["", "send"])
def test_what_can_not_be_sent_says_what_is_wrong(
    entry: UUID, log_in_as: LogIn, changes: dict[str, str], field: str, step: str
) -> None:
    answer: Any = log_in_as("alva").post(new(entry), form(**changes) | {"step": step})

    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    with house_scope():
        assert not ErrorReport.unguarded.exists()


def test_a_part_of_the_entry_is_chosen_and_quoted(entry: UUID, log_in_as: LogIn) -> None:
    alva = log_in_as("alva")
    page: Any = alva.get(new(entry))
    code = next(code for code, words in page.context["form"].fields["part"].choices if "Röker tio" in words)

    alva.post(new(entry), form(part=code, step="send"))

    with house_scope():
        assert "Röker tio om dagen." in ErrorReport.unguarded.get().quote["part"]


def test_the_answer_stands_beside_the_entry_and_among_the_reports(
    entry: UUID, now: datetime, log_in_as: LogIn, deliver: Callable[..., int]
) -> None:
    made = reported(entry, now)
    sara, page = log_in_as("sara"), reverse("journal:answer_report", args=[work_of(made).id])
    work = sara.get(page).content.decode()
    wrong = sara.post(page, {"finding": "", "text": ""})
    sent = sara.post(page, {"finding": "not_changed", "text": "Vi ringer dig."})
    deliver()

    assert "Alva Lindqvist" in work
    assert "Rökning" in work
    assert (wrong.status_code, sent.status_code) == (400, 302)
    alva = log_in_as("alva")
    assert "Du har fått svar på din anmälan" in alva.get("/min/inkorg/").content.decode()
    for address in (reverse("journal:entry", args=[entry]), reverse("journal:reports")):
        assert "Svar: Journalen ändras inte. Vi ringer dig." in alva.get(address).content.decode()
    assert "Läs svaret på din anmälan" in alva.get("/min/").content.decode()
    shown = alva.get(reverse("journal:report", args=[made])).content.decode()
    assert "patientnämnden" in shown
    assert "Läs svaret på din anmälan" not in alva.get("/min/").content.decode()


@pytest.mark.parametrize(("key", "acting_for"), [("cleo", None), ("cleo", "alva"), ("erik", "alva"), ("bo", "alva")])
def test_nobody_else_reaches_a_report(
    entry: UUID, now: datetime, log_in_as: LogIn, key: str, acting_for: str | None
) -> None:
    made = reported(entry, now)
    client = log_in_as(key, acting_for=acting_for)

    answers = [
        client.get(reverse("journal:report", args=[made])),
        client.post(reverse("journal:withdraw_report", args=[made])),
        client.get(new(entry)),
        client.post(new(entry), form(step="send")),
    ]

    assert {one.status_code for one in answers} <= {403, 404}
    with house_scope():
        assert ErrorReport.unguarded.get().withdrawn_at is None


def test_a_guardian_takes_back_her_own_report_until_it_is_hidden(now: datetime, cast: Cast, log_in_as: LogIn) -> None:
    made = reported(note("ella", now), now, grant=mine("bo", now, acting_for="ella"))
    bo = log_in_as("bo", acting_for="ella")
    with house_scope():
        ErrorReport.unguarded.update(hidden_from_guardian=True)

    assert bo.post(reverse("journal:withdraw_report", args=[made])).status_code == 404
    with house_scope():
        ErrorReport.unguarded.update(hidden_from_guardian=False)
    assert bo.post(reverse("journal:withdraw_report", args=[made])).status_code == 302


def test_the_operation_sees_neither_the_person_nor_the_entry(cast: Cast, now: datetime, log_in_as: LogIn) -> None:
    made = reported(note("alva", now, unit="SE0000000099-U001", care_giver="SE0000000099-G001"), now)
    otto = log_in_as("otto")

    page = otto.get(reverse("journal:answer_report", args=[work_of(made).id])).content.decode()

    assert "SE0000000099-G001" in page
    assert "Jag har aldrig rökt." in page
    assert not re.search("Lindqvist|Rökning|tio om dagen", page)


def test_a_report_is_sent_on_from_the_units_page(cast: Cast, now: datetime, log_in_as: LogIn) -> None:
    made = reported(note("alva", now, unit="SE0000000010-U001", care_giver="SE0000000010-G001"), now)
    sara = log_in_as("sara", assignment=1)
    page = reverse("journal:send_report_on", args=[work_of(made).id])

    answers = [sara.post(page, {"unit": unit}) for unit in ("", "SE0000000020-U001", "SE0000000010-U002")]
    again = sara.post(page, {"unit": "SE0000000010-U003"})

    assert [one.status_code for one in answers] == [400, 400, 302]
    assert again.status_code in {400, 409}
    with house_scope():
        assert WorkItem.unguarded.get().outcome == "Skickad vidare till en annan mottagning."


def test_the_page_is_in_english_too(entry: UUID, log_in_as: LogIn) -> None:
    page = log_in_as("alva").get(new(entry), headers={"accept-language": "en"}).content.decode()

    assert "Which part is it about?" in page
    assert "Vilken del" not in page


def test_the_entry_leads_to_who_has_read_at_its_unit(entry: UUID, log_in_as: LogIn) -> None:
    alva = log_in_as("alva")
    page = alva.get(reverse("journal:entry", args=[entry])).content.decode()
    address = f"{reverse('access_log:start')}?enhet=SE0000000020-U001"

    assert f'href="{address}"' in page
    assert alva.get(address).status_code == 200
