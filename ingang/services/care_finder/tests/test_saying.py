"""What a unit says of itself and of what it offers: saved, shown at once, compared, ended and undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import BJORKBACKEN, staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import Offer, Source, UnitPage
from ingang.foundation.care_units.saying import NOTICE, OFFER_FIELDS, PAGE_FIELDS, offer_said, page_said
from ingang.foundation.entitlement.errors import UnitAdminNeeded
from ingang.services.care_finder.actions.deciding import decide_offer
from ingang.services.care_finder.actions.editing import edit_page, end_offer, save_offer, undo_change
from ingang.services.care_finder.errors import (
    ChangedMeanwhile,
    EndsTooEarly,
    NothingToUndo,
    OfferAlreadyThere,
    OfferUnknown,
    UnitUnknown,
)
from ingang.services.care_finder.models import UnitChange

pytestmark = pytest.mark.django_db
LogInAs = Callable[..., Client]
OWN = "/personal/kontaktsida/"
EDIT, NEW, OFFER = f"{OWN}andra/", f"{OWN}utbud/nytt/", f"{OWN}utbud/wound/"
SAID = {
    "seen": "0", "about": "Vi finns här.", "how_to_seek": "Ring.", "your_visit": "", "languages": ["sv", "so"],
    "is_step_free": "yes", "access_facts": ["loop", "door"], "takes_listings": "no", "owner": "Verksamhetschefen",
    "notice": "Stängt på fredag",
    "first_day_0": "26", "first_day_1": "11", "first_day_2": "2026",
    "last_day_0": "27", "last_day_1": "11", "last_day_2": "2026",
}  # fmt: skip
OFFERED = {
    "seen": "0", "title_sv": "Fotvård", "title_en": "Foot care", "referral": "not_needed", "ways": ["visit"],
    "contacts": ["phone"], "status": "active", "age_from": "18", "regions": ["01"],
}  # fmt: skip


def events() -> list[str]:
    rows = AuditEvent.objects.filter(event__startswith="care_finder.").order_by("id")
    return list(rows.values_list("event", flat=True))


def shown() -> str:
    return Client().get(f"/hitta-vard/{BJORKBACKEN}/").content.decode()


def test_the_editor_says_what_is_the_units_own_and_it_is_shown_at_once(
    catalogue: None, log_in_as: LogInAs, now: datetime
) -> None:
    sara = log_in_as("sara")

    preview = sara.post(EDIT, SAID | {"preview": "1"}).content.decode()
    kept = UnitChange.objects.count()
    answer = sara.post(EDIT, SAID)

    page = UnitPage.objects.get(unit=BJORKBACKEN)
    assert ("Stängt på fredag" in preview, "Hörslinga" in preview, kept) == (True, True, 0)
    assert answer.status_code == 302
    assert (page.languages, page.is_step_free, page.takes_listings) == (["so", "sv"], True, False)
    assert page.checked_on == now.date()
    assert "Stängt på fredag" in shown()
    assert "somaliska" in shown()
    assert events() == ["care_finder.edited"]
    found = Client().get("/hitta-vard/", {"sprak": "so"}).content.decode()
    assert f"/hitta-vard/{BJORKBACKEN}/" in found


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first_day_0": "", "first_day_1": "", "first_day_2": ""}, "Skriv från vilken dag"),
        ({"last_day_0": "1"}, "Den sista dagen kommer före den första"),
        ({"languages": ["xx"]}, "Fel:"),
        ({"about": "x" * 2001}, "Fel:"),
        ({"about": "Ring 121212-1212"}, "Ta bort personnumret"),
        ({"owner": "\0"}, "Fel:"),
        ({"seen": ""}, "Fel:"),
        ({"last_day_2": "9999"}, "2000"),
    ],
)
def test_a_page_with_errors_is_not_saved(
    catalogue: None, log_in_as: LogInAs, wrong: dict[str, object], words: str
) -> None:
    answer = log_in_as("sara").post(EDIT, SAID | wrong)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert events() == []


def test_the_editor_sees_each_source_and_what_is_missing(catalogue: None, log_in_as: LogInAs) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(north=None, care_forms=[])
    Offer.objects.filter(unit=BJORKBACKEN, code="flu").update(source=Source.DIRECTORY)
    sara = log_in_as("sara")

    own, preview, offer = (sara.get(one).content.decode() for one in (OWN, f"{OWN}forhandsvisning/", OFFER))

    for words in ("Katalogen", "Mottagningen själv", "Koordinaterna saknas", "Vårdform saknas", "Ändras i katalogen"):
        assert words in own
    assert f"{OWN}utbud/flu/" not in own
    assert "Mottagningen visas inte" in preview
    assert "Avtal med regionen" in offer


def test_nobody_else_edits_the_page(catalogue: None, now: datetime) -> None:
    said = page_said(unit=BJORKBACKEN)
    with pytest.raises(UnitAdminNeeded):
        edit_page(actor=staff("petra"), said=said, seen=0, now=now)
    with pytest.raises(UnitUnknown):
        edit_page(actor=replace(staff("sara"), unit="SE0000000010-U999"), said=said, seen=0, now=now)
    with pytest.raises(ValueError, match="phone"):
        edit_page(actor=staff("sara"), said=said | {"phone": "1"}, seen=0, now=now)
    assert said.keys() == {*PAGE_FIELDS, NOTICE}


def test_a_new_offer_is_seen_found_changed_and_taken_back(catalogue: None, log_in_as: LogInAs, now: datetime) -> None:
    sara = log_in_as("sara")

    preview = sara.post(NEW, OFFERED | {"preview": "1"}).content.decode()
    added, again = sara.post(NEW, OFFERED), sara.post(NEW, OFFERED)
    undecided = sara.get(OWN).content.decode()
    decide_offer(
        actor=staff("yusuf"), unit=BJORKBACKEN, code="fotvard", is_included=True, reason="", seen=0, now=now
    )  # fmt: skip
    first = shown()
    changed = sara.post(f"{OWN}utbud/fotvard/", OFFERED | {"seen": "1", "title_sv": "Fotsjukvård"})
    late = sara.post(f"{OWN}utbud/fotvard/", OFFERED | {"seen": "1", "title_sv": "Fötter"})
    second, history = shown(), sara.get(f"{OWN}historik/").content.decode()
    back = [sara.post(f"{OWN}historik/angra/", {"subject": "fotvard", "number": one}) for one in ("1", "2", "3")]

    assert "Fotvård" in preview
    assert "Visas inte: det ingår inte i regionens utbud" in undecided
    assert (added.status_code, again.status_code, changed.status_code, late.status_code) == (302, 400, 302, 409)
    assert "finns redan" in again.content.decode()
    assert ("Fotvård" in first, "från 18 år" in first) == (True, True)
    assert ("Fotsjukvård" in second, "Fötter" in second) == (True, False)
    assert ("Fotsjukvård" in late.content.decode(), 'value="Fötter"' in late.content.decode()) == (True, True)
    assert "Fotsjukvård" in history
    assert ["gick-inte" in one["Location"] for one in back] == [True, False, False]
    assert offer_said(unit=BJORKBACKEN, code="fotvard")["title_sv"] == "Fotsjukvård"
    assert events().count("care_finder.edited") == events().count("care_finder.undone") == 2
    assert [one.undoes for one in UnitChange.objects.order_by("number")] == [None, None, 2, 3]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title_sv": ""}, "Fel:"),
        ({"ways": []}, "Välj hur ni möts"),
        ({"contacts": []}, "Välj minst ett sätt"),
        ({"referral": "referral"}, "Skriv vad en remiss ska innehålla"),
        ({"age_from": "18", "age_to": "17"}, "Den sista åldern kommer före den första"),
        ({"waiting_days": "5"}, "Skriv dagarna, perioden och källan"),
        ({"e_service": "javascript:alert(1)"}, "Fel:"),
        ({"e_service": "http://exempel.example"}, "https"),
        ({"conditions_sv": "Ring 121212-1212"}, "Ta bort personnumret"),
        ({"regions": ["99"]}, "Fel:"),
        ({"title_sv": "\0"}, "Fel:"),
        ({"seen": "-1"}, "Fel:"),
    ],
)
def test_what_an_offer_lacks_before_it_is_shown_is_said_at_once(
    catalogue: None, log_in_as: LogInAs, wrong: dict[str, object], words: str
) -> None:
    answer = log_in_as("sara").post(NEW, OFFERED | wrong)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert UnitChange.objects.count() == 0


def test_an_offer_that_is_not_shown_yet_may_lack_what_it_must_tell(catalogue: None, log_in_as: LogInAs) -> None:
    answer = log_in_as("sara").post(
        NEW, {"seen": "0", "title_sv": "Fotvård", "referral": "referral", "status": "inactive"}
    )

    assert answer.status_code == 302
    assert "Fotvård" not in shown()


def test_an_offer_ends_with_its_day_and_is_kept(catalogue: None, log_in_as: LogInAs, now: datetime) -> None:
    today = now.date()
    day = {"last_day_0": str(today.day), "last_day_1": str(today.month), "last_day_2": str(today.year)}
    sara = log_in_as("sara")

    answer = sara.post(f"{OFFER}avsluta/", {"seen": "0", **day})
    late = sara.post(f"{OFFER}avsluta/", {"seen": "0", **day})

    assert (answer.status_code, late.status_code) == (302, 409)
    assert Offer.objects.get(unit=BJORKBACKEN, code="wound").valid_until == today
    assert "Såromläggning" in shown()
    with pytest.raises(EndsTooEarly):
        end_offer(actor=staff("sara"), code="wound", last_day=today - timedelta(days=1), seen=1, now=now)


def test_nobody_changes_what_is_not_the_units_own(catalogue: None, now: datetime) -> None:
    said: dict[str, Any] = offer_said(unit=BJORKBACKEN, code="wound")
    sara = staff("sara")
    Offer.objects.filter(unit=BJORKBACKEN, code="flu").update(source=Source.DIRECTORY)

    assert said.keys() == set(OFFER_FIELDS)
    with pytest.raises(UnitAdminNeeded):
        save_offer(actor=staff("petra"), code="wound", said=said, seen=0, now=now)
    with pytest.raises(OfferUnknown):
        save_offer(actor=sara, code="flu", said=said | {"title_sv": "Ny"}, seen=0, now=now)
    with pytest.raises(OfferUnknown):
        end_offer(actor=sara, code="flu", last_day=now.date(), seen=0, now=now)
    with pytest.raises(ValueError, match="agreement"):
        save_offer(actor=sara, code="wound", said=said | {"agreement": "Alla"}, seen=0, now=now)
    with pytest.raises(OfferAlreadyThere):
        save_offer(actor=sara, code="", said=said, seen=0, now=now)
    with pytest.raises(ChangedMeanwhile):
        save_offer(actor=sara, code="wound", said=said, seen=1, now=now)
    with pytest.raises(UnitAdminNeeded):
        undo_change(actor=staff("petra"), subject="wound", number=1, now=now)
    with pytest.raises(NothingToUndo):
        undo_change(actor=sara, subject="wound", number=1, now=now)
