"""Form fields render themselves, with everything that a screen reader needs."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ingang.ui.fields import DatePartsField
from ingang.ui.stories import StoryForm

WRONG = {"born_0": "31", "born_1": "2", "born_2": "1984"}


def rendered(form: forms.Form, markup: str) -> str:
    return Template("{% load ui %}" + markup).render(Context({"form": form}))


@pytest.mark.parametrize("name", list(StoryForm.base_fields))
def test_every_control_has_a_label(name: str) -> None:
    page = rendered(StoryForm(), f"{{% field form.{name} %}}")

    controls = re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page)
    labels = re.findall(r'<label for="([^"]+)"', page)
    assert controls
    assert sorted(controls) == sorted(labels)


@pytest.mark.parametrize("name", ["name", "born", "contact", "county", "agreed"])
def test_every_error_and_hint_is_tied_to_its_field(name: str) -> None:
    page = rendered(StoryForm(WRONG), f"{{% field form.{name} %}}")

    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', page)).split()
    assert f"id_{name}_error" in described
    assert all(f'id="{target}"' in page for target in described)


def test_the_error_summary_links_to_the_control_of_each_error() -> None:
    form = StoryForm(WRONG)

    page = rendered(form, "{% error_summary form %}{% for each in form %}{% field each %}{% endfor %}")

    targets = re.findall(r'<a href="#([^"]+)"', page)
    assert targets == ["id_name", "id_born_0", "id_contact_0", "id_county", "id_agreed"]
    assert all(f'id="{target}"' in page for target in targets)


def test_a_hidden_date_is_sent_as_it_was_written() -> None:
    form = StoryForm({"born_0": "26", "born_1": "11", "born_2": "1984"})

    hidden = re.findall(r'<input type="hidden" name="(born_\d)" value="(\d+)"', str(form["born"].as_hidden()))

    assert hidden == [("born_0", "26"), ("born_1", "11"), ("born_2", "1984")]


def test_the_error_summary_names_the_field_that_is_empty() -> None:
    form = StoryForm({})
    label = form["name"].label
    form.fields["name"].error_messages["required"] = str(forms.Field.default_error_messages["required"])

    assert f"{label}: Det här fältet är obligatoriskt" in rendered(form, "{% error_summary form %}")


def test_the_error_summary_counts_in_words() -> None:
    assert "5 saker behöver rättas" in rendered(StoryForm(WRONG), "{% error_summary form %}")


def test_a_form_without_errors_has_no_error_summary() -> None:
    assert rendered(StoryForm(), "{% error_summary form %}").strip() == ""


def test_errors_of_the_whole_form_come_first_and_without_link() -> None:
    form = StoryForm(WRONG)
    form.add_error(None, "Tiden är redan tagen")

    page = rendered(form, "{% error_summary form %}")

    assert page.index("<li>Tiden är redan tagen</li>") < page.index('<a href="#id_name">')


def test_what_was_written_is_kept_when_it_is_wrong() -> None:
    page = rendered(StoryForm(WRONG), "{% field form.born %}")

    assert re.findall(r'value="([^"]+)"', page) == ["31", "2", "1984"]


def test_only_a_field_that_may_be_left_out_says_so() -> None:
    assert "(valfritt)" in rendered(StoryForm(), "{% field form.message %}")
    assert "(valfritt)" not in rendered(StoryForm(), "{% field form.name %}")


def test_what_was_written_is_never_read_as_markup() -> None:
    page = rendered(StoryForm({"name": '"><script>x</script>'}), "{% field form.name %}")

    assert "<script>" not in page


def test_a_label_can_be_the_heading_of_the_page() -> None:
    assert "<h1" in rendered(StoryForm(), "{% field form.name heading=True %}")
    assert "<h1" in rendered(StoryForm(), "{% field form.contact heading=True %}")


@given(st.dates(min_value=date(1, 1, 1)))
def test_every_day_of_the_calendar_is_understood_in_three_parts(day: date) -> None:
    assert DatePartsField().clean([str(day.day), str(day.month), str(day.year)]) == day


@pytest.mark.parametrize(
    "parts",
    [("31", "2", "1984"), ("0", "1", "2020"), ("1", "13", "2020"), ("x", "1", "2020"), ("1", "1", "0")],
)
def test_a_day_that_does_not_exist_is_refused_in_words(parts: tuple[str, str, str]) -> None:
    with pytest.raises(forms.ValidationError, match="Datumet finns inte"):
        DatePartsField().clean(list(parts))


@pytest.mark.parametrize("parts", [("", "", ""), ("1", "", "2020"), ("1", "2", "")])
def test_a_date_with_a_part_missing_is_refused_in_words(parts: tuple[str, str, str]) -> None:
    with pytest.raises(forms.ValidationError, match="Skriv dag, månad och år"):
        DatePartsField().clean(list(parts))


def test_a_date_that_may_be_left_out_may_be_left_out() -> None:
    assert DatePartsField(required=False).clean(["", "", ""]) is None


def test_a_birthday_can_be_filled_in_by_the_browser() -> None:
    page = rendered(StoryForm(), "{% field form.born %}")

    assert re.findall(r'autocomplete="([^"]+)"', page) == ["bday-day", "bday-month", "bday-year"]
