"""Staff write to one person: whom they may write to, the forced look before sending, sent once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from conftest import staff
from demo.cast import person_id
from demo.numbers import test_number as made_up_number
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.actions import lock_log_in
from ingang.foundation.identity.models import LockReason
from ingang.foundation.people.models import Person, SafeContact
from ingang.foundation.personal.scope import house_scope
from ingang.services.inbox.models import Mission, StaffDraft, StaffSignature
from ingang.services.inbox.tests.conftest import (
    BJORKBACKEN,
    Write,
    change,
    has_logged_in,
    messages_of,
    notices_about,
    number_for,
)

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
FIND = "/personal/meddelanden/skriv/"
TEXT = {"category": "uppfoljning", "subject": "Efter ditt besök", "body": "Vila i dag.\n\nRing 08-465 004 00."}


@pytest.fixture
def sara(log_in_as: LogInAs) -> Client:
    """The nurse at her desk at Björkbacken."""
    return log_in_as("sara")


def drafts() -> list[StaffDraft]:
    with house_scope():
        return list(StaffDraft.unguarded.order_by("started_at", "id"))


def begin(client: Client, key: str = "alva", now: datetime | None = None, **given: str) -> str:
    """Find somebody of the cast and begin a draft; gives its address."""
    if now:
        has_logged_in(key, now)
    return client.post(FIND, {"number": number_for(key), "template": "message", **given})["Location"]


def test_a_message_is_written_looked_at_and_sent(sara: Client, now: datetime) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)
    preview = sara.get(f"{address}granska/")

    sent = sara.post(f"{address}granska/", {"seal": preview.context["seal"]})

    (message,) = messages_of("alva")
    assert sent["Location"] == f"/personal/meddelanden/{message.id}/"
    assert "Vila i dag." in preview.content.decode()
    assert (message.unit, message.sent_by, message.signature) == (
        BJORKBACKEN,
        "SE0000000020-S001",
        "Sara Nyström, Distriktssköterska",
    )
    assert message.paragraphs == ["Vila i dag.", "Ring 08-465 004 00."]
    assert [one.about for one in notices_about("alva")] == [message.id]
    assert AuditEvent.objects.filter(event="inbox.draft_sent", person=person_id("alva")).count() == 1


def test_sending_twice_sends_once(sara: Client, now: datetime) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)
    seal = sara.get(f"{address}granska/").context["seal"]

    answers = [sara.post(f"{address}granska/", {"seal": seal}) for _ in range(3)]

    assert len({answer["Location"] for answer in answers}) == 1
    assert len(messages_of("alva")) == 1
    assert len(notices_about("alva")) == 1


@pytest.mark.parametrize("seal", ["", "nonsense", "f" * 64])
def test_nothing_is_sent_without_a_look(sara: Client, now: datetime, seal: str) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)

    answer = sara.post(f"{address}granska/", {"seal": seal})

    assert answer.status_code == 409
    assert messages_of("alva") == []


def test_what_changed_after_the_look_is_not_sent(sara: Client, now: datetime) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)
    seal = sara.get(f"{address}granska/").context["seal"]
    sara.post(address, TEXT | {"body": "Något annat."})

    answer = sara.post(f"{address}granska/", {"seal": seal})

    assert answer.status_code == 409
    assert "har ändrats" in answer.content.decode()
    assert messages_of("alva") == []


@pytest.mark.parametrize("form", ["{} ", "{:.8}-{}", "\u2013", " spaces "])
def test_a_number_is_forgiven_its_form(sara: Client, now: datetime, form: str) -> None:
    number = number_for("alva")
    has_logged_in("alva", now)
    written = {"{} ": f" {number} ", "{:.8}-{}": f"{number[:8]}-{number[8:]}"}.get(form)
    written = written or (f"{number[2:8]}\u2013{number[8:]}" if form == "\u2013" else " ".join(number))

    answer = sara.post(FIND, {"number": written, "template": "message"})

    assert answer.status_code == 302


def test_who_has_no_contact_and_a_number_nobody_has_look_the_same(sara: Client, now: datetime) -> None:
    has_logged_in("cleo", now)
    stranger = sara.post(FIND, {"number": number_for("cleo"), "template": "message"})
    nobody = sara.post(FIND, {"number": made_up_number(date(1950, 5, 5), 239), "template": "message"})

    texts = [one.content.decode() for one in (stranger, nobody)]
    assert [one.status_code for one in (stranger, nobody)] == [400, 400]
    assert all("ingen pågående kontakt" in text for text in texts)
    assert "Åkerman" not in texts[0]
    assert drafts() == []
    refused = AuditEvent.objects.filter(event="access.person_opened", person=person_id("cleo"), outcome="refused")
    assert refused.count() == 1


def test_a_patient_who_calls_can_be_written_to_after_the_reason_is_recorded(sara: Client, now: datetime) -> None:
    address = begin(sara, "cleo", now, reason="called")

    attested = AuditEvent.objects.filter(event="access.relation_attested", person=person_id("cleo"))
    assert address.startswith("/personal/meddelanden/utkast/")
    assert [row.details["reason"] for row in attested] == ["called"]


def test_screening_is_a_reason_only_for_units_with_the_mission(sara: Client, now: datetime) -> None:
    has_logged_in("cleo", now)
    given = {"number": number_for("cleo"), "template": "message", "reason": "screening"}
    refused = sara.post(FIND, given)
    Mission.objects.create(unit=BJORKBACKEN, code="screening", decision="RS 2026-1", valid_from=now.date())

    allowed = sara.post(FIND, given)

    assert (refused.status_code, allowed.status_code) == (400, 302)


@pytest.mark.parametrize(
    ("trouble", "words"),
    [("locked", "låst"), ("deceased", "avliden"), ("never", "någonsin loggat in")],
)
def test_who_can_not_be_reached_is_told_at_once_and_nothing_is_written(
    sara: Client, now: datetime, trouble: str, words: str
) -> None:
    key = "linnea" if trouble == "deceased" else "alva"
    if trouble != "never":
        has_logged_in(key, now)
    if trouble == "locked":
        lock_log_in(person=person_id(key), reason=LockReason.COERCION, actor=staff("sara"), now=now)

    answer = sara.post(FIND, {"number": number_for(key), "template": "message"})

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert drafts() == []
    assert messages_of(key) == []


def test_a_log_in_locked_while_the_nurse_writes_stops_the_sending(sara: Client, now: datetime) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)
    seal = sara.get(f"{address}granska/").context["seal"]
    lock_log_in(person=person_id("alva"), reason=LockReason.COERCION, actor=staff("sara"), now=now)

    answer = sara.post(f"{address}granska/", {"seal": seal})

    assert answer.status_code == 409
    assert "låst" in answer.content.decode()
    assert messages_of("alva") == []


def test_the_page_tells_whether_somebody_is_told_and_never_an_address(sara: Client, now: datetime) -> None:
    page = sara.get(begin(sara, now=now)).content.decode()

    assert "får en avisering" in page
    assert "ingang.example" not in page


def test_a_protected_identity_is_marked_and_no_place_is_shown(sara: Client, now: datetime) -> None:
    Person.objects.filter(id=person_id("alva")).update(protection="confidentiality")

    page = sara.get(begin(sara, now=now)).content.decode()

    assert "Skyddade personuppgifter" in page


def test_the_writer_sees_how_the_receiver_may_be_contacted_and_understood(sara: Client, now: datetime) -> None:
    address = begin(sara, now=now)
    alva = person_id("alva")
    Person.objects.filter(id=alva).update(chosen_name="Allis", interpreter_language="ar")
    SafeContact(person=alva, set_by=alva, avoid="home_phone", changed_at=now).save(force_insert=True)

    page = sara.get(address).content.decode()

    assert "Allis Lindqvist" in page
    assert "Ring inte hem" in page
    assert "arabiska" in page


@pytest.mark.parametrize(("key", "assignment"), [("ulla", 0), ("sara", 1), ("cleo", None), ("alva", None)])
def test_a_draft_is_its_writers_alone(
    sara: Client, log_in_as: LogInAs, now: datetime, key: str, assignment: int | None
) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)
    client = log_in_as(key, assignment=assignment) if assignment is not None else log_in_as(key)

    answers = [client.get(address), client.get(f"{address}granska/"), client.post(f"{address}slang/")]

    assert [one.status_code for one in answers] == [404, 404, 404]
    assert len(drafts()) == 1


@pytest.mark.parametrize("key", ["vera", "yusuf"])
def test_an_assignment_without_care_writes_to_nobody(log_in_as: LogInAs, key: str) -> None:
    answer = log_in_as(key).get(FIND)

    assert answer.status_code == 403


def test_a_draft_outlives_the_log_in(sara: Client, log_in_as: LogInAs, now: datetime) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)
    sara.post("/logga-in/ut/")

    page = log_in_as("sara").get(address).content.decode()

    assert "Vila i dag." in page


def test_hostile_text_is_shown_as_text(sara: Client, log_in_as: LogInAs, now: datetime) -> None:
    address = begin(sara, now=now)
    evil = {"subject": "<script>alert(1)</script>\u202e", "body": "<img src=x onerror=alert(1)> {{ 1|add:1 }}"}
    sara.post(address, TEXT | evil)
    seal = sara.get(f"{address}granska/").context["seal"]
    sara.post(f"{address}granska/", {"seal": seal})
    (message,) = messages_of("alva")

    page = log_in_as("alva").get(f"/min/inkorg/{message.id}/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{ 1|add:1 }}" in page
    assert "\u202e" not in message.subject


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("subject", ""),
        ("subject", "x" * 201),
        ("subject", "\0"),
        ("body", ""),
        ("body", "x" * 20_001),
        ("category", "kallelse"),
        ("category", "nonsense"),
        ("visible_on_0", "31"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_kept_stays(sara: Client, now: datetime, field: str, value: str) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT)

    answer = sara.post(address, TEXT | {field: value})

    assert answer.status_code == 400
    assert "<title>Fel:" in answer.content.decode()
    assert drafts()[0].body == TEXT["body"]


def test_a_message_for_later_is_not_there_before_its_morning(sara: Client, log_in_as: LogInAs, now: datetime) -> None:
    address = begin(sara, now=now)
    sara.post(address, TEXT | {"visible_on_0": "30", "visible_on_1": "11", "visible_on_2": "2026"})
    seal = sara.get(f"{address}granska/").context["seal"]
    sara.post(f"{address}granska/", {"seal": seal})

    (message,) = messages_of("alva")

    assert message.visible_from.isoformat() == "2026-11-30T06:00:00+00:00"
    assert [one.readable_from for one in notices_about("alva")] == [message.visible_from]
    assert log_in_as("alva").get("/min/inkorg/").context["unread"] == 0


def test_a_follow_up_stands_in_the_thread_and_can_replace(write: Write, log_in_as: LogInAs, now: datetime) -> None:
    first = write("alva")
    (earlier,) = messages_of("alva")
    change(earlier, received_at=now - timedelta(minutes=1))
    plain = write("alva", thread=first, body="Och en sak till.")
    alva = log_in_as("alva")
    before = alva.get(f"/min/inkorg/{first}/").content.decode()

    write("alva", thread=first, body="Så här är det i stället.", replaces_earlier=True)

    assert len({one.thread for one in messages_of("alva")}) == 1
    assert "senare meddelande" not in before
    assert "senare meddelande" in alva.get(f"/min/inkorg/{first}/").content.decode()
    assert plain != first


def test_only_a_message_that_the_unit_sent_can_be_followed_up(write: Write, log_in_as: LogInAs) -> None:
    sent = write("alva")

    foreign = log_in_as("ulla").post(f"/personal/meddelanden/{sent}/folj-upp/")

    assert foreign.status_code == 404


def test_the_signature_is_chosen_before_and_stays_on_what_was_begun(sara: Client, now: datetime) -> None:
    begun = begin(sara, now=now)
    sara.post("/personal/meddelanden/signatur/", {"text": "Björkbackens vårdcentral"})

    later = begin(sara)

    assert [draft.signature for draft in drafts()] == ["Sara Nyström, Distriktssköterska", "Björkbackens vårdcentral"]
    assert begun != later


@pytest.mark.parametrize("key", ["vera", "yusuf", "otto"])
def test_whose_assignment_writes_to_nobody_chooses_no_signature(log_in_as: LogInAs, key: str) -> None:
    client, page = log_in_as(key), "/personal/meddelanden/signatur/"

    assert {client.get(page).status_code, client.post(page, {"text": "Någon annan"}).status_code} == {403}
    assert not StaffSignature.objects.exists()


def test_a_unit_makes_changes_and_closes_its_templates(sara: Client, now: datetime) -> None:
    form = {"title": "Inför provtagning", "category": "information", "subject": "Inför provet", "body": "Kom fastande."}
    sara.post("/personal/meddelanden/mallar/ny/", form)
    (template,) = sara.get("/personal/meddelanden/mallar/").context["templates"]
    sara.post(f"/personal/meddelanden/mallar/{template.id}/", form | {"body": "Ät som vanligt."})

    draft = begin(sara, now=now, template=str(template.id))
    sara.post(f"/personal/meddelanden/mallar/{template.id}/stang/")
    closed = sara.post(FIND, {"number": number_for("alva"), "template": str(template.id)})

    assert "Ät som vanligt." in sara.get(draft).content.decode()
    assert closed.status_code == 400
    assert list(sara.get("/personal/meddelanden/mallar/").context["templates"]) == []


def test_templates_are_kept_by_those_who_have_the_role(log_in_as: LogInAs) -> None:
    answer = log_in_as("mona").get("/personal/meddelanden/mallar/")

    assert answer.status_code == 403
