"""What was searched for in the list follows along: the file has what the list shows, and as many as was told."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from demo.cast import person_id
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.services.journal.models import DisclosureDecision, Opening, Taking
from ingang.services.journal.taking.tests.conftest import Connect
from ingang.services.journal.taking.tests.making import alvas, condition, names, server_of, uppsala, work

pytestmark = pytest.mark.django_db

START, CHOOSE = reverse("journal:start"), reverse("journal:take_along")
CARE_GIVER = "SE0000000020-G001"


@pytest.fixture
def alva(log_in_as: Callable[..., Client], connect: Connect, now: datetime) -> Client:
    """Alva, who has read her journal two hours ago, and something new has come since."""
    connect(uppsala(server_of(condition("1", "Järnbrist i Uppsala"))))
    client = log_in_as("alva")
    client.get(START)
    with house_scope():
        Opening.unguarded.update(opened_at=now - timedelta(hours=2))
        Resource.unguarded.update(stored_at=now - timedelta(hours=3))
    new = json.dumps(condition("new", "Nytt eksem"))
    import_text(text=new, care_giver=CARE_GIVER, person=person_id("alva"), now=now)
    b"".join(client.get(reverse("journal:arriving")))
    return client


def listed(client: Client, query: dict[str, str]) -> set[str]:
    """The entries of the list, every page of it, one by one."""
    found: set[str] = set()
    for page in range(1, 9):
        shown = client.get(START, {**query, "var_for_sig": "on", "sida": str(page)}).content.decode()
        found.update(
            re.findall(r'class="timeline-title">.*?<a href="/min/journalen/([0-9a-f-]{36})/', shown, re.DOTALL)
        )
    return found


def told(client: Client, query: dict[str, str]) -> int:
    page = client.get(CHOOSE, query).content.decode()
    return int(re.findall(r"(\d+) uppgift(?:er)? kommer med", page)[0])


def taken(client: Client, form: dict[str, str]) -> Taking:
    """The file that the form asks for, made."""
    answer = client.post(CHOOSE, form)
    assert answer.status_code == 302, answer.content.decode()
    with house_scope():
        row = Taking.unguarded.order_by("-id")[0]
    work(grant=alvas(row.asked_at), id=row.id)
    return row


def held(client: Client, row: Taking) -> list[str]:
    """What the file holds of entries."""
    file = client.get(reverse("journal:taken", kwargs={"id": row.id}))
    return names(json.loads(b"".join(file)))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"sok": "järnbrist"},
        {"nytt": "on"},
        {"typ": "provsvar"},
        {"sok": "järnbrist", "typ": "diagnoser", "vardgivare": "SE0000000510-G001"},
        {"sok": "järnbrist", "nytt": "on", "typ": "diagnoser"},
        {"sok": "finns inte"},
    ],
)
def test_the_file_holds_what_the_list_shows_and_as_many_as_was_told(alva: Client, query: dict[str, str]) -> None:
    shown, count = listed(alva, query), told(alva, query)

    row = taken(alva, {"form": "fhir", **query})

    assert len(held(alva, row)) == count == len(shown)
    ours = {one.rpartition("/")[2] for one in held(alva, row)}
    with house_scope():
        here = Resource.unguarded.filter(id__in=shown).values_list("logical_id", flat=True)
        assert {str(one) for one in here} <= ours


def test_what_was_searched_stands_in_the_form_and_in_the_file(alva: Client) -> None:
    list_page = alva.get(START, {"sok": "järnbrist", "nytt": "on"}).content.decode()
    address = re.search(rf'href="({CHOOSE}\?[^"]*)"', list_page)
    assert address
    form = alva.get(address[1].replace("&amp;", "&")).content.decode()

    assert re.search(r'name="sok"[^>]*value="järnbrist"', form)
    assert re.search(r'name="nytt"[^>]*checked', form)
    assert '<details class="flow" open>' in form
    row = taken(alva, {"form": "pdf", "sok": "järnbrist", "nytt": "on"})
    page = alva.get(reverse("journal:taking", kwargs={"id": row.id})).content.decode()
    assert "Med orden ”järnbrist”. Bara det som var nytt för dig" in page


def test_words_under_a_heading_that_is_not_shown_take_nothing_along(alva: Client, now: datetime) -> None:
    note = {
        "resourceType": "Composition", "id": "n1", "status": "final", "title": "Samtal", "date": "2026-11-20",
        "section": [{"title": "Tredje person", "text": {"status": "generated", "div": "<div>Grannens namn</div>"}}],
    }  # fmt: skip
    import_text(text=json.dumps(note), care_giver=CARE_GIVER, person=person_id("alva"), now=now)
    row = taken(alva, {"form": "fhir", "sok": "grannens"})
    assert (told(alva, {"sok": "grannens"}), len(held(alva, row))) == (1, 1)

    DisclosureDecision(
        care_giver=CARE_GIVER, valid_from=now.date(), hidden_terms=["tredje person"], decided_by="x", decided_at=now
    ).save()

    row = taken(alva, {"form": "fhir", "sok": "grannens"})
    assert (told(alva, {"sok": "grannens"}), len(held(alva, row))) == (0, 0)


def test_a_summary_is_made_of_everything(alva: Client) -> None:
    row = taken(alva, {"form": "ips", "sok": "järnbrist"})

    assert (row.sought, row.new_after) == ("", "")
