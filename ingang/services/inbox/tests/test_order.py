"""The reader's own order: search, marks, what is put away; and nothing of what is hidden."""

from collections.abc import Callable

import pytest
from django.test import Client

from ingang.services.inbox.tests.conftest import Write

pytestmark = pytest.mark.django_db

LogInAs = Callable[..., Client]


def subjects(client: Client, query: str = "") -> list[str]:
    return [line.subject for line in client.get(f"/min/inkorg/{query}").context["page"].object_list]


@pytest.mark.parametrize("words", ["blodtryck", "BJÖRKBACKENS", "bjorkbackens blod", "Provsvar", "mmol"])
def test_search_finds_words_of_subject_sender_kind_and_text(write: Write, log_in_as: LogInAs, words: str) -> None:
    write("alva", subject="Ditt blodtryck", body="Värdet var 5 mmol.", category="provsvar")
    write("alva", subject="Om din remiss")
    alva = log_in_as("alva")

    found = subjects(alva, f"?sok={words}")

    assert "Ditt blodtryck" in found
    assert ("Om din remiss" in found) == (words == "BJÖRKBACKENS")


def test_search_finds_nothing_hidden_for_a_guardian(write: Write, log_in_as: LogInAs) -> None:
    write("ella", assignment=1, subject="Hemligt", hidden_from_guardian=True)
    bo = log_in_as("bo", acting_for="ella")

    page = bo.get("/min/inkorg/?sok=hemligt").content.decode()

    assert subjects(bo, "?sok=hemligt") == []
    assert page.count("Hemligt") == 0


def test_what_is_put_away_leaves_the_list_and_comes_back(write: Write, log_in_as: LogInAs) -> None:
    message = write("alva")
    alva = log_in_as("alva")

    alva.post(f"/min/inkorg/{message}/undan/", {"away": "1"})
    gone, kept = subjects(alva), subjects(alva, "?visa=undan")
    alva.post(f"/min/inkorg/{message}/undan/", {"away": "0"})

    assert (gone, kept) == ([], ["Efter ditt besök"])
    assert subjects(alva) == ["Efter ditt besök"]


def test_a_mark_finds_the_message_again(write: Write, log_in_as: LogInAs) -> None:
    message = write("alva")
    write("alva", subject="Ett till")
    alva = log_in_as("alva")

    alva.post(f"/min/inkorg/{message}/markera/", {"flagged": "1"})

    assert subjects(alva, "?visa=markerade") == ["Efter ditt besök"]


@pytest.mark.parametrize("what", ["undan", "markera", "bekrafta"])
def test_who_has_no_right_puts_nothing_in_order(write: Write, log_in_as: LogInAs, what: str) -> None:
    message = write("alva", is_important=True)

    answer = log_in_as("cleo").post(f"/min/inkorg/{message}/{what}/", {"away": "1", "flagged": "1"})

    assert answer.status_code == 404
