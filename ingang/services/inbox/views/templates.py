"""The unit's templates, and one's own signature."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.inbox.access import TEMPLATE_KEEPER, check_can_sign
from ingang.services.inbox.actions.templates import change_template, close_template, make_template, sign_as
from ingang.services.inbox.forms import SignatureForm, TemplateForm
from ingang.services.inbox.queries.unit import signature_of, unit_template, unit_templates


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def signature(request: StaffRequest) -> HttpResponse:
    check_can_sign(actor=request.actor)
    form = SignatureForm(
        request.POST if request.method == "POST" else None, initial={"text": signature_of(actor=request.actor)}
    )
    if form.is_valid():
        sign_as(actor=request.actor, text=form.cleaned_data["text"], now=request.now)
        return redirect("inbox:desk")
    return render(request, "inbox/staff/signature.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@staff(roles=(TEMPLATE_KEEPER,))
def templates(request: StaffRequest) -> HttpResponse:
    shown = {"templates": unit_templates(unit=request.actor.unit), "now": request.now}
    return render(request, "inbox/staff/templates.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(TEMPLATE_KEEPER,))
def new(request: StaffRequest) -> HttpResponse:
    form = TemplateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        make_template(actor=request.actor, text=form.text(), now=request.now)
        return redirect("inbox:templates")
    return render(request, "inbox/staff/template.html", {"form": form}, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(TEMPLATE_KEEPER,))
def change(request: StaffRequest, id: UUID) -> HttpResponse:
    row = unit_template(id=id, unit=request.actor.unit)
    initial = {"title": row.title, "category": row.category, "subject": row.subject, "body": row.body}
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        change_template(actor=request.actor, id=id, text=form.text(), now=request.now)
        return redirect("inbox:templates")
    shown = {"form": form, "template": row}
    return render(request, "inbox/staff/template.html", shown, status=400 if form.errors else 200)


@require_POST
@staff(roles=(TEMPLATE_KEEPER,))
def close(request: StaffRequest, id: UUID) -> HttpResponse:
    close_template(actor=request.actor, id=id, now=request.now)
    return redirect("inbox:templates")
