"""Files with messages: attached, scanned, looked at, sent with the message, opened by its reader, gone in time."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import BVC, relate, staff
from demo.cast import person_id
from ingang.connectors.clamd.errors import TimedOut
from ingang.connectors.clamd.fake import EICAR, FakeClamd
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.documents.storage import keep
from ingang.foundation.documents.tests.made import document, infected, picture
from ingang.foundation.identity.models import LogIn
from ingang.foundation.personal.scope import house_scope
from ingang.services.inbox.actions.purging import purge
from ingang.services.inbox.actions.scanning import scan_waiting
from ingang.services.inbox.models import MESSAGE, Attachment, StaffDraft
from ingang.services.inbox.samples import draft_to
from ingang.services.inbox.tests.conftest import BJORKBACKEN, change, has_logged_in, messages_of

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
WHERE = "ingang.services.inbox.views.files.configured_scanner"


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> FakeClamd:
    """The scanner of this installation."""
    fake = FakeClamd()
    monkeypatch.setattr(WHERE, lambda: fake)
    return fake


@pytest.fixture
def sara(log_in_as: LogInAs, scanner: FakeClamd) -> Client:
    """The nurse at her desk at Björkbacken."""
    return log_in_as("sara")


@pytest.fixture
def draft(sara: Client, now: datetime) -> str:
    """The address of a draft of hers to Alva."""
    return draft_for("alva", now)


def draft_for(key: str, now: datetime, *, assignment: int = 0) -> str:
    has_logged_in(key, now)
    begun = draft_to(actor=staff("sara", assignment=assignment), owner=person_id(key), now=now)
    return f"/personal/meddelanden/utkast/{begun}/"


def attach(client: Client, draft: str, *files: tuple[str, bytes]) -> Any:
    chosen = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(f"{draft}filer/", {"chosen": chosen})


def attached() -> list[Attachment]:
    with house_scope():
        return list(Attachment.unguarded.order_by("stored_at", "id"))


def look(client: Client, draft: str) -> None:
    for file in attached():
        client.get(f"{draft}filer/{file.id}/")


def send(client: Client, draft: str) -> Any:
    seal = client.get(f"{draft}granska/").context["seal"]
    return client.post(f"{draft}granska/", {"seal": seal})


def send_with(client: Client, draft: str, *files: tuple[str, bytes]) -> UUID:
    attach(client, draft, *files)
    look(client, draft)
    send(client, draft)
    return attached()[-1].message or uuid4()


def content_of(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def events(name: str) -> int:
    return AuditEvent.objects.filter(event=f"inbox.{name}").count()


def watching(now: datetime) -> Any:
    return open_job(name="inbox.scan_files", kinds=(MESSAGE,), now=now)


def has_content(files: Iterable[Attachment]) -> list[bool]:
    return [storages["documents"].exists(one.key) for one in files]


def test_a_file_is_attached_looked_at_sent_and_opened(sara: Client, draft: str, log_in_as: LogInAs) -> None:
    message = send_with(sara, draft, ("Svar på röntgen.pdf", document(is_tagged=True)), ("bild.png", picture()))
    alva = log_in_as("alva")
    page = alva.get(f"/min/inkorg/{message}/").content.decode()
    opened = [alva.get(f"/min/inkorg/{message}/filer/{one.id}/") for one in attached()]

    assert "Svar på röntgen.pdf" in page
    assert "PDF, 1\u00a0kB" in page
    assert [one.status_code for one in opened] == [200, 200]
    assert content_of(opened[0]).startswith(b"%PDF-")
    assert opened[0]["Content-Disposition"].startswith("attachment; filename*=utf-8''Svar")
    assert [events(name) for name in ("file_attached", "file_looked_at", "file_opened")] == [2, 2, 2]


def test_a_picture_is_shown_and_a_document_is_downloaded(sara: Client, draft: str, log_in_as: LogInAs) -> None:
    message = send_with(sara, draft, ("svar.pdf", document()), ("bild.jpg", picture("JPEG")))
    alva = log_in_as("alva")

    pdf, jpg = (alva.get(f"/min/inkorg/{message}/filer/{one.id}/?visa=1") for one in attached())

    assert pdf["Content-Disposition"].startswith("attachment")
    assert jpg["Content-Disposition"].startswith("inline")
    assert all(one["Content-Security-Policy"].startswith("sandbox") for one in (pdf, jpg))
    assert all(one["X-Content-Type-Options"] == "nosniff" for one in (pdf, jpg))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("brev.docx", b"PK\x03\x04 word", "inte en pdf-, png-, jpeg- eller gif-fil"),
        ("brev.pdf", b"MZ program", "inte en pdf-, png-, jpeg- eller gif-fil"),
        ("tom.pdf", b"", "tom"),
        ("stor.pdf", b"%PDF-1.7" + b"\0" * 21_000_000, "större än 20 MB"),
        ("virus.pdf", b"%PDF-1.7" + EICAR, "Ett virus hittades i virus.pdf"),
        ("halv.png", picture()[:50], "skadad"),
        ("last.pdf", document(password="x"), "låst med lösenord"),
    ],
)
def test_what_can_not_be_attached_is_told_by_its_rule_and_the_others_stay(
    sara: Client, draft: str, name: str, content: bytes, words: str
) -> None:
    answer = attach(sara, draft, ("bra.pdf", document()), (name, content), ("fin.png", picture()))

    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert "<title>Fel:" in page
    assert [one.name for one in attached()] == ["bra.pdf", "fin.png"]
    assert "bra.pdf" in page


def test_the_eleventh_file_is_refused_with_the_rule_and_ten_stay(sara: Client, draft: str) -> None:
    answer = attach(sara, draft, *((f"{number}.png", picture()) for number in range(11)))

    assert answer.status_code == 400
    assert "högst 10 filer" in answer.content.decode()
    assert len(attached()) == 10
    assert "fler kan det inte ha" in sara.get(f"{draft}filer/").content.decode()


def test_no_file_at_all_is_said(sara: Client, draft: str) -> None:
    answers = [sara.post(f"{draft}filer/"), sara.post(f"{draft}filer/", {"chosen": "text"})]

    assert [one.status_code for one in answers] == [400, 400]
    assert "Välj minst en fil" in answers[0].content.decode()


def test_nothing_is_sent_before_each_file_was_looked_at(sara: Client, draft: str) -> None:
    attach(sara, draft, ("a.pdf", document()), ("b.png", picture()))
    sara.get(f"{draft}filer/{attached()[0].id}/")

    refused = send(sara, draft)

    assert refused.status_code == 409
    assert "Titta på varje bifogad fil" in refused.content.decode()
    assert messages_of("alva") == []


def test_a_file_that_came_after_the_look_is_not_sent_unseen(sara: Client, draft: str) -> None:
    seal = sara.get(f"{draft}granska/").context["seal"]
    attach(sara, draft, ("a.pdf", document()))

    answer = sara.post(f"{draft}granska/", {"seal": seal})

    assert answer.status_code == 409
    assert messages_of("alva") == []


def test_while_the_scanner_is_down_the_file_waits_and_is_sent_once_it_is_clean(
    sara: Client, draft: str, scanner: FakeClamd, now: datetime
) -> None:
    scanner.break_with(TimedOut())
    attach(sara, draft, ("a.pdf", document()))
    look(sara, draft)
    told = sara.get(f"{draft}filer/").content.decode()
    refused = send(sara, draft)
    unsettled = scan_waiting(scanner=scanner, grant=watching(now), now=now)
    scanner.break_with(None)

    settled = scan_waiting(scanner=scanner, grant=watching(now), now=now)

    assert "Väntar på virussökning" in told
    assert (refused.status_code, unsettled, settled) == (409, 0, 1)
    assert events("file_scanned") == 1
    assert send(sara, draft)["Location"] == f"/personal/meddelanden/{messages_of('alva')[0].id}/"


def test_a_virus_found_later_is_thrown_away_and_never_sent(
    sara: Client, draft: str, scanner: FakeClamd, now: datetime
) -> None:
    scanner.break_with(TimedOut())
    attach(sara, draft, ("a.pdf", infected()))
    look(sara, draft)
    scanner.break_with(None)

    scan_waiting(scanner=scanner, grant=watching(now), now=now)

    (file,) = attached()
    assert (file.state, has_content([file])) == ("refused", [False])
    assert events("file_refused") == 1
    assert "ett virus hittades" in sara.get(f"{draft}filer/").content.decode()
    assert send(sara, draft).status_code == 409
    assert sara.get(f"{draft}filer/{file.id}/").status_code == 404
    sara.post(f"{draft}filer/{file.id}/ta-bort/")
    assert send(sara, draft).status_code == 302


def test_a_removed_file_and_those_of_a_draft_thrown_away_are_gone_with_the_purge(
    sara: Client, draft: str, now: datetime
) -> None:
    attach(sara, draft, ("a.pdf", document()), ("b.png", picture()))
    files = attached()
    sara.post(f"{draft}filer/{files[0].id}/ta-bort/")
    left = sara.get(f"{draft}filer/").context["files"]
    sara.post(f"{draft}slang/")

    purge(grant=watching(now), now=now)

    assert [one.name for one in left] == ["b.png"]
    assert (attached(), has_content(files)) == ([], [False, False])
    assert events("file_removed") == 2


def test_a_message_goes_with_its_files_and_draft_when_its_years_are_over(
    sara: Client, draft: str, log_in_as: LogInAs, now: datetime
) -> None:
    message = send_with(sara, draft, ("a.pdf", document()))
    files, (sent,) = attached(), messages_of("alva")
    before, after = now + timedelta(days=3650), now + timedelta(days=3653)

    purge(grant=watching(before), now=before)
    kept = (len(attached()), len(messages_of("alva")))
    purge(grant=watching(after), now=after)

    with house_scope():
        drafts = StaffDraft.unguarded.filter(message=message).count()
    assert sent.keep_until == files[0].keep_until == now.date().replace(year=2036)
    assert kept == (1, 1)
    assert (attached(), messages_of("alva"), drafts, has_content(files)) == ([], [], 0, [False])


def test_a_purge_that_was_cut_short_ends_the_same(sara: Client, draft: str, now: datetime) -> None:
    attach(sara, draft, ("a.pdf", document()))
    (file,) = attached()
    sara.post(f"{draft}filer/{file.id}/ta-bort/")
    storages["documents"].delete(file.key)

    purge(grant=watching(now), now=now)
    purge(grant=watching(now), now=now)

    assert attached() == []
    assert events("purged") == 1


def test_what_was_half_received_is_swept_and_what_is_known_stays(sara: Client, draft: str, now: datetime) -> None:
    attach(sara, draft, ("a.pdf", document()))
    lost = keep(of="inbox", content=b"half", on=now.date())
    later = now + timedelta(days=1)

    purge(grant=watching(later), now=later)

    assert not storages["documents"].exists(lost)
    assert has_content(attached()) == [True]


def test_an_unsent_file_is_gone_after_thirty_days(sara: Client, draft: str, now: datetime) -> None:
    attach(sara, draft, ("a.pdf", document()))
    later = now + timedelta(days=31)

    purge(grant=watching(later), now=later)

    assert attached() == []


@pytest.mark.parametrize(("key", "assignment"), [("ulla", 0), ("sara", 1), ("cleo", None), ("alva", None)])
def test_a_drafts_files_are_its_writers_alone(
    sara: Client, draft: str, log_in_as: LogInAs, key: str, assignment: int | None
) -> None:
    attach(sara, draft, ("a.pdf", document()))
    place = f"{draft}filer/{attached()[0].id}/"
    client = log_in_as(key, assignment=assignment) if assignment is not None else log_in_as(key)

    answers = [client.get(place), client.get(f"{draft}filer/"), client.post(f"{place}ta-bort/")]
    answers.append(attach(client, draft, ("b.png", picture())))

    assert [one.status_code for one in answers] == [404, 404, 404, 404]
    assert len(attached()) == 1


def test_nobody_else_opens_a_sent_file_and_a_foreign_message_opens_nothing(
    sara: Client, draft: str, log_in_as: LogInAs, now: datetime
) -> None:
    message = send_with(sara, draft, ("a.pdf", document()))
    (file,) = attached()
    other = send_with(sara, draft_for("dagny", now), ("b.pdf", document()))
    place = f"/min/inkorg/{message}/filer/{file.id}/"

    answers = [log_in_as(key).get(place).status_code for key in ("cleo", "dagny", "sara")]
    answers.append(log_in_as("dagny").get(f"/min/inkorg/{other}/filer/{file.id}/").status_code)
    answers.append(log_in_as("ulla").get(f"/personal/meddelanden/{message}/filer/{file.id}/").status_code)

    assert set(answers) == {404}
    assert sara.get(f"/personal/meddelanden/{message}/filer/{file.id}/").status_code == 200


@pytest.mark.parametrize("is_hidden", [True, False])
def test_a_file_is_hidden_from_guardians_as_its_message_is(
    log_in_as: LogInAs, scanner: FakeClamd, now: datetime, is_hidden: bool
) -> None:
    relate("ella", BVC, staff("sara", assignment=1).care_giver, now=now)
    sara = log_in_as("sara", assignment=1)
    draft = draft_for("ella", now, assignment=1)
    text = {"category": "information", "subject": "Hej", "body": "Hej Ella."}
    sara.post(draft, text | ({"hidden_from_guardian": "on"} if is_hidden else {}))
    message = send_with(sara, draft, ("a.pdf", document()))
    place = f"/min/inkorg/{message}/filer/{attached()[0].id}/"

    guardian, child = log_in_as("bo", acting_for="ella").get(place), log_in_as("ella").get(place)

    assert (guardian.status_code, child.status_code) == (404 if is_hidden else 200, 200)


def test_a_file_is_not_there_before_its_message(sara: Client, draft: str, log_in_as: LogInAs, now: datetime) -> None:
    message = send_with(sara, draft, ("a.pdf", document()))
    change(messages_of("alva")[0], visible_from=now + timedelta(days=1))

    answer = log_in_as("alva").get(f"/min/inkorg/{message}/filer/{attached()[0].id}/")

    assert answer.status_code == 404


def test_a_file_that_can_not_be_read_is_said_and_not_served(sara: Client, draft: str, log_in_as: LogInAs) -> None:
    message = send_with(sara, draft, ("a.pdf", document()))
    (file,) = attached()
    storages["documents"].delete(file.key)

    answer = log_in_as("alva").get(f"/min/inkorg/{message}/filer/{file.id}/")

    assert answer.status_code == 503
    assert "Filen går inte att öppna just nu" in answer.content.decode()


def test_the_rule_about_scanned_papers_is_told_and_a_document_without_text_is_pointed_out(
    sara: Client, draft: str
) -> None:
    attach(sara, draft, ("inskannat.pdf", document()), ("taggat.pdf", document(is_tagged=True)))

    page = sara.get(f"{draft}filer/").content.decode()

    assert "Ett inskannat papper kan bara komplettera" in page
    assert page.count("Skärmläsare hittar ingen text i den") == 1


def test_the_text_is_kept_on_the_way_to_the_files(sara: Client, draft: str) -> None:
    text = {"category": "information", "subject": "Hej", "body": "Nytt innehåll.", "then": "files"}

    answer = sara.post(draft, text)

    assert answer["Location"] == f"{draft}filer/"
    assert "Nytt innehåll." in sara.get(draft).content.decode()


def test_sending_twice_gives_the_files_once(sara: Client, draft: str) -> None:
    attach(sara, draft, ("a.pdf", document()))
    look(sara, draft)
    seal = sara.get(f"{draft}granska/").context["seal"]

    for _ in range(3):
        sara.post(f"{draft}granska/", {"seal": seal})

    assert len(messages_of("alva")) == 1
    assert [one.message for one in attached()] == [messages_of("alva")[0].id]
    assert attached()[0].unit == BJORKBACKEN
    assert LogIn.objects.filter(person=person_id("alva")).exists()
