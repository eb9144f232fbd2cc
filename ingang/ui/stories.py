"""The stories of the component page: every component in every state."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, cast

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _

from ingang.ui.charts import Bar, BarChart, EventChart, LineChart, Point, Row, Usual
from ingang.ui.fields import DatePartsField
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


@dataclass(frozen=True, kw_only=True)
class Story:
    """A component and the template that shows its states."""

    name: str

    @property
    def template(self) -> str:
        return f"ui/stories/{self.name}.html"


NAMES = """
    button link_button card notice error_summary field fieldset status summary_list timeline
    data_table line_chart bar_chart event_chart pagination empty_state failed_source week_view progress breadcrumbs
    back_link
    tabs chips suggestions emergency qr sentences person_signs shortcuts countdown idle_warning icon words page_parts
"""
STORIES = tuple(Story(name=name) for name in NAMES.split())


class StoryForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(widget=forms.TextInput({"autocomplete": "name"}))
    born = DatePartsField(birthday=True)
    contact = forms.ChoiceField(widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    county = forms.ChoiceField()
    message = forms.CharField(widget=forms.Textarea({"rows": 4}), required=False)
    agreed = forms.BooleanField()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._say("name", _("Your name"), _("As it stands on your identity document."))
        self._say("born", _("When were you born?"), _("For example 26 11 1984."))
        self._say("contact", _("How may we reach you?"))
        self._say("needs", _("What do you need at the visit?"), _("Choose everything that fits."))
        self._say("county", _("Where do you live?"))
        self._say("message", _("What is it about?"), _("Do not write about anything urgent here."))
        self._say("agreed", _("I have read how my information is used"))
        self._choose("contact", {"text": _("By text message"), "letter": _("By letter")})
        self._choose("needs", {"interpreter": _("Interpreter"), "lift": _("Room without steps")})
        self._choose("county", {"": _("Choose a county"), "01": "Stockholms län", "24": "Västerbottens län"})

    def _say(self, name: str, label: str, hint: str = "") -> None:
        self.fields[name].label, self.fields[name].help_text = label, hint
        self.fields[name].error_messages.setdefault("required", "")
        if name != "born":
            self.fields[name].error_messages["required"] = _("Fill in: %(label)s") % {"label": label}

    def _choose(self, name: str, choices: dict[str, str]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices.items())


def story_context() -> dict[str, Any]:
    """The values that the stories show."""
    return {
        "story_now": NOW,
        "story_until": NOW + timedelta(minutes=5),
        "plain_form": StoryForm(auto_id="plain_%s"),
        "wrong_form": StoryForm({"born_0": "31", "born_1": "2", "born_2": "1984"}, auto_id="wrong_%s"),
        "rows": _rows(),
        "items": _timeline(),
        "table": _table(),
        "chart": _chart(),
        "few": _few(),
        "bars": _bars(),
        "no_bars": BarChart(title=_("Nothing is known yet"), bars=[]),
        "growth": _growth(),
        "events": _events(),
        "middle_page": Paginator(range(200), 10).page(5),
        "week": _week(),
        "links": [
            Link(title=_("Start"), url="#start"),
            Link(title=_("Booked times"), url="#times"),
            Link(title=_("Vaccination"), url="#here", current=True),
        ],
        "tab_links": [
            Link(title=_("Coming"), url="#coming", current=True, count=2),
            Link(title=_("Earlier"), url="#earlier"),
        ],
        "log": _log(),
        "signs": _signs(),
        "no_signs": PersonSigns(name="Alva Lind"),
        "keys": [
            Shortcut(key="j", does=_("next row")),
            Shortcut(key="k", does=_("previous row")),
            Shortcut(key="/", does=_("search")),
        ],
    }


def _rows() -> list[SummaryRow]:
    return [
        SummaryRow(question=_("Time"), answer=_("Thursday 26 November at 09:40"), change_url="#time"),
        SummaryRow(question=_("Where"), answer="Ekbackens vårdcentral\nEkvägen 3, Exempelby", change_url="#place"),
        SummaryRow(question=_("Cost"), answer=_("200 kronor")),
    ]


def _timeline() -> list[TimelineItem]:
    return [
        TimelineItem(
            at=NOW,
            title=_("Vaccination against influenza"),
            text=_("Dose 1 of 1"),
            source="Ekbackens vårdcentral",
            url="#dose",
        ),
        TimelineItem(
            at=date(2021, 5, 4),
            title=_("Visit to a nurse"),
            source="Sjöstadens vårdcentral",
            icon="person",
            mark=_("New"),
        ),
    ]


def _chart() -> LineChart:
    values = ((date(2022, 5, 3), 58), (date(2023, 6, 1), 55), (date(2024, 5, 20), 44), (date(2025, 6, 9), 47))
    points = [Point(on=on, value=value, words=f"{value} mmol/mol") for on, value in values]
    return LineChart(title="B-HbA1c (mmol/mol)", points=points, low=31, high=46)


def _few() -> LineChart:
    return LineChart(title="P-CRP (mg/L)", points=[Point(on=date(2026, 2, 1), value=3, words="3 mg/L")])


def _bars() -> BarChart:
    tones: tuple[Literal["success", "warning", "error", "neutral"], ...] = ("success", "warning", "error", "neutral")
    return BarChart(title="24 h", bars=[Bar(words=tone, tone=tone) for tone in tones * 6])


def _growth() -> LineChart:
    born = date(2024, 3, 1)
    usual = [
        Usual(on=born + timedelta(days=30 * at), low=2.5 + at / 3, middle=3.3 + at / 2, high=4.4 + at * 0.7)
        for at in range(13)
    ]
    values = ((0, 3.4), (90, 5.2), (300, 8.1))
    points = [Point(on=born + timedelta(days=days), value=value, words=f"{value} kg") for days, value in values]
    return LineChart(title=_("Weight (kg)"), points=points, usual=usual)


def _events() -> EventChart:
    rows = [
        Row(name=_("Tetanus"), days=[date(2014, 5, 3), date(2019, 6, 1), date(2026, 2, 2)]),
        Row(name=_("Measles"), days=[date(2015, 9, 1)]),
    ]
    return EventChart(title=_("Vaccinations"), rows=rows)


def _table() -> Table:
    normal, high = _("Within the reference range"), _("Above the reference range")
    return Table(
        caption=_("Blood samples"),
        columns=(_("Sample"), _("Result"), _("Reference range"), _("Assessment")),
        rows=(
            _sample("Hemoglobin (Hb)", "138 g/L", "117-153", Cell(text=normal, tone="success")),
            _sample("Kalium (K)", "5,1 mmol/L", "3,5-4,6", Cell(text=high, tone="warning")),
        ),
    )


def _sample(name: str, result: str, reference: str, assessment: Cell) -> tuple[Cell, ...]:
    return (
        Cell(text=name, url="#sample"),
        Cell(text=result, number=True),
        Cell(text=reference, number=True),
        assessment,
    )


def _week() -> Week:
    def at(day: int, hour: int, minute: int, note: str = "") -> Slot:
        return Slot(at=datetime(2026, 11, day, hour - 1, minute, tzinfo=UTC), url=f"#slot-{day}-{hour}", note=note)

    taken = Slot(at=datetime(2026, 11, 25, 9, 20, tzinfo=UTC), note=_("Occupied"))
    return Week(
        title=_("Week %(number)s") % {"number": 48},
        earlier_url="#earlier-week",
        later_url="#later-week",
        days=(
            Day(on=date(2026, 11, 23), slots=(at(23, 8, 20), at(23, 9, 40), at(23, 13, 0))),
            Day(on=date(2026, 11, 24)),
            Day(on=date(2026, 11, 25), slots=(at(25, 8, 0), taken)),
            Day(on=date(2026, 11, 26), slots=(at(26, 9, 40), at(26, 10, 0, _("Video")), at(26, 15, 20))),
            Day(on=date(2026, 11, 27), slots=(at(27, 11, 0),)),
        ),
    )


def _signs() -> PersonSigns:
    return PersonSigns(
        name="Kim Ek",
        legal_name="Karl Ek",
        pronoun="hen",
        languages=("", _("Arabic")),
        needs=(_("A calm place to wait"),),
        safe_contact=(_("Do not call the home"), _("No letters to the home")),
        is_locked=True,
    )


def _log() -> list[Sentence]:
    return [
        Sentence(
            text=_("A nurse at %(unit)s read your vaccinations.") % {"unit": "Ekbackens vårdcentral"},
            at=NOW,
            detail=_("Reason: care"),
        ),
        Sentence(
            text=_("You read your booked times yourself."), at=NOW - timedelta(days=1), mark=_("As representative")
        ),
    ]
