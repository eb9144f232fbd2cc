"""Choosing when results are shown, and what that does to every page of the journal."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.foundation.work_items.models import WorkItem
from ingang.services.journal.models import ReleaseChoice, WaitingResult
from ingang.services.journal.release import ResultClass, When
from ingang.services.journal.release_choices import find_waiting

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
Cast = Callable[[str], UUID]
BJORKBACKEN, UNIT = "SE0000000020-G001", "SE0000000020-U001"
START, CHOICES, WAITING = reverse("journal:start"), reverse("journal:choices"), reverse("journal:waiting")
SOMETHING = "Det finns något som du har valt att se senare"
PERFORMER = (
    f'"performer":[{{"type":"Organization","identifier":{{"system":"urn:oid:1.2.752.29.4.19","value":"{UNIT}"}}}}]'
)


def result(id: str, name: str, more: str = "") -> str:
    return (
        f'{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"text":"{name}"}},'
        f'"category":[{{"coding":[{{"code":"laboratory"}}]}}],"effectiveDateTime":"2026-11-20",{PERFORMER},'
        f'"valueQuantity":{{"value":7,"unit":"mg/L"}}{more}}}'
    )


REPORT = (
    '{"resourceType":"DiagnosticReport","id":"r1","status":"final","code":{"text":"Hudbiopsi"},'
    '"category":[{"coding":[{"code":"SP"}]}],"effectiveDateTime":"2026-11-20",'
    f'{PERFORMER},"result":[{{"reference":"Observation/o2"}}]}}'
)


@pytest.fixture
def crp(cast: Cast, now: datetime) -> UUID:
    return written(cast("alva"), result("o1", "P-CRP"), now)


def written(person: UUID, text: str, now: datetime) -> UUID:
    """A resource that came now, in Björkbacken's records."""
    import_text(text=text, care_giver=BJORKBACKEN, person=person, now=now)
    with house_scope():
        return Resource.unguarded.filter(person=person).order_by("-id").values_list("id", flat=True)[0]


def chosen(client: Client, **when: str) -> Any:
    return client.post(CHOICES, {of: when.get(of, When.AT_ONCE) for of in ResultClass})


def page(client: Client, address: str = START) -> str:
    return client.get(address).content.decode()


def test_the_choice_is_kept_and_recorded(log_in_as: LogIn, cast: Cast) -> None:
    client = log_in_as("alva")

    answer = chosen(client, tissue="spoken", laboratory="later")

    assert answer.status_code == 302
    shown = page(client, CHOICES)
    assert re.search(r'name="tissue" value="spoken"[^>]*checked', shown)
    assert re.search(r'name="notes" value="at_once"[^>]*checked', shown)
    event = AuditEvent.objects.get(event="journal.release_chosen")
    assert (event.person, event.details) == (cast("alva"), {"laboratory": "later", "tissue": "spoken"})


@pytest.mark.parametrize("sent", [{}, {"laboratory": "never"}, dict.fromkeys(list(ResultClass)[1:], "spoken")])
def test_a_choice_that_is_not_whole_is_refused_with_words(log_in_as: LogIn, sent: dict[str, str]) -> None:
    answer = log_in_as("alva").post(CHOICES, sent)

    assert answer.status_code == 400
    with house_scope():
        assert not ReleaseChoice.unguarded.exists()


@pytest.mark.parametrize("when", ["later", "spoken"])
def test_what_waits_is_nowhere_but_that_something_waits_is_told(
    log_in_as: LogIn, cast: Cast, crp: UUID, when: str
) -> None:
    client = log_in_as("alva")
    assert "P-CRP" in page(client)

    chosen(client, laboratory=when)

    shown = page(client)
    assert "P-CRP" not in shown
    assert SOMETHING in shown
    assert [client.get(reverse(name, kwargs={"id": crp})).status_code for name in (
        "journal:entry", "journal:values", "journal:download",
    )] == [404, 404, 404]  # fmt: skip
    assert "ny uppgift" not in page(client, reverse("overview:start"))
    assert not AuditEvent.objects.filter(event="journal.entry_read").exists()


def test_a_report_that_waits_takes_its_values_along(log_in_as: LogIn, cast: Cast, now: datetime) -> None:
    entries = ",".join(
        f'{{"fullUrl":"{name}","resource":{text}}}'
        for name, text in (("Observation/o2", result("o2", "Celltyp")), ("DiagnosticReport/r1", REPORT))
    )
    written(cast("alva"), f'{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}', now)
    with house_scope():
        value = Resource.unguarded.get(title="Celltyp").id
    client = log_in_as("alva")
    assert "Celltyp" in page(client)

    chosen(client, tissue="later")

    assert "Celltyp" not in page(client)
    assert client.get(reverse("journal:entry", kwargs={"id": value})).status_code == 404


def test_who_asks_for_it_sees_it_at_once_and_what_comes_later_waits_again(
    log_in_as: LogIn, cast: Cast, crp: UUID, now: datetime, time_machine: TimeMachineFixture
) -> None:
    client = log_in_as("alva")
    chosen(client, laboratory="spoken")
    assert "Något har kommit" in page(client, WAITING)

    client.post(WAITING)

    assert "P-CRP" in page(client)
    assert SOMETHING not in page(client)
    time_machine.move_to(now + timedelta(minutes=5), tick=False)
    written(cast("alva"), result("o3", "P-Kreatinin"), now + timedelta(minutes=5))
    assert "P-Kreatinin" not in page(client)
    assert SOMETHING in page(client)


