"""Finding a unit: by need, place, kind and name; what is for her, when, and what to do when nothing is found."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext

from conftest import staff
from ingang.foundation.access.actions import open_unit
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.entitlement.models import ServiceArea
from ingang.foundation.search.actions import refresh_all
from ingang.foundation.search.models import Document
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.kinds import change_time_type, close_time_type, define_time_type
from ingang.services.booking.entries import UNIT
from ingang.services.booking.errors import TooOld
from ingang.services.booking.models import KIND, Slot, TimeType
from ingang.services.booking.tests.conftest import publish
from ingang.services.booking.tests.test_booking import take

LogIn = Callable[..., Any]
HOME, LYKTAN, EKEN = "SE0000000020-U001", "SE0000000010-U003", "SE0000000040-U001"


@pytest.fixture
def index(cast: object) -> None:
    """Everything that can be found is in the index."""
    refresh_all()


def found(client: Any, **asked: str) -> str:
    answer = client.get(reverse("booking:units"), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def names(page: str) -> list[str]:
    """The units that a page shows, in order."""
    return [part.split(">", 1)[1].split("<", 1)[0] for part in page.split("<h3><a href=")[1:]]


def far_away(name: str, now: datetime, *, kind: str = "vardcentral") -> Grant:
    """A unit in Norrbotten, in the hands of its nurse."""
    unit = CareUnit.objects.create(
        hsa_id="SE0000000199-U001", name=name, care_giver="SE0000000199-G001", region="25", municipality="2580",
        kind=kind, city="Luleå", phone="08-465 004 99",
    )  # fmt: skip
    ServiceArea.objects.create(unit=unit.hsa_id, region="00")
    return open_unit(actor=replace(staff("sara"), unit=unit.hsa_id), kinds=[KIND], now=now)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("vårdcentral", "Björkbackens vårdcentral"),
        ("Vårdsentral SOLNA", "Björkbackens vårdcentral"),
        ("bvc", "Eklundens barnavårdscentral"),
        ("barn vårdcentral", "Eklundens barnavårdscentral"),
        ("tandis", "Folktandvården Eken Solna"),
        ("hudläkare", "Hudmottagningen Solgläntan"),
        ("distriktssköterska", "Björkbackens vårdcentral"),
        ("nurse", "Björkbackens vårdcentral"),
    ],
)
def test_a_unit_is_found_by_need_place_kind_and_name(
    log_in_as: LogIn, slots: list[Slot], index: None, words: str, first: str
) -> None:
    assert names(found(log_in_as("alva"), sok=words))[:1] == [first]


def test_the_first_free_time_and_how_many_that_week_are_told(
    log_in_as: LogIn, alva: Grant, slots: list[Slot], index: None, now: datetime
) -> None:
    take(alva, slots[0], now)

    page = found(log_in_as("alva"), sok="björkbacken")

    assert "torsdag 3 december kl. 08.30" in page
    assert "7 lediga tider den veckan" in page
    assert reverse("booking:calendar", kwargs={"unit": HOME}) in page


def test_the_time_that_is_told_is_of_the_kind_that_was_asked_for(
    log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime
) -> None:
    later = define_time_type(
        grant=sara, title_sv="Fotvård", title_en="Foot care", minutes=30, is_open_to_residents=True, now=now
    )
    publish(sara, later, now, days=14)
    refresh_all()

    page = found(log_in_as("alva"), sok="fotvård")

    assert "torsdag 10 december kl. 08.00" in page
    assert "torsdag 3 december" not in page
    assert f"typ={later.id}" in page
    assert "Mottagningen har 1 annan sorts tid för dig." in page


def test_units_near_home_come_first_and_a_named_place_is_home_then(
    log_in_as: LogIn, slots: list[Slot], now: datetime
) -> None:
    far_away("Abborrens vårdcentral", now)
    refresh_all()
    client = log_in_as("alva")

    assert names(found(client, sok="vårdcentral")) == ["Björkbackens vårdcentral", "Abborrens vårdcentral"]
    assert names(found(client, sok="vårdcentral luleå")) == ["Abborrens vårdcentral"]
    assert names(found(client, sok="vårdcentral boden")) == ["Abborrens vårdcentral", "Björkbackens vårdcentral"]


def test_the_earliest_time_first_when_she_chooses_so(log_in_as: LogIn, slots: list[Slot], now: datetime) -> None:
    there = far_away("Abborrens vårdcentral", now)
    kind = define_time_type(grant=there, title_sv="Besök", title_en="V", minutes=30, is_open_to_residents=True, now=now)
    publish(there, kind, now, days=1)
    refresh_all()

    page = found(log_in_as("alva"), sok="vårdcentral", ordning="tidigast")

    assert names(page) == ["Abborrens vårdcentral", "Björkbackens vårdcentral"]


def test_place_kind_and_form_narrow_the_answer(log_in_as: LogIn, sara: Grant, slots: list[Slot], now: datetime) -> None:
    far_away("Abborrens vårdcentral", now)
    define_time_type(
        grant=sara, title_sv="Läkare på skärm", title_en="V", minutes=15, form="video", is_open_to_residents=True,
        now=now,
    )  # fmt: skip
    refresh_all()
    client = log_in_as("alva")

    assert names(found(client, plats="25")) == names(found(client, plats="2580")) == ["Abborrens vårdcentral"]
    assert names(found(client, mottagning="tandvard")) == ["Folktandvården Eken Solna"]
    assert names(found(client, form="video")) == ["Björkbackens vårdcentral"]
    assert "Besök hos distriktssköterska" not in found(client, form="video").split("<h3>")[1]
    assert names(found(client, tid="Läkare på skärm")) == ["Björkbackens vårdcentral"]
    assert names(found(client, form="phone")) == []


def test_a_misspelt_word_shows_what_was_meant_and_an_address_for_it(log_in_as: LogIn, index: None) -> None:
    page = found(log_in_as("alva"), sok="hudmotagning", plats="01")

    assert names(page) == ["Hudmottagningen Solgläntan"]
    assert "Menade du:" in page
    assert escape("?sok=hudmottagning&plats=01") in page


def test_words_of_what_must_never_wait_tell_to_call_112_before_everything_else(log_in_as: LogIn, index: None) -> None:
    client = log_in_as("alva")

    hurt, tired = found(client, sok="ont i bröstet"), found(client, sok="vill inte leva")

    assert hurt.index("Det här kan vara något som inte får vänta") < hurt.index('name="sok"')
    assert 'href="tel:112"' in hurt
    assert "Du är inte ensam" in tired
    assert 'href="tel:112"' not in found(client, sok="bvc")


def test_nothing_found_says_so_and_tells_the_way_on(log_in_as: LogIn, index: None) -> None:
    client = log_in_as("alva")

    nothing, narrowed = found(client, sok="xyzzy"), found(client, sok="tandvård", plats="25")

    assert "Ingen mottagning hittades" in nothing
    assert "ringa 1177" in nothing
    assert "Sök utan valen" in narrowed
    assert f'{reverse("booking:units")}?sok=tandv%C3%A5rd"' in narrowed


def test_what_fits_only_a_part_is_said_to(log_in_as: LogIn, index: None) -> None:
    page = found(log_in_as("alva"), sok="tandvård Malmö")

    assert "Ingen mottagning passar med allt du skrev." in page
    assert names(page) == ["Folktandvården Eken Solna"]


def test_a_unit_without_times_on_the_web_is_found_with_its_phone_number(log_in_as: LogIn, index: None) -> None:
    page = found(log_in_as("alva"), sok="eken")

    assert "Här bokas inga tider på webben. Ring mottagningen." in page
    assert 'href="tel:08-46500400"' in page


def test_a_kind_that_is_not_for_her_says_why_and_the_phone_number(log_in_as: LogIn, sara: Grant, now: datetime) -> None:
    define_time_type(
        grant=sara, title_sv="Ungdomssamtal", title_en="Talk", minutes=30, age_until=20, is_open_to_residents=True,
        now=now,
    )  # fmt: skip

    page = found(log_in_as("alva"), sok="ungdomssamtal")

    assert escape(gettext(TooOld.sentence) % {"age": 20}) in page
    assert reverse("booking:calendar", kwargs={"unit": HOME}) not in page
    assert 'href="tel:08-46500400"' in page


@pytest.mark.parametrize("how", ["hidden", "closed", "not open"])
def test_a_kind_that_is_not_offered_is_no_word_of_the_unit(
    log_in_as: LogIn, sara: Grant, now: datetime, how: str
) -> None:
    kind = define_time_type(
        grant=sara, title_sv="Flyktigt besök", title_en="V", minutes=30, is_open_to_residents=how != "not open",
        is_hidden=how == "hidden", now=now,
    )  # fmt: skip
    if how == "closed":
        close_time_type(grant=sara, time_type=kind.id, version=kind.version, now=now)

    page = found(log_in_as("alva"), sok="flyktigt")

    assert names(page) == []
    assert "Flyktigt besök" not in page.split("<h1>")[1].split("</form>")[1]


def test_the_index_follows_each_change_of_a_kind_at_once(sara: Grant, visit: TimeType, now: datetime) -> None:
    change_time_type(grant=sara, time_type=visit.id, version=1, title_sv="Fotvård", title_en="Foot care", now=now)

    (row,) = Document.objects.filter(kind=UNIT, name=HOME)

    assert "fotvard" in row.tokens.split()
    assert "distriktsskotersk" not in row.tokens.split()
    assert refresh_all() == Document.objects.count() - 1


def test_a_unit_that_has_closed_is_not_found_but_its_page_says_so(
    log_in_as: LogIn, slots: list[Slot], index: None, now: datetime
) -> None:
    CareUnit.objects.filter(hsa_id=HOME).update(closed_on=now.date())
    client = log_in_as("alva")

    page = client.get(reverse("my_clinics:contact", kwargs={"unit": HOME})).content.decode()

    assert "Björkbackens vårdcentral" not in names(found(client, sok="björkbacken"))
    assert "Mottagningen har lagts ner" in page
    assert reverse("booking:calendar", kwargs={"unit": HOME}) not in page


def test_a_found_unit_leads_to_its_contact_card(log_in_as: LogIn, slots: list[Slot], index: None) -> None:
    client, card = log_in_as("alva"), reverse("my_clinics:contact", kwargs={"unit": HOME})

    assert f'<h3><a href="{card}">Björkbackens vårdcentral</a></h3>' in found(client, sok="björkbacken")
    assert client.get(card).status_code == 200


def test_a_guardian_finds_what_is_for_the_child(log_in_as: LogIn, sara: Grant, now: datetime) -> None:
    kind = define_time_type(
        grant=sara, title_sv="Barnbesök", title_en="Child", minutes=30, age_until=6, is_open_to_residents=True, now=now
    )
    publish(sara, kind, now, days=7)

    child = found(log_in_as("bo", acting_for="ella"), sok="barnbesök")
    own = found(log_in_as("bo"), sok="barnbesök")

    assert "torsdag 3 december kl. 08.00" in child
    assert "torsdag 3 december kl. 08.00" not in own


HOSTILE = (
    "å" * 10_000, "vård " * 2_000, "a" * 81, "", "   \t\n ", "\x00\x01\x1b[31m", "🦷🩸", "\u202eblodprov\u202c",
    "عيادة أسنان", "'; DROP TABLE search_document; --", "<script>alert(1)</script>", "\"*' OR NEAR(a b) AND NOT",
    "tokens:vard*", "%s%(x)s{0}",
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_get_a_clear_answer(log_in_as: LogIn, index: None, hostile: str) -> None:
    page = found(
        log_in_as("alva"), sok=hostile, plats=hostile, mottagning=hostile, tid=hostile, form=hostile, sida=hostile
    )

    assert "<h1>" in page
    assert "<script>alert" not in page


def test_a_change_that_is_undone_leaves_the_index_as_it_was(sara: Grant, visit: TimeType, now: datetime) -> None:
    before = list(Document.objects.filter(kind=UNIT).values_list("tokens", flat=True))
    with transaction.atomic():
        define_time_type(grant=sara, title_sv="Fotvård", title_en="F", minutes=30, is_open_to_residents=True, now=now)
        transaction.set_rollback(True)

    assert list(Document.objects.filter(kind=UNIT).values_list("tokens", flat=True)) == before


def test_times_far_away_are_not_counted_in_the_week_of_the_first(
    log_in_as: LogIn, sara: Grant, visit: TimeType, slots: list[Slot], now: datetime
) -> None:
    publish(sara, visit, now + timedelta(days=7), days=7)
    refresh_all()

    assert "8 lediga tider den veckan" in found(log_in_as("alva"), sok="björkbacken")
