"""The region's settings, one setting with its decisions, and taking back a plan."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.regions.actions import decide, withdraw
from ingang.foundation.regions.errors import AlreadyBegun, DecidedMeanwhile, UnknownSetting
from ingang.foundation.regions.queries import planned_decisions
from ingang.foundation.regions.rules import region as region_named
from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current
from ingang.kernel.service import RegionText, Setting
from ingang.services.region_admin.contact_points import contact_state
from ingang.services.region_admin.forms import DecisionForm, TakeBackForm, form_for
from ingang.services.region_admin.queries import (
    ServiceSettings,
    SettingPage,
    setting_page,
    settings_by_service,
    touched,
)
from ingang.services.region_admin.words import default_in_words, value_in_words

FURTHEST_YEARS = 5


@require_safe
@staff(roles=(REGION_ADMIN,))
def start(request: StaffRequest) -> HttpResponse:
    today = local_date(request.now)
    on = _day(request.GET.get("dag", ""), today)
    region = request.actor.region
    shown = {
        "region": region_named(region),
        "on": on,
        "is_today": on == today,
        "services": [_service(one) for one in settings_by_service(region=region, on=on)],
        "plans": [_decision(row) for row in planned_decisions(region=region, on=today)],
        "contact": contact_state(region=region, on=today),
        "now": request.now,
        "withdrawn": "tillbaka" in request.GET,
        "problem": gettext(AlreadyBegun.sentence) if "for-sent" in request.GET else "",
    }
    return render(request, "region_admin/start.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(REGION_ADMIN,))
def setting(request: StaffRequest, code: str) -> HttpResponse:
    setting, today = _setting(code), local_date(request.now)
    page = setting_page(region=request.actor.region, setting=setting, today=today)
    sent = request.POST if request.method == "POST" else None
    beginnings = {"seen": page.seen, "valid_from": today}
    form = form_for(setting=setting)(sent, setting=setting, today=today, initial=beginnings)
    if sent is None or not form.is_valid() or "change" in sent:
        return _setting_page(request, page, form, status=400 if sent is not None and form.errors else 200)
    if "decide" not in sent:
        return _check_page(request, page, form)
    value, valid_from, seen = (form.cleaned_data[name] for name in ("value", "valid_from", "seen"))
    try:
        decide(actor=request.actor, code=code, value=value, valid_from=valid_from, seen=seen, now=request.now)
    except DecidedMeanwhile as error:
        return _setting_page(request, page, form, problem=gettext(error.sentence), status=409)
    return redirect(f"{reverse('region_admin:setting', kwargs={'code': code})}?beslutat=1")


@require_POST
@staff(roles=(REGION_ADMIN,))
def take_back(request: StaffRequest) -> HttpResponse:
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        raise UnknownSetting()
    try:
        withdraw(actor=request.actor, decision=form.cleaned_data["decision"], now=request.now)
    except AlreadyBegun:
        return redirect(f"{reverse('region_admin:start')}?for-sent=1")
    return redirect(f"{reverse('region_admin:start')}?tillbaka=1")


def _setting_page(
    request: StaffRequest, page: SettingPage, form: DecisionForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    setting = page.state.setting
    shown = _common(request, page, form) | {
        "plans": [_decision(row) for row in page.plans],
        "history": [_decision(row) | {"by": page.names.get(row.decided_by, row.decided_by)} for row in page.history],
        "others": page.regions,
        "longest": setting.longest if isinstance(setting, RegionText) else 0,
        "seen": page.seen,
        "problem": problem,
        "decided": "beslutat" in request.GET and not problem,
        "fields": [form[name] for name in (*form.value_fields, "valid_from")],
    }
    return render(request, "region_admin/setting.html", shown, status=status)


def _check_page(request: StaffRequest, page: SettingPage, form: DecisionForm) -> HttpResponse:
    setting, value = page.state.setting, form.cleaned_data["value"]
    shown = _common(request, page, form) | {
        "after": value_in_words(setting=setting, value=value),
        "valid_from": form.cleaned_data["valid_from"],
        "touched": touched(region=request.actor.region, on=form.cleaned_data["valid_from"]),
        "preview": value if isinstance(setting, RegionText) else None,
    }
    return render(request, "region_admin/check.html", shown)


def _common(request: StaffRequest, page: SettingPage, form: DecisionForm) -> dict[str, Any]:
    setting = page.state.setting
    return {
        "sentence": gettext(setting.sentence),
        "value": value_in_words(setting=setting, value=page.state.value),
        "default": default_in_words(setting=setting),
        "decision": page.state.decision,
        "form": form,
        "now": request.now,
    }


def _service(one: ServiceSettings) -> dict[str, Any]:
    lines = [_line(state.setting, state.value, state.decision) for state in one.states]
    return {"title": gettext(one.title), "settings": lines}


def _line(setting: Setting, value: Any, decision: Any) -> dict[str, Any]:
    return {
        "sentence": gettext(setting.sentence),
        "value": value_in_words(setting=setting, value=value),
        "since": decision.valid_from if decision else None,
        "url": reverse("region_admin:setting", kwargs={"code": setting.code}),
    }


def _decision(row: Any) -> dict[str, Any]:
    setting = current().settings.get(row.code)
    words = value_in_words(setting=setting, value=row.value) if setting else str(row.value)
    return {"row": row, "value": words, "sentence": gettext(setting.sentence) if setting else row.code}


def _setting(code: str) -> Setting:
    setting = current().settings.get(code)
    if setting is None:
        raise UnknownSetting()
    return setting


def _day(text: str, today: date) -> date:
    """The day that the address asks for, or today where it asks for none within reach."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return today
    return found if abs(found.year - today.year) <= FURTHEST_YEARS else today
