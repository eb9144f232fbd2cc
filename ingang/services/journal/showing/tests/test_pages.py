"""The pages, as the cast: who may show, what she is told, and who never gets in."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from demo.cast import person_id
from ingang.foundation.access.models import SecretLink
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.registry import current
from ingang.kernel.service import AgeRule
from ingang.services.journal.models import Taking
from ingang.services.journal.showing import actions
from ingang.services.journal.showing.models import Showing
from ingang.services.journal.showing.tests.conftest import Decide
from ingang.services.journal.showing.tests.opening import Link, ask, other, payload_of, tidy
from ingang.services.journal.taking.tests.making import alvas, bos, work

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]
START = "/min/journalen/visa-upp/"
SUMMARY = {"form": "ips"}


def put_together(client: Client, *, form: str = "ips", of: str = "alva", **chosen: str) -> str:
    """Chooses what to show and lets the worker make it; gives the address where the time is chosen."""
    answer = client.post(START, {"form": form, **chosen})
    assert answer.status_code == 302, answer.content.decode()
    with house_scope():
        latest = Taking.unguarded.filter(person=person_id(of)).order_by("-id")[0]
    grant = alvas(latest.asked_at) if of == "alva" else bos(latest.asked_at)
    work(grant=grant, id=latest.id)
    return str(answer["Location"])


def show(client: Client, lasts: str = "60", **chosen: str) -> str:
    """Shows a summary; gives the address of the link's page."""
    answer = client.post(put_together(client, **chosen), {"lasts": lasts})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def page(client: Client, place: str) -> str:
    return unescape(client.get(place).content.decode())


def handed(text: str) -> Link:
    """What the page hands over."""
    (whole,) = re.findall(r"http://testserver/visat/#shlink:/[\w-]+", text)
    (code,) = re.findall(r'class="code-to-tell">(\d{6})<', text)
    with house_scope():
        latest = Showing.unguarded.order_by("-id")[0]
    return Link(id=latest.id, payload=payload_of(whole), code=code, whole=whole)