def test_what_has_waited_long_enough_is_shown(log_in_as: LogIn, cast: Cast, now: datetime) -> None:
    written(cast("alva"), result("o1", "P-CRP"), now - timedelta(days=14))
    written(cast("alva"), result("o2", "P-Kreatinin"), now - timedelta(days=13))
    client = log_in_as("alva")

    chosen(client, laboratory="later")

    assert "P-CRP" in page(client)
    assert "P-Kreatinin" not in page(client)


@pytest.mark.parametrize(("key", "acting_for"), [("cleo", "alva"), ("maja", None), ("sara", None)])
def test_others_have_no_choice_here(log_in_as: LogIn, key: str, acting_for: str | None) -> None:
    client = log_in_as(key, acting_for=acting_for)

    assert {client.get(place).status_code for place in (CHOICES, WAITING, reverse("journal:shown"))} <= {403, 404}
    assert client.post(CHOICES, {}).status_code in {403, 404}


def test_a_guardians_choice_is_hers_alone(log_in_as: LogIn, cast: Cast, now: datetime) -> None:
    written(cast("ella"), result("o1", "P-CRP"), now)
    chosen(log_in_as("bo", acting_for="ella"), laboratory="later")

    with house_scope():
        assert [row.reader for row in ReleaseChoice.unguarded.filter(person=cast("ella"))] == [cast("bo")]
    assert "P-CRP" not in page(log_in_as("bo", acting_for="ella"))


class TestTheUnitSpeaks:
    """What waits for care becomes the unit's work, and is shown when it has spoken."""

    @pytest.fixture(autouse=True)
    def _found(self, log_in_as: LogIn, crp: UUID, now: datetime) -> None:
        chosen(log_in_as("alva"), laboratory="spoken")
        search(now)

    def test_the_unit_is_told_once_within_its_days(self, cast: Cast, now: datetime) -> None:
        search(now + timedelta(minutes=15))

        with house_scope():
            (work,) = WorkItem.unguarded.filter(kind="journal.speak")
            (row,) = WaitingResult.unguarded.all()
        assert (work.unit, work.person, work.subject) == (UNIT, cast("alva"), str(row.id))
        assert (work.due_at, row.until) == (now + timedelta(days=10), now + timedelta(days=30))
        assert AuditEvent.objects.filter(event="journal.waiting_found", person=cast("alva")).count() == 1

    def test_when_the_unit_has_spoken_the_result_is_shown(self, log_in_as: LogIn, cast: Cast) -> None:
        nurse = log_in_as("sara")
        shown = nurse.get(self.address())
        assert "P-CRP" not in shown.content.decode()
        assert "Prover på blod" in shown.content.decode()

        answer = nurse.post(self.address(), {"why": "spoken"})

        assert answer.status_code == 302
        assert "P-CRP" in page(log_in_as("alva"))
        event = AuditEvent.objects.get(event="journal.result_released")
        assert (event.person, event.actor_kind) == (cast("alva"), "staff")
        with house_scope():
            assert WorkItem.unguarded.get(kind="journal.speak").state == "done"

    def test_two_colleagues_at_once_get_a_clear_answer(self, log_in_as: LogIn) -> None:
        log_in_as("sara").post(self.address(), {"why": "needs_action"})

        assert log_in_as("sara").post(self.address(), {"why": "spoken"}).status_code == 409

    @pytest.mark.parametrize("sent", [{}, {"why": "tired"}])
    def test_nothing_is_shown_without_a_reason(self, log_in_as: LogIn, sent: dict[str, str]) -> None:
        assert log_in_as("sara").post(self.address(), sent).status_code == 400
        assert "P-CRP" not in page(log_in_as("alva"))

    @pytest.mark.parametrize("key", ["mona", "yusuf"])
    def test_staff_elsewhere_see_nothing_of_it(self, log_in_as: LogIn, key: str) -> None:
        assert log_in_as(key).get(self.address()).status_code in {403, 404}

    def test_who_asks_for_it_first_takes_the_work_away(self, log_in_as: LogIn, deliver: Callable[[], None]) -> None:
        log_in_as("alva").post(WAITING)
        deliver()

        with house_scope():
            assert WorkItem.unguarded.get(kind="journal.speak").state == "done"

    def address(self) -> str:
        with house_scope():
            return reverse("journal:speak", kwargs={"item": WorkItem.unguarded.get(kind="journal.speak").id})


def test_whoever_may_not_read_for_the_child_any_more_waits_for_nothing(cast: Cast, now: datetime) -> None:
    written(cast("maja"), result("o1", "P-CRP"), now)
    with house_scope():
        ReleaseChoice(person=cast("maja"), reader=cast("bo"), choices={"laboratory": "spoken"}, changed_at=now).save(
            force_insert=True
        )

    assert search(now) == 0


def search(now: datetime) -> int:
    """Run the job."""
    return find_waiting(grant=open_job(name="journal.find_waiting", kinds=("records.clinical",), now=now), now=now)
