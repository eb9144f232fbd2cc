"""How every form of the editors works: fill in, check, save; nothing is lost where two write at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.forms import ChoiceField, Form, MultipleChoiceField
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from ingang.foundation.identity.requests import StaffRequest
from ingang.services.roadmap.errors import ChangedMeanwhile, PlanRefused
from ingang.services.roadmap.forms import EditingForm
from ingang.ui.words import date_in_words


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands there now, by the names of the form's fields, and which version it is; 0 where nothing does."""

    values: Mapping[str, Any]
    version: int


@dataclass(frozen=True, kw_only=True)
class Editing:
    """A page of editing. `form(data, initial)` makes its form; `check(values)` and `save(values, seen)` may refuse."""

    title: str
    back: str
    form: Callable[[Any, dict[str, Any]], EditingForm]
    standing: Callable[[], Standing]
    save: Callable[[dict[str, Any], int], object]
    check: Callable[[dict[str, Any]], None] = lambda _values: None
    more: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field that says something else now than before, or than what the writer wrote."""

    label: str
    before: str
    after: str


def edited(request: StaffRequest, editing: Editing) -> HttpResponse:
    """The page in whichever step it is: filling in, checking, saved, or compared with what a colleague wrote."""
    standing = editing.standing()
    sent = request.POST if request.method == "POST" else None
    form = editing.form(sent, {**standing.values, "seen": standing.version})
    if sent is None or not form.is_valid() or "change" in sent:
        return _page(request, editing, form, status=400 if sent is not None and form.errors else 200)
    values, seen = form.values, form.cleaned_data["seen"]
    try:
        editing.check(values)
        if "confirm" not in sent:
            return _check_page(request, editing, form, standing)
        editing.save(values, seen)
    except PlanRefused as error:
        form.add_error(error.field if error.field in form.fields else None, gettext(error.sentence) % error.values)
        return _page(request, editing, form, status=400)
    except ChangedMeanwhile as error:
        return _compare_page(request, editing, values, gettext(error.sentence))
    return redirect(editing.back)


def differences(form: Form, before: Mapping[str, Any], after: Mapping[str, Any], now: datetime) -> list[Difference]:
    """The fields whose values differ, in the form's order and in words."""
    return [
        Difference(
            label=str(field.label),
            before=_words(field, before.get(name), now),
            after=_words(field, after.get(name), now),
        )
        for name, field in form.fields.items()
        if name != "seen" and (before.get(name) or "") != (after.get(name) or "")
    ]


def _page(
    request: StaffRequest,
    editing: Editing,
    form: EditingForm,
    *,
    status: int,
    theirs: list[Difference] | None = None,
    problem: str = "",
) -> HttpResponse:
    shown = {
        "title": editing.title,
        "back": editing.back,
        "form": form,
        "fields": form.visible_fields(),
        "theirs": theirs or [],
        "problem": problem,
        "now": request.now,
        **(editing.more or {}),
    }
    return render(request, "roadmap/staff/edit.html", shown, status=status)


def _check_page(request: StaffRequest, editing: Editing, form: EditingForm, standing: Standing) -> HttpResponse:
    shown = {
        "title": editing.title,
        "back": editing.back,
        "form": form,
        "changes": differences(form, standing.values, form.values, request.now),
        "is_new": standing.version == 0,
    }
    return render(request, "roadmap/staff/check.html", shown)


def _compare_page(request: StaffRequest, editing: Editing, mine: dict[str, Any], problem: str) -> HttpResponse:
    """Both versions, and the writer's own words still in the form, to be saved over the other one knowingly."""
    standing = editing.standing()
    data = request.POST.copy()
    data["seen"] = str(standing.version)
    form = editing.form(data, {**standing.values, "seen": standing.version})
    form.is_valid()
    theirs = differences(form, standing.values, mine, request.now)
    return _page(request, editing, form, status=409, theirs=theirs, problem=problem)


def _words(field: Any, value: Any, now: datetime) -> str:
    if isinstance(field, ChoiceField):
        names = {str(code): str(name) for code, name in cast(Iterable[tuple[Any, Any]], field.choices)}
        codes = value if isinstance(field, MultipleChoiceField) else [value]
        return ", ".join(names.get(str(code), str(code)) for code in codes or [] if code)
    if isinstance(value, date):
        return date_in_words(value=value, now=now)
    return "" if value is None else str(value)