def test_alva_shows_a_summary_and_sees_who_has_opened_it(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    assert f'href="{START}"' in page(client, "/min/journalen/")

    place = show(client)
    before = page(client, place)
    link = handed(before)
    answer = ask(link)
    after = page(client, place)

    assert answer.status_code == 200
    assert "Ingen har öppnat den." in before
    assert "av någon som uppgav sig vara: Dr. Test, Testkliniken" in after
    assert "Dr. Test, Testkliniken" in page(client, START)
    log = page(client, "/min/vem-har-last/")
    assert "Någon med din länk och kod öppnade det du visade upp." in log
    assert "Väg: en länk och en kod som visades upp" in log


def test_a_wrong_code_is_a_line_in_the_log_and_five_of_them_are_told(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    place = show(client)
    link = handed(page(client, place))

    for _ in range(5):
        ask(link, code=other(link.code))

    assert "Någon med din länk försökte öppna det du visade upp, men nekades." in page(client, "/min/vem-har-last/")
    assert "någon skrev fel kod fem gånger" in page(client, place)


def test_she_ends_it_and_nobody_opens_it_any_more(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    place = show(client)
    link = handed(page(client, place))

    client.post(f"{place}avsluta/")

    assert ask(link).status_code == 404
    ended = page(client, place)
    assert "Du har avslutat den." in ended
    assert "shlink:" not in ended


def test_the_link_is_shown_in_the_log_in_where_it_was_made_alone(log_in_as: LogInAs) -> None:
    place = show(log_in_as("alva"))
    another = log_in_as("alva")

    text = page(another, place)
    another.post(f"{place}avsluta/")

    assert "shlink:" not in text
    assert "code-to-tell" not in text
    assert "Du har avslutat den." in page(another, place)


def test_who_has_no_right_finds_nothing(log_in_as: LogInAs) -> None:
    alva = log_in_as("alva")
    place, taking = show(alva), put_together(alva)

    for client in (log_in_as("cleo"), log_in_as("sara"), log_in_as("erik", acting_for="cleo")):
        for path in (place, taking):
            assert client.get(path).status_code in {403, 404}
            assert client.post(path, {"lasts": "60"}).status_code in {403, 404, 405}
        assert client.post(f"{place}avsluta/").status_code in {403, 404}
    assert handed(page(alva, place))


def test_bo_shows_ellas_and_each_guardian_sees_only_her_own_links(log_in_as: LogInAs) -> None:
    bo = log_in_as("bo", acting_for="ella")

    place = show(bo, of="ella")
    link = handed(page(bo, place))

    assert ask(link).status_code == 200
    (event,) = AuditEvent.objects.filter(event="access.opened_by_link")
    assert (event.person, event.actor) == (person_id("ella"), str(person_id("bo")))
    assert log_in_as("alva").get(place).status_code == 404


def test_a_region_that_has_it_off_has_no_page_and_no_link(log_in_as: LogInAs, decide: Decide) -> None:
    client = log_in_as("alva")
    place, taking = show(client), put_together(client)
    link = handed(page(client, place))

    decide(False)

    assert client.get(START)["Location"] == "/min/journalen/"
    assert START not in page(client, "/min/journalen/")
    assert [client.get(path).status_code for path in (place, taking)] == [404, 404]
    assert client.post(taking, {"lasts": "60"}).status_code == 404
    assert ask(link).status_code == 404
    assert Client().get("/visat/").status_code == 404


def test_it_is_off_until_a_region_decides() -> None:
    from ingang.kernel.registry import current

    assert current().switches["journal.showing"].default is False


def test_a_protected_person_is_told_why_there_is_no_link(log_in_as: LogInAs) -> None:
    Person.objects.filter(id=person_id("alva")).update(protection="confidentiality")
    client = log_in_as("alva")

    text = page(client, START)
    taking = put_together(client)
    answer = client.post(taking, {"lasts": "60"})

    assert "Du har skyddad identitet" in text
    assert "<form" not in text.partition("<h1")[2].partition("</main>")[0]
    assert answer.status_code in {403, 404}
    with house_scope():
        assert not Showing.unguarded.exists()


def test_a_sealed_journal_is_not_shown(log_in_as: LogInAs, now: datetime) -> None:
    client = log_in_as("alva")
    taking = put_together(client)
    Person.objects.filter(id=person_id("alva")).update(journal_sealed_at=now)

    assert client.post(taking, {"lasts": "60"}).status_code == 403


def test_whoever_may_read_the_record_may_show_it_and_nobody_else() -> None:
    def rules(kind: str) -> set[AgeRule]:
        return {replace(rule, kind="") for rule in current().age_rules if rule.kind == kind}

    assert rules("journal.showing") == rules("records.clinical")
    assert not current().data_kinds["journal.showing"].ombud_allowed
    assert current().data_kinds["journal.showing"].closed_by_seal


@pytest.mark.parametrize("lasts", ["", "1440", "x"])
def test_a_time_that_is_not_offered_is_refused(log_in_as: LogInAs, lasts: str) -> None:
    client = log_in_as("alva")

    answer = client.post(put_together(client), {"lasts": lasts})

    assert answer.status_code == 400
    assert "Välj hur länge" in answer.content.decode()


def test_a_document_to_print_is_not_shown_by_a_link(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    answer = client.post("/min/journalen/ta-med/", {"form": "pdf"})
    with house_scope():
        taking = Taking.unguarded.get()
    work(grant=alvas(taking.asked_at), id=taking.id)

    refused = client.post(reverse("journal:prepare_showing", kwargs={"id": taking.id}), {"lasts": "60"})

    assert answer.status_code == 302
    assert refused.status_code == 404


def test_three_links_at_a_time_and_no_more(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    places = [show(client) for _ in range(actions.MOST)]
    taking = put_together(client)

    refused = client.post(taking, {"lasts": "60"})
    client.post(f"{places[0]}avsluta/")
    room = client.post(taking, {"lasts": "60"})

    assert (refused.status_code, room.status_code) == (409, 302)
    assert "Avsluta en av dem först" in refused.content.decode()


def test_what_is_larger_than_a_link_holds_says_so(log_in_as: LogInAs, monkeypatch: pytest.MonkeyPatch) -> None:
    client = log_in_as("alva")
    taking = put_together(client, form="fhir")
    monkeypatch.setattr(actions, "MOST_BYTES", 10)

    refused = client.post(taking, {"lasts": "60"})

    assert refused.status_code == 409
    assert "för mycket för en länk" in refused.content.decode()


def test_a_part_is_shown_where_a_part_was_chosen(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")

    put_together(client, form="fhir", typ="diagnoser")

    with house_scope():
        assert (Taking.unguarded.get().form, Taking.unguarded.get().entry_kind) == ("fhir", "diagnoser")


def test_what_is_not_ready_yet_waits_without_scripts_too(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    place = str(client.post(START, SUMMARY)["Location"])

    text, early = page(client, place), client.post(place, {"lasts": "60"})

    assert f'http-equiv="refresh" content="5; url={place}vantar/"' in text
    assert early.status_code == 404


def test_what_has_ended_long_ago_is_forgotten(log_in_as: LogInAs, now: datetime, time_machine: Any) -> None:

    show(log_in_as("alva"))
    tidy(now + timedelta(days=182))
    with house_scope():
        kept = Showing.unguarded.count(), SecretLink.unguarded.count()
    tidy(now + timedelta(days=184))

    with house_scope():
        assert (kept, Showing.unguarded.count(), SecretLink.unguarded.count()) == ((1, 1), 0, 0)


def test_the_viewer_is_in_the_language_of_the_clinicians_browser(log_in_as: LogInAs) -> None:
    english = Client().get("/visat/", headers={"Accept-Language": "en-GB"}).content.decode()
    swedish = Client().get("/visat/", headers={"Accept-Language": "sv"}).content.decode()

    assert "A patient shows you the journal" in english
    assert "En patient visar dig journalen" in swedish


def test_the_viewer_says_what_it_needs_and_knows_nothing(log_in_as: LogInAs) -> None:
    answer = Client().get("/visat/")
    text = answer.content.decode()

    assert answer.status_code == 200
    assert "data-without-scripts" in text
    assert "nyckeln i länken lämnar aldrig din webbläsare" in text
    assert 'action="' not in text.partition("<h1")[2].partition("data-words")[0]
    assert "unsafe" not in answer["Content-Security-Policy"]
