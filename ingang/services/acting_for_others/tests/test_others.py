"""Whom one may act for: until when, with what, and why not with the rest."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.test import Client
from django.urls import reverse

from conftest import resident, staff
from demo.cast import person_id
from ingang.foundation.people.models import GuardianAccessDecision, Guardianship, Mandate, Person
from ingang.kernel.periods import local_date
from ingang.services.acting_for_others.queries.others import Other, people_i_act_for

LogInAs = Callable[..., Client]


def others_of(key: str, now: datetime) -> dict[str, Other]:
    return {one.name.split()[0]: one for one in people_i_act_for(actor=resident(key), now=now)}


def test_a_child_is_shown_until_the_13th_birthday_with_every_service(
    cast: Callable[[str], UUID], now: datetime
) -> None:
    ella, noah = (others_of("bo", now)[name] for name in ("Ella", "Noah"))

    assert noah.until == local_date(now) + timedelta(days=1)
    assert ella.until
    assert ella.until.year == local_date(now).year + 8
    assert ella.ends_by_age
    assert {"Bokade tider", "Inkorg", "Journalen"} <= set(ella.works)
    assert ella.closed == ()


def test_an_ombud_reads_why_the_journal_does_not_work(cast: Callable[[str], UUID], now: datetime) -> None:
    dagny = others_of("erik", now)["Dagny"]

    assert set(dagny.works) == {"Bokade tider", "Inkorg"}
    assert {one.title: one.why for one in dagny.closed}["Journalen"].startswith("Lagen låter ingen")
    assert dagny.until == Mandate.unguarded.get().valid_until
    assert not dagny.ends_by_age


def test_a_narrow_power_of_attorney_says_that_it_does_not_cover_the_rest(
    cast: Callable[[str], UUID], now: datetime
) -> None:
    Mandate.unguarded.update(kinds=["booking.appointment"])

    dagny = others_of("erik", now)["Dagny"]

    assert dagny.works == ("Bokade tider",)
    assert {one.title: one.why for one in dagny.closed}["Inkorg"].startswith("Din fullmakt gäller inte")


def test_of_two_powers_of_attorney_the_later_end_counts(cast: Callable[[str], UUID], now: datetime) -> None:
    later = local_date(now) + timedelta(days=700)
    Mandate.unguarded.create(
        person=person_id("dagny"), ombud=person_id("erik"), kinds=["inbox.message"], valid_from=now, valid_until=later
    )

    assert others_of("erik", now)["Dagny"].until == later


def test_a_units_decision_gives_its_part_of_the_journal_and_ends_at_16(
    cast: Callable[[str], UUID], now: datetime
) -> None:
    GuardianAccessDecision.unguarded.create(
        person=person_id("maja"), guardian=person_id("bo"), unit="SE0000000010-U001", decided_at=now, decided_by="x"
    )
    born = Person.objects.get(id=person_id("maja")).birth_date
    assert born

    maja = others_of("bo", now)["Maja"]

    assert maja.works == ("Journalen",)
    assert {one.title for one in maja.closed} == {
        *("Bokade tider", "Inkorg", "Inställningar", "Mottagningar", "Vem har läst")
    }
    assert maja.until == date(born.year + 16, born.month, born.day)


def test_the_page_says_it_in_words(log_in_as: LogInAs) -> None:
    page = log_in_as("bo").get(reverse("acting_for_others:start")).content.decode()

    assert "Du är vårdnadshavare." in page
    assert "fram till födelsedagen fredag 27 november" in page
    assert "Maja" not in page


def test_one_who_acts_sees_whom_she_acts_for_on_every_page_and_the_way_back(log_in_as: LogInAs) -> None:
    client = log_in_as("bo", acting_for="ella")

    for page in ("overview:start", "booking:start", "inbox:start", "acting_for_others:start"):
        shown = client.get(reverse(page)).content.decode()
        assert "Du är ombud för <strong>Ella Ekström</strong>" in shown
        assert reverse("acting_for_others:start") in shown


def test_custody_that_has_ended_takes_the_child_away_at_the_next_request(
    log_in_as: LogInAs, cast: Callable[[str], UUID], now: datetime
) -> None:
    client = log_in_as("bo", acting_for="ella")
    before = client.get(reverse("inbox:start"))

    Guardianship.unguarded.filter(person=cast("ella")).update(valid_until=local_date(now))
    after = client.get(reverse("inbox:start"))
    page = client.get(reverse("acting_for_others:start")).content.decode()

    assert before.status_code == 200
    assert after.status_code == 404
    assert "Ella" not in page
    assert "Gå tillbaka till mina egna uppgifter" in page


def test_staff_have_no_such_page(log_in_as: LogInAs) -> None:
    assert staff("sara").kind == "staff"
    assert log_in_as("sara").get(reverse("acting_for_others:start")).status_code == 404
