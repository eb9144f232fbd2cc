"""Form fields that render themselves: how each widget is dressed, and a date in three parts."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

Kind = Literal["input", "choices", "checkbox", "date"]


@dataclass(frozen=True, kw_only=True)
class DressedField:
    """How a field is laid out, and its control where there is a single one."""

    kind: Kind
    control: SafeString


@dataclass(frozen=True, kw_only=True)
class ErrorLink:
    """An error's text and the id of the control it belongs to; empty for errors of the form as a whole."""

    text: str
    target: str


class DatePartsWidget(forms.MultiWidget):
    """Day, month and year in boxes of their own: nobody has to guess a format or tame a calendar."""

    use_fieldset = True
    template_name = "ui/components/date_parts.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        parts = ("day", "month", "year")
        tokens = [f"bday-{part}" if birthday else "off" for part in parts]
        super().__init__([forms.TextInput(_part_attributes(token)) for token in tokens], attrs)

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]


def _part_attributes(token: str) -> dict[str, str]:
    return {"inputmode": "numeric", "autocomplete": token, "class": "input", "maxlength": "4"}


class HiddenDatePartsWidget(DatePartsWidget):
    """The same three numbers where nobody sees them, as on a page that checks what was written."""

    template_name = "django/forms/widgets/multiwidget.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = [forms.HiddenInput() for _ in self.widgets]


class DatePartsField(forms.MultiValueField):
    """A date as three numbers. Refuses what is not in the calendar, and says so in words."""

    widget = DatePartsWidget
    hidden_widget = HiddenDatePartsWidget
    default_error_messages = {
        "incomplete": _("Write day, month and year, for example 26 11 2026"),
        "impossible": _("There is no such date. Write day, month and year, for example 26 11 2026"),
    }

    def __init__(self, *, birthday: bool = False, **options: Any) -> None:
        whole = forms.IntegerField(error_messages={"invalid": self.default_error_messages["impossible"]})
        options.setdefault("widget", DatePartsWidget(birthday=birthday))
        super().__init__(fields=(whole, whole, whole), require_all_fields=True, **options)
        self.error_messages["required"] = options.get("error_messages", {}).get(
            "required", self.error_messages["incomplete"]
        )

    def compress(self, data_list: list[int]) -> date | None:
        if not data_list:
            return None
        if None in data_list:
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        day, month, year = data_list
        try:
            return date(year, month, day)
        except ValueError as impossible:
            raise forms.ValidationError(self.error_messages["impossible"], code="impossible") from impossible


def dressed(*, bound: BoundField) -> DressedField:
    """How this field is shown. The controls of a choice are laid out one by one by its template."""
    kind = _kind(bound.field.widget)
    if kind == "choices":
        return DressedField(kind=kind, control=SafeString())
    attributes: dict[str, str | bool] = {} if kind == "date" else {"class": _control_class(bound.field.widget)}
    return DressedField(kind=kind, control=bound.as_widget(attrs=attributes))


def error_links(*, form: BaseForm) -> list[ErrorLink]:
    """Every error of a form, those of the whole form first."""
    whole = [ErrorLink(text=str(text), target="") for text in form.non_field_errors()]
    return whole + [
        ErrorLink(text=_named(bound, str(text)), target=_first_control(bound))
        for bound in form
        for text in bound.errors
    ]


def _named(bound: BoundField, text: str) -> str:
    """What is wrong, with which field it is about where the sentence would stand the same at every empty field."""
    if text != str(forms.Field.default_error_messages["required"]):
        return text
    label = str(bound.label)
    return f"{label} {text}" if label.endswith("?") else f"{label}: {text}"


def _kind(widget: forms.Widget) -> Kind:
    if isinstance(widget, DatePartsWidget):
        return "date"
    if isinstance(widget, forms.RadioSelect):
        return "choices"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"


def _control_class(widget: forms.Widget) -> str:
    classes = ((forms.Select, "select"), (forms.Textarea, "input textarea"), (forms.CheckboxInput, "check"))
    return next((name for kind, name in classes if isinstance(widget, kind)), "input")


def _first_control(bound: BoundField) -> str:
    several = _kind(bound.field.widget) in ("choices", "date")
    return f"{bound.auto_id}_0" if several else str(bound.id_for_label)
