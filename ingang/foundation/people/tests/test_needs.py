"""What a person needs to be understood, and what to call her."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from conftest import opened, representative, resident
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.actions.needs import choose_name, state_needs
from ingang.foundation.people.errors import NameUnusable, NeedUnknown, OnlyThePersonHerself, TextUnusable
from ingang.foundation.people.models import Person
from ingang.foundation.people.needs import (
    COMMUNICATION,
    LANGUAGES,
    Needs,
    communication_in_words,
    communication_parts,
    communication_text,
    language_name,
)
from ingang.foundation.people.queries import needs_of
from ingang.foundation.people.rules import checked_name, checked_pronoun
from ingang.foundation.personal.errors import KindNotGranted

Cast = Callable[[str], UUID]
NEEDS = "people.needs"
CALM = communication_text(codes=["calm", "hearing"], note="Tala från höger: jag hör där")


def test_what_a_person_needs_is_kept_and_recorded_without_its_content(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), NEEDS, now=now)

    state_needs(grant=grant, language="en", interpreter_language="so", communication=CALM, now=now)

    assert needs_of(grant=grant) == Needs(language="en", interpreter_language="so", communication=CALM)
    event = AuditEvent.objects.get(event="people.needs_stated")
    assert (event.person, event.details) == (cast("alva"), {})


def test_stating_the_same_again_records_nothing(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), NEEDS, now=now)

    for _ in range(2):
        state_needs(grant=grant, language="sv", interpreter_language="", communication=CALM, now=now)

    assert AuditEvent.objects.filter(event="people.needs_stated").count() == 1


def test_needs_follow_along_under_a_grant_for_something_else(cast: Cast, now: datetime) -> None:
    own = opened(resident("alva"), NEEDS, now=now)
    state_needs(grant=own, language="sv", interpreter_language="ar", communication="", now=now)

    booking = opened(resident("alva"), "booking.appointment", now=now)

    assert needs_of(grant=booking).interpreter_language == "ar"
    with pytest.raises(KindNotGranted):
        state_needs(grant=booking, language="sv", interpreter_language="", communication="", now=now)


def test_a_guardian_states_the_needs_of_a_small_child_but_not_what_to_call_her(cast: Cast, now: datetime) -> None:
    grant = opened(representative("bo", acting_for="ella"), NEEDS, now=now)

    state_needs(grant=grant, language="sv", interpreter_language="", communication=CALM, now=now)

    assert needs_of(grant=grant).communication == CALM
    with pytest.raises(OnlyThePersonHerself):
        choose_name(grant=grant, chosen_name="Elis", pronoun="", now=now)


@pytest.mark.parametrize(("who", "whom"), [("bo", "maja"), ("cleo", "alva"), ("erik", "dagny")])
def test_nobody_else_reaches_what_a_person_needs(who: str, whom: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(AccessRefused):
        opened(representative(who, acting_for=whom), NEEDS, now=now)


@pytest.mark.parametrize(
    ("language", "interpreter", "communication"),
    [("xx", "", ""), ("", "", ""), ("sv", "klingon", ""), ("sv", "SV", ""), ("s" * 10_000, "", "")],
)
def test_what_is_not_in_the_lists_is_refused(
    language: str, interpreter: str, communication: str, cast: Cast, now: datetime
) -> None:
    grant = opened(resident("alva"), NEEDS, now=now)

    with pytest.raises(NeedUnknown):
        state_needs(
            grant=grant, language=language, interpreter_language=interpreter, communication=communication, now=now
        )

    assert not AuditEvent.objects.filter(event="people.needs_stated").exists()


@pytest.mark.parametrize("note", ["x" * 201, "turned \u202e around", "zero\x00", "hidden \u200b space"])
def test_a_note_that_is_too_long_or_hides_something_is_refused(note: str) -> None:
    with pytest.raises(TextUnusable):
        communication_text(codes=[], note=note)


@given(
    codes=st.frozensets(st.sampled_from(sorted(COMMUNICATION))),
    note=st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=200),
)
def test_a_stored_text_gives_back_its_codes_and_note(codes: frozenset[str], note: str) -> None:
    text = communication_text(codes=codes, note=note)

    assert len(text) <= 400
    assert communication_parts(communication=text) == (
        tuple(code for code in COMMUNICATION if code in codes),
        " ".join(note.split()),
    )


def test_the_longest_needs_fit_where_they_are_copied() -> None:
    assert len(communication_text(codes=COMMUNICATION, note="x" * 200)) <= 400


def test_needs_in_words_are_a_line_each_and_the_note_last() -> None:
    assert communication_in_words(communication=CALM) == (
        "Hör dåligt: tala tydligt och vänd mot mig",
        "En lugn plats att vänta på",
        "Tala från höger: jag hör där",
    )


def test_a_chosen_name_is_what_she_is_called_and_empty_takes_it_away(cast: Cast, now: datetime) -> None:
    grant = opened(resident("alva"), NEEDS, now=now)
    legal = Person.objects.get(id=cast("alva")).given_name

    choose_name(grant=grant, chosen_name=" Alvar ", pronoun="hen", now=now)
    chosen = Person.objects.get(id=cast("alva"))
    choose_name(grant=grant, chosen_name="", pronoun="", now=now)

    assert (chosen.name.split()[0], chosen.given_name, chosen.pronoun) == ("Alvar", legal, "hen")
    assert Person.objects.get(id=cast("alva")).name.split()[0] == legal
    assert AuditEvent.objects.filter(event="people.name_chosen").count() == 2


@pytest.mark.parametrize("name", ["Åsa-Lí O'Néill", "Björn J.", "محمد", "Ngọc"])
def test_names_of_every_script_are_names(name: str) -> None:
    assert checked_name(name=name) == name


@pytest.mark.parametrize("name", ["4lva", "<b>", "x" * 41, "a" * 10_000, "-", "Alva\u202e", "alva@x.se", "Dr/Dr", "☃"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(NameUnusable):
        checked_name(name=name)


@pytest.mark.parametrize(("written", "kept"), [("hon", "hon"), ("hon / hen", "hon/hen"), ("", ""), ("/", "")])
def test_pronouns_are_kept_as_written(written: str, kept: str) -> None:
    assert checked_pronoun(pronoun=written) == kept


def test_too_many_pronouns_are_refused() -> None:
    with pytest.raises(NameUnusable):
        checked_pronoun(pronoun="/".join(["honom"] * 10))


@pytest.mark.parametrize(("code", "swedish", "english"), [("prs", "dari", "Dari"), ("ps", "pashto", "Pashto")])
def test_languages_have_the_names_that_people_use(code: str, swedish: str, english: str) -> None:
    with override("sv"):
        assert language_name(code=code) == swedish
    with override("en"):
        assert language_name(code=code) == english


def test_no_language_is_shown_as_a_bare_code() -> None:
    with override("sv"):
        assert [code for code in LANGUAGES if language_name(code=code) == code] == []
