"""Municipalities answer for themselves, or their region does; documents are written, replaced and withdrawn."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from conftest import staff
from ingang.services.roadmap.actions.regions import answer_for_municipality
from ingang.services.roadmap.errors import NotAsked, NotEditor
from ingang.services.roadmap.feeds import municipality_rows
from ingang.services.roadmap.models import Change, Document, Initiative, RegionStatus
from ingang.services.roadmap.queries import initiatives
from ingang.services.roadmap.seeds import seed

pytestmark = pytest.mark.django_db
LogIn = Callable[..., Client]
HERE = "/personal/fardplan/"
SAID = {"state": "pilot", "planned_on": None, "comment_sv": "", "comment_en": ""}


@pytest.fixture
def asked(cast: Callable[[str], Any], now: datetime) -> str:
    """The roadmap without any municipality's answer; the slug of an initiative that asks them."""
    seed(now=now, progress=lambda _text: None)
    RegionStatus.objects.exclude(municipality="").delete()
    return Initiative.objects.exclude(municipality_must_sv="").order_by("slug")[0].slug


def test_a_municipality_answers_by_its_form_and_it_is_shown_everywhere(
    asked: str, log_in_as: LogIn, now: datetime
) -> None:
    yusuf = log_in_as("yusuf")
    said = {"state": "pilot", "seen": "0"}

    before = yusuf.get(f"{HERE}kommuner/").content.decode()
    saved = yusuf.post(f"{HERE}kommun/0184/{asked}/", said | {"confirm": "1"})
    late = yusuf.post(f"{HERE}kommun/0184/{asked}/", said | {"state": "in_use", "confirm": "1"})
    shown = Client().get("/fardplan/regioner/01/kommuner/", {"initiativ": asked}).content.decode()
    rows = {
        row["municipality"]: row["status"]
        for row in municipality_rows(rows=initiatives(), now=now)
        if row["initiative"] == asked
    }

    assert f"{HERE}kommun/0184/{asked}/" in before
    assert (saved.status_code, late.status_code) == (302, 409)
    assert ("Solna" in shown, 'class="roadmap-place roadmap-answer-pilot"' in shown) == (True, True)
    assert (len(rows), rows["0184"], rows["1480"]) == (290, "pilot", "")
    assert Change.objects.filter(municipality="0184", after="pilot").count() == 1
    assert RegionStatus.objects.filter(initiative__slug=asked, region="01", municipality="").count() <= 1


@pytest.mark.parametrize(
    ("key", "change", "code"),
    [
        ("yusuf", {}, "1480"),
        ("petra", {}, "0184"),
        ("tore", {"unit": "SE0000000010-U999"}, "0184"),
        ("tore", {"roles": ()}, "0184"),
    ],
)
def test_nobody_answers_for_another_municipality(
    asked: str, now: datetime, key: str, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(NotEditor):
        answer_for_municipality(
            actor=replace(staff(key), **change), slug=asked, municipality=code, seen=0, values=SAID, now=now
        )


def test_a_municipality_is_not_asked_about_everything(asked: str, log_in_as: LogIn, now: datetime) -> None:
    other = Initiative.objects.filter(municipality_must_sv="")[0].slug

    with pytest.raises(NotAsked):
        answer_for_municipality(actor=staff("yusuf"), slug=other, municipality="0184", seen=0, values=SAID, now=now)
    for path in (f"kommun/0184/{other}/", f"kommun/1480/{asked}/", f"kommun/9999/{asked}/"):
        assert log_in_as("yusuf").get(f"{HERE}{path}").status_code == 404
    assert Client().get("/fardplan/regioner/99/kommuner/").status_code == 404


def test_a_document_is_written_published_replaced_and_withdrawn(asked: str, log_in_as: LogIn) -> None:
    vera = log_in_as("vera")
    said = {
        "slug": "ny-vagledning", "title_sv": "Ny vägledning", "title_en": "A new guide", "about_sv": "Om.",
        "about_en": "About.", "kind": "guide", "owner": "Förvaltningen", "language": "sv", "seen": "0",
        "valid_from_0": "1", "valid_from_1": "12", "valid_from_2": "2026", "note_sv": "Ny.", "note_en": "New.",
        "text_sv": "Så gör ni.", "text_en": "",
    }  # fmt: skip
    old = Document.objects.filter(initiative=None, meeting=None)[0]

    empty = vera.post(f"{HERE}dokument/nytt/", said | {"text_sv": "", "confirm": "1"})
    saved = vera.post(f"{HERE}dokument/nytt/", said | {"confirm": "1"})
    again = vera.post(f"{HERE}dokument/nytt/", said | {"confirm": "1"})
    draft = Client().get("/om/ny-vagledning/")
    vera.post(f"{HERE}dokument/ny-vagledning/publicera/", {"seen": "1"})
    shown = Client().get("/en/om/ny-vagledning/").content.decode()
    about = {
        name: getattr(old, name)
        for name in ("title_sv", "title_en", "about_sv", "about_en", "kind", "owner", "language")
    }
    vera.post(f"{HERE}dokument/{old.slug}/", about | {"seen": "1", "replaced_by": "ny-vagledning", "confirm": "1"})
    vera.post(f"{HERE}dokument/{old.slug}/publicera/", {"seen": "2"})
    withdrawn, listed = (Client().get(one).content.decode() for one in (f"/om/{old.slug}/", "/om/"))

    assert (empty.status_code, saved.status_code, again.status_code, draft.status_code) == (400, 302, 400, 404)
    assert 'lang="sv"' in shown
    assert "Så gör ni." in shown
    assert "Dokumentet är tillbakadraget" in withdrawn
    assert "/om/ny-vagledning/" in withdrawn
    assert listed.index("Tillbakadragna dokument") < listed.index(f"/om/{old.slug}/")
