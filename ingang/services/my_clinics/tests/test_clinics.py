"""Own clinics: what puts them there, what takes them away, and who never sees them."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import translation

from conftest import BJORKBACKEN, opened, representative, resident
from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit, OpeningHours
from ingang.foundation.care_units.words import week_table
from ingang.foundation.outbox.actions import announce
from ingang.foundation.search.actions import refresh_all
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.my_clinics.actions import add_clinic, remove_clinic
from ingang.services.my_clinics.errors import ClinicUnknown
from ingang.services.my_clinics.models import Because
from ingang.services.my_clinics.queries import own_clinics
from ingang.services.my_clinics.service import CLINIC
from ingang.ui.words import unbroken

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
LYKTAN = "SE0000000010-U003"
HERE = "/min/mottagningar/"


def names(grant: Grant, now: datetime) -> list[str]:
    return [clinic.unit.name for clinic in own_clinics(grant=grant, now=now)]


def booked(key: str, unit: str, now: datetime, *, hidden: str = "") -> None:
    fields = {"appointment": str(uuid4()), "unit": unit, "starts_at": now.isoformat(), "hidden_from_guardian": hidden}
    announce(name="booking.appointment_booked", person=person_id(key), fields=fields, now=now)


def test_adding_twice_adds_once_and_removing_takes_it_away(cast: Cast, now: datetime) -> None:
    alva = opened(resident("alva"), CLINIC, now=now)

    first, second = (add_clinic(grant=alva, unit=BJORKBACKEN, because=Because.ADDED, now=now) for _ in range(2))
    shown = names(alva, now)
    for _ in range(2):
        remove_clinic(grant=alva, unit=BJORKBACKEN, now=now)

    assert (first, second, shown, names(alva, now)) == (True, False, ["Björkbackens vårdcentral"], [])
    events = AuditEvent.objects.filter(event__startswith="my_clinics.").order_by("id").values_list("event", flat=True)
    assert list(events) == ["my_clinics.added", "my_clinics.removed"]


@pytest.mark.parametrize("unit", ["SE0000000020-UXXX", "", "nonsens"])
def test_a_unit_that_is_not_there_is_refused(cast: Cast, now: datetime, unit: str) -> None:
    with pytest.raises(ClinicUnknown):
        add_clinic(grant=opened(resident("alva"), CLINIC, now=now), unit=unit, because=Because.ADDED, now=now)


def test_a_booking_and_a_summons_put_the_unit_there_also_after_it_was_removed(
    cast: Cast, now: datetime, deliver: Callable[..., int]
) -> None:
    alva = opened(resident("alva"), CLINIC, now=now)
    booked("alva", BJORKBACKEN, now)
    deliver()
    remove_clinic(grant=alva, unit=BJORKBACKEN, now=now)
    fields = {"summons": str(uuid4()), "unit": BJORKBACKEN, "kind": "open", "hidden_from_guardian": ""}
    announce(name="booking.summoned", person=person_id("alva"), fields=fields, now=now)
    deliver()

    assert names(alva, now) == ["Björkbackens vårdcentral"]


@pytest.mark.parametrize("event", ["entitlement.listed", "entitlement.approved"])
def test_a_listing_and_an_approval_put_the_unit_there(
    cast: Cast, now: datetime, deliver: Callable[..., int], event: str
) -> None:
    told = {"unit": BJORKBACKEN, "hidden_from_guardian": ""}
    announce(name=event, person=person_id("ella"), fields=told, now=now)
    announce(name=event, person=person_id("ella"), fields=told | {"unit": LYKTAN, "hidden_from_guardian": "1"}, now=now)
    deliver()

    assert names(opened(resident("ella"), CLINIC, now=now), now) == [
        "Björkbackens vårdcentral",
        "Ungdomsmottagningen Lyktan",
    ]
    assert names(opened(representative("bo", acting_for="ella"), CLINIC, now=now), now) == ["Björkbackens vårdcentral"]


@pytest.mark.parametrize(("unit", "hidden"), [(LYKTAN, ""), (BJORKBACKEN, "1")])
def test_a_sensitive_unit_and_a_hidden_booking_leave_no_trace_for_a_guardian(
    cast: Cast, now: datetime, deliver: Callable[..., int], log_in_as: LogInAs, unit: str, hidden: str
) -> None:
    booked("ella", unit, now, hidden=hidden)
    deliver()
    name = CareUnit.objects.get(hsa_id=unit).name

    bo = log_in_as("bo", acting_for="ella")
    seen = "".join(bo.get(page).content.decode() for page in (HERE, "/min/", "/min/vem-har-last/"))
    card = bo.get(f"{HERE}{unit}/").content.decode()

    assert name not in seen
    assert "Lägg till mottagningen" in card
    assert names(opened(resident("ella"), CLINIC, now=now), now) == [name]


def test_what_a_guardian_adds_stands_beside_what_is_hidden_and_neither_takes_the_other_away(
    cast: Cast, now: datetime
) -> None:
    ella = opened(resident("ella"), CLINIC, now=now)
    bo = opened(representative("bo", acting_for="ella"), CLINIC, now=now)
    add_clinic(grant=ella, unit=LYKTAN, because=Because.ADDED, now=now)
    add_clinic(grant=bo, unit=LYKTAN, because=Because.ADDED, now=now)
    both = names(bo, now), names(ella, now)

    remove_clinic(grant=bo, unit=LYKTAN, now=now)

    assert both == (["Ungdomsmottagningen Lyktan"], ["Ungdomsmottagningen Lyktan"])
    assert (names(bo, now), names(ella, now)) == ([], ["Ungdomsmottagningen Lyktan"])


def test_the_contact_card_tells_phone_and_hours(cast: Cast, log_in_as: LogInAs) -> None:
    card = log_in_as("alva").get(f"{HERE}{BJORKBACKEN}/").content.decode()

    assert unbroken(CareUnit.objects.get(hsa_id=BJORKBACKEN).phone) in card
    assert "Öppettider" in card


def test_a_unit_that_has_closed_down_says_so_and_can_only_be_removed(
    cast: Cast, now: datetime, log_in_as: LogInAs
) -> None:
    alva = log_in_as("alva")
    alva.post(f"{HERE}{BJORKBACKEN}/", {"wish": "add"})
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(closed_on=local_date(now) - timedelta(days=1))

    page = alva.get(f"{HERE}{BJORKBACKEN}/").content.decode()
    alva.post(f"{HERE}{BJORKBACKEN}/", {"wish": "remove"})
    gone = alva.get(f"{HERE}{BJORKBACKEN}/").content.decode()
    again = alva.post(f"{HERE}{BJORKBACKEN}/", {"wish": "add"})

    assert "har lagts ner" in page
    assert "Ta bort mottagningen" in page
    assert "Lägg till mottagningen" not in gone
    assert again.status_code == 404


@pytest.fixture
def index(cast: Cast) -> None:
    """Everything that can be found is in the index."""
    refresh_all()


def found(client: Client, words: str) -> Any:
    answer = client.get(f"{HERE}lagg-till/", {"sok": words})
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("björkbacken", "Björkbackens vårdcentral"),
        ("SOLGLÄNTAN", "Hudmottagningen Solgläntan"),
        ("tandis", "Folktandvården Eken Solna"),
        ("bvc", "Eklundens barnavårdscentral"),
        ("hudmotagning", "Hudmottagningen Solgläntan"),
    ],
)
def test_a_unit_is_found_as_it_is_to_book_at_and_leads_to_its_card(
    log_in_as: LogInAs, index: None, words: str, first: str
) -> None:
    answer = found(log_in_as("alva"), words)

    units = [clinic.unit for clinic, _, _ in answer.context["rows"]]
    assert units[0].name == first
    assert f'href="{HERE}{units[0].hsa_id}/"' in answer.content.decode()


def test_the_answer_tells_how_it_was_understood_and_why_each_unit_is_shown(log_in_as: LogInAs, index: None) -> None:
    alva = log_in_as("alva")

    misspelt, colloquial = (found(alva, words).content.decode() for words in ("hudmotagning", "tandis"))

    assert "Menade du:" in misspelt
    assert 'href="?sok=hudmottagning"' in misspelt
    assert "Därför visas den:" in misspelt
    assert "För ”tandis” sökte vi på:" in colloquial


def test_words_of_what_must_never_wait_tell_to_call_112_before_everything_else(log_in_as: LogInAs, index: None) -> None:
    alva = log_in_as("alva")

    hurt = found(alva, "ont i bröstet").content.decode()

    assert hurt.index("Det här kan vara något som inte får vänta") < hurt.index('name="sok"')
    assert hurt.index('href="tel:112"') < hurt.index('name="sok"')
    assert "Du är inte ensam" in found(alva, "vill inte leva").content.decode()
    assert 'href="tel:112"' not in found(alva, "bvc").content.decode()


def test_a_unit_that_has_closed_down_is_not_found(log_in_as: LogInAs, index: None, now: datetime) -> None:
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(closed_on=local_date(now))

    assert "Björkbackens vårdcentral" not in found(log_in_as("alva"), "björkbacken").content.decode()


@pytest.mark.parametrize(("words", "is_found"), [("", True), ("xyzxyz", False), ("\0", True), ("x" * 5000, False)])
def test_without_words_units_near_her_are_shown_and_nonsense_finds_none(
    log_in_as: LogInAs, index: None, words: str, is_found: bool
) -> None:
    answer = found(log_in_as("alva"), words)

    assert bool(answer.context["rows"]) is is_found
    assert ("Ingen mottagning hittades" in answer.content.decode()) is not is_found


@pytest.mark.parametrize(("key", "acting_for"), [("cleo", "alva"), ("bo", "maja"), ("erik", "alva"), ("sara", None)])
def test_nobody_else_gets_in(log_in_as: LogInAs, key: str, acting_for: str | None) -> None:
    client = log_in_as(key, acting_for=acting_for)

    assert {client.get(page).status_code for page in (HERE, f"{HERE}lagg-till/", f"{HERE}{BJORKBACKEN}/")} <= {403, 404}


def test_the_hours_of_a_week_are_in_swedish_clock() -> None:
    table = week_table(hours=[OpeningHours(unit="u", weekday=0, opens_at=time(8), closes_at=time(23, 59))])

    assert table is not None
    assert [row[1].text for row in table.rows] == ["08.00–24.00", *["Stängt"] * 6]
    with translation.override("en"):
        english = week_table(hours=[OpeningHours(unit="u", weekday=0, opens_at=time(8), closes_at=time(23, 59))])
    assert english is not None
    assert english.rows[0][1].text == "08:00–midnight"
    assert week_table(hours=[]) is None
