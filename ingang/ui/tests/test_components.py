"""Each component keeps its promise."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from ingang.ui.charts import Bar, BarChart, EventChart, LineChart, Point, Row
from ingang.ui.icons import ICONS
from ingang.ui.pages import page_links
from ingang.ui.values import (
    Cell,
    Day,
    Link,
    PersonSigns,
    Sentence,
    Shortcut,
    Slot,
    SummaryRow,
    Table,
    TimelineItem,
    Week,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def rendered(markup: str, **values: object) -> str:
    return " ".join(Template("{% load ui %}" + markup).render(Context(values)).split())


def test_a_button_says_what_it_acts_on_to_those_who_cannot_see_the_row() -> None:
    page = rendered('{% button "Avboka tiden" kind="danger" name="id" value="7" about="26 november" %}')

    assert 'class="button button-danger" name="id" value="7"' in page
    assert '<span class="hidden"> 26 november</span>' in page


def test_a_link_button_is_a_link() -> None:
    assert rendered('{% link_button "Logga in" "/logga-in/" %}').startswith('<a href="/logga-in/"')


def test_a_card_shows_a_count_only_when_something_waits() -> None:
    some = rendered('{% card "Inkorg" url="/in/" count=2 %}<p>Två</p>{% endcard %}')
    none = rendered('{% card "Inkorg" url="/in/" count=0 %}<p>Inga</p>{% endcard %}')

    assert '<span class="count">2<span class="hidden"> nya</span></span>' in some
    assert "count" not in none


def test_a_card_escapes_its_title_and_keeps_its_content() -> None:
    page = rendered("{% card title %}<p>text</p>{% endcard %}", title="<b>x</b>")

    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<p>text</p>" in page


@pytest.mark.parametrize("tone", ["info", "success", "warning", "error"])
def test_a_notice_has_a_heading_and_its_tone(tone: str) -> None:
    page = rendered('{% notice tone "Tiden är bokad" level=3 %}<p>x</p>{% endnotice %}', tone=tone)

    assert f'class="notice notice-{tone}"' in page
    assert '<h3 class="notice-title">Tiden är bokad</h3>' in page


def test_a_fieldset_has_a_legend_and_a_hint() -> None:
    page = rendered('{% fieldset "Adress" hint="Dit skickar vi brev." %}<input>{% endfieldset %}')

    assert "<legend>Adress</legend>" in page
    assert "Dit skickar vi brev." in page


def test_a_status_says_its_state_in_words() -> None:
    assert rendered('{% status "Bokad" "success" %}') == '<span class="status status-success">Bokad</span>'


def test_a_change_link_says_what_it_changes() -> None:
    page = rendered("{% summary_list rows %}", rows=[SummaryRow(question="Tid", answer="a\nb", change_url="/t")])

    assert 'Ändra<span class="hidden"> Tid</span>' in page
    assert "a<br>b" in page


def test_an_answer_that_cannot_be_changed_has_no_link() -> None:
    assert "<a " not in rendered("{% summary_list rows %}", rows=[SummaryRow(question="Tid", answer="nu")])


def test_a_timeline_keeps_the_order_it_is_given() -> None:
    items = [TimelineItem(at=NOW, title="B"), TimelineItem(at=date(2021, 5, 4), title="A", source="Källan")]

    page = rendered("{% timeline items %}", items=items)

    assert page.index(">B<") < page.index(">A<")
    assert '<time datetime="2021-05-04">' in page
    assert "Källan" in page


def test_a_table_names_every_value_for_narrow_screens() -> None:
    table = Table(
        caption="Prov",
        columns=("Prov", "Svar"),
        rows=((Cell(text="Hb"), Cell(text="138", number=True)),),
    )

    page = rendered("{% data_table table %}", table=table)

    assert '<th scope="row" role="rowheader"><span>Hb</span>' in page
    assert '<span class="cell-label" aria-hidden="true">Svar</span><span>138</span>' in page
    assert '<th scope="col" role="columnheader" class="number">Svar</th>' in page


def test_a_chart_says_what_it_shows_and_marks_what_lies_outside() -> None:
    points = [Point(on=date(2026, 1, day), value=value, words=f"{value} g/L") for day, value in ((1, 110), (9, 130))]

    page = rendered("{% line_chart chart %}", chart=LineChart(title="B-Hb", points=points, low=117, high=153))

    assert '<title id="chart-title">B-Hb</title>' in page
    assert page.count("chart-dot") == 2
    assert page.count("chart-outside") == 1
    assert 'style="' not in page


def test_a_row_of_bars_tells_by_height_too_and_every_bar_has_words() -> None:
    tones: tuple[Any, ...] = ("success", "warning", "error", "neutral")
    bars = [Bar(words=f"Day {tone}", tone=tone) for tone in tones]

    page = rendered("{% bar_chart chart %}", chart=BarChart(title="30 days", bars=bars))

    assert len({bar.height for bar in bars}) == 4
    assert [bar.height for bar in bars] == sorted((bar.height for bar in bars), reverse=True)
    assert all(f"<title>Day {tone}</title>" in page for tone in tones)
    assert '<title id="bars-title">30 days</title>' in page
    assert 'viewBox="0 0 49 40"' in page
    assert 'style="' not in page


def test_a_chart_of_days_has_a_row_for_each_name_and_a_dot_for_each_day() -> None:
    rows = [
        Row(name="Mässling", days=[date(2015, 9, 1)]),
        Row(name="Stelkramp", days=[date(2014, 5, 3), date(2019, 6, 1)]),
    ]

    page = rendered("{% event_chart chart %}", chart=EventChart(title="Vaccinationer", rows=rows))

    assert '<title id="events-title">Vaccinationer</title>' in page
    assert page.count("chart-name") == 2
    assert page.count("chart-dot") == 3
    assert 'style="' not in page


def test_a_line_of_a_timeline_leads_to_the_same_thing_elsewhere() -> None:
    also = [Link(title="Region Uppsala", url="#uppsala")]
    items = [TimelineItem(at=date(2026, 1, 1), title="Astma", also=also)]

    assert '<a href="#uppsala">Region Uppsala</a>' in rendered("{% timeline items %}", items=items)


def test_a_row_of_the_wrong_length_is_refused() -> None:
    table = Table(caption="Prov", columns=("Prov", "Svar"), rows=((Cell(text="Hb"),),))

    with pytest.raises(ValueError, match="shorter"):
        _ = table.labelled_rows


def test_pages_keep_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/", {"q": "råd & rön", "sida": "3"})

    page = rendered("{% pagination page %}", page=Paginator(range(60), 10).page(3), request=request)

    assert "?q=r%C3%A5d+%26+r%C3%B6n&amp;sida=4" in page
    assert 'aria-current="page"' in page


def test_a_single_page_has_no_pagination() -> None:
    assert rendered("{% pagination page %}", page=Paginator(range(5), 10).page(1)) == ""


@pytest.mark.parametrize(("number", "earlier", "later"), [(1, "", "?sida=2"), (6, "?sida=5", "")])
def test_the_first_and_last_page_lead_one_way_only(number: int, earlier: str, later: str) -> None:
    links = page_links(page=Paginator(range(60), 10).page(number), query=QueryDict(), param="sida")

    assert (links["earlier"], links["later"]) == (earlier, later)


def test_an_empty_state_says_how_something_comes_here() -> None:
    page = rendered('{% empty_state "Inga tider" "Här visas tider som du bokar." url="/b/" action="Boka" %}')

    assert "Här visas tider som du bokar." in page
    assert 'href="/b/"' in page


def test_a_failed_source_is_named_and_never_looks_empty() -> None:
    page = rendered('{% failed_source "Region Exempel" fetched_at=now retry_url="/igen/" %}', now=NOW)

    assert "Region Exempel svarade inte" in page
    assert "uppgifter som du inte ser just nu" in page
    assert "Senast hämtat" in page
    assert "empty" not in page


def test_a_week_says_each_time_with_its_day() -> None:
    slot = Slot(at=datetime(2026, 11, 26, 8, 40, tzinfo=UTC), url="/t/1")
    week = Week(title="Vecka 48", days=(Day(on=date(2026, 11, 25)), Day(on=date(2026, 11, 26), slots=(slot,))))

    page = rendered("{% week_view week %}", week=week)

    assert '<span class="hidden">torsdag 26 november </span>09.40</a>' in page
    assert "Inga tider" in page


def test_a_time_that_cannot_be_chosen_is_no_link() -> None:
    taken = Week(title="48", days=(Day(on=date(2026, 11, 26), slots=(Slot(at=NOW, note="Upptagen"),)),))

    page = rendered("{% week_view week %}", week=taken)

    assert "<a " not in page
    assert "Upptagen" in page


def test_progress_is_said_in_words_too() -> None:
    page = rendered('{% progress 2 4 "Välj en tid" %}')

    assert "Steg 2 av 4" in page
    assert '<progress value="2" max="4"' in page


def test_the_last_breadcrumb_is_here_and_no_link() -> None:
    links = [Link(title="Start", url="/"), Link(title="Tider", url="/t/", current=True)]

    page = rendered("{% breadcrumbs links %}", links=links)

    assert '<span aria-current="page">Tider</span>' in page
    assert 'href="/t/"' not in page


def test_a_back_link_has_words_of_its_own() -> None:
    assert "Tillbaka</a>" in rendered('{% back_link "/" %}')
    assert "Till inkorgen</a>" in rendered('{% back_link "/" "Till inkorgen" %}')


def test_tabs_are_links_and_mark_where_one_is() -> None:
    links = [Link(title="Kommande", url="?k", current=True), Link(title="Tidigare", url="?t")]

    page = rendered('{% tabs links "Vilka tider" %}', links=links)

    assert '<a href="?k" aria-current="page">' in page
    assert 'aria-label="Vilka tider"' in page


def test_the_emergency_box_leads_to_112_and_1177_and_says_when_somebody_reads() -> None:
    page = rendered('{% emergency "Läses inte på helger." %}')

    assert '<a href="tel:112">112</a>' in page
    assert '<a href="tel:1177">1177</a>' in page
    assert "Läses inte på helger." in page


def test_a_qr_code_is_drawn_without_styles_and_has_a_name() -> None:
    page = rendered('{% qr "bankid.1.2.3" "Kod att skanna" %}')

    assert 'role="img" aria-label="Kod att skanna"' in page
    assert "<path" in page
    assert "style=" not in page


def test_two_texts_give_two_different_qr_codes() -> None:
    assert rendered('{% qr "a" "x" %}') != rendered('{% qr "b" "x" %}')


def test_what_is_chosen_is_a_link_that_takes_it_away_by_name() -> None:
    page = rendered('{% chips links "/all/" %}', links=[Link(title="Öppet nu", url="/without/")])

    assert re.search(r'href="/without/"><span class="hidden">Ta bort filtret</span> Öppet nu', page)
    assert 'href="/all/"' in page
    assert rendered('{% chips links "/all/" %}', links=[]) == ""


def test_a_field_says_where_its_suggestions_are_and_what_is_said_of_them() -> None:
    page = rendered('<input{% suggestions "/words/" "12" vard="1" %}>')

    assert ' data-suggestions="/words/?region=12&amp;vard=1"' in page
    assert 'data-suggestions-many="{n} förslag. Välj med piltangenterna."' in page
    assert rendered('<input{% suggestions "" %}>') == "<input>"


def test_a_log_is_whole_sentences_with_their_time() -> None:
    page = rendered("{% sentences log %}", log=[Sentence(text="Du läste själv.", at=NOW, detail="Skäl: vård")])

    assert "<p>Du läste själv.</p>" in page
    assert 'datetime="2026-11-23T08:00:00+00:00"' in page


def test_the_signs_of_a_person_warn_before_they_tell() -> None:
    person = PersonSigns(
        name="Kim Ek", legal_name="Karl Ek", pronoun="hen", safe_contact=("Ring inte hem",), is_locked=True
    )

    page = rendered("{% person_signs person %}", person=person)

    assert page.index("kan inte kontaktas här") < page.index("Ring inte hem") < page.index("Säg Kim Ek")
    assert "signs-warn" in page


def test_a_person_without_signs_has_none() -> None:
    assert rendered("{% person_signs person %}", person=PersonSigns(name="Alva")) == ""
    assert rendered("{% person_signs person %}", person=None) == ""


def test_what_a_person_wrote_is_escaped_in_her_signs() -> None:
    assert "<b>" not in rendered("{% person_signs person %}", person=PersonSigns(name="x", needs=("<b>",)))


def test_shortcuts_show_their_keys() -> None:
    assert "<kbd>j</kbd> nästa rad" in rendered("{% shortcuts k %}", k=[Shortcut(key="j", does="nästa rad")])


def test_shortcuts_can_be_turned_off_also_where_only_buttons_name_keys() -> None:
    assert "<button" in rendered("{% shortcuts %}")
    assert "<ul>" not in rendered("{% shortcuts %}")


def test_a_countdown_says_the_time_without_scripts_and_can_be_extended() -> None:
    page = rendered(
        '{% countdown until now "Vi håller tiden" extend_url="/mer/" %}',
        until=NOW + timedelta(minutes=5),
        now=NOW,
    )

    assert "Till kl. 09.05" in page
    assert 'data-countdown="300"' in page
    assert '<form method="post" action="/mer/"' in page


def test_a_time_limit_that_has_passed_is_never_negative() -> None:
    page = rendered('{% countdown until now "x" %}', until=NOW, now=NOW + timedelta(minutes=5))

    assert 'data-countdown="0"' in page


def test_the_idle_warning_extends_by_post_with_the_token() -> None:
    page = rendered('{% idle_warning "/kvar/" "/mer/" "/slut/" %}', csrf_token="t0ken")

    assert 'data-poll="/kvar/"' in page
    assert '<form method="post" action="/mer/"' in page
    assert 'value="t0ken"' in page


def test_an_icon_is_silent_unless_it_has_a_label() -> None:
    assert 'aria-hidden="true"' in rendered('{% icon "lock" %}')
    assert 'role="img" aria-label="Låst"' in rendered('{% icon "lock" label="Låst" %}')


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(KeyError):
        rendered('{% icon "unicorn" %}')


@pytest.mark.parametrize("name", ICONS)
def test_every_icon_is_drawn_with_shapes_alone(name: str) -> None:
    assert "style" not in ICONS[name]
    assert ICONS[name].startswith(("<path", "<circle", "<rect"))
