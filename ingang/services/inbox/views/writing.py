"""Staff write to one person: find her, write, look at what she will see, send."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ingang.foundation.access.doors import staff
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.identity.requests import StaffRequest
from ingang.kernel.errors import IngangError
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.inbox.access import find_receiver, open_receiver
from ingang.services.inbox.actions.writing import begin_draft, discard_draft, follow_up, keep_draft, send_draft
from ingang.services.inbox.errors import FilesNotLookedAt, FilesNotScanned, NotAsPreviewed, ReceiverUnreachable
from ingang.services.inbox.forms import FindForm, WriteForm
from ingang.services.inbox.models import MESSAGE
from ingang.services.inbox.queries.sent import sent_message
from ingang.services.inbox.queries.unit import (
    draft_as_message,
    message_of_draft,
    missions_of,
    own_draft,
    preview_seal,
    template_choices,
)
from ingang.services.inbox.views.parts import receiver_shown

KINDS = (MESSAGE,)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=KINDS)
def find(request: StaffRequest) -> HttpResponse:
    form = FindForm(
        request.POST if request.method == "POST" else None,
        templates=template_choices(unit=request.actor.unit),
        missions=missions_of(unit=request.actor.unit, on=local_date(request.now)),
        today=local_date(request.now),
    )
    asks_why = False
    if form.is_valid():
        try:
            return redirect("inbox:write", id=_begun(request, form))
        except AccessRefused:
            asks_why = True
            form.add_error("number", gettext("The unit has no ongoing contact with anybody who has this number"))
        except ReceiverUnreachable as error:
            form.add_error("number", _sentence(error))
    shown = {"form": form, "asks_why": asks_why, "back": reverse("inbox:desk")}
    return render(request, "inbox/staff/find.html", shown, status=400 if form.errors else 200)


def _begun(request: StaffRequest, form: FindForm) -> UUID:
    grant = find_receiver(
        actor=request.actor,
        number=form.cleaned_data["number"],
        reason=form.cleaned_data["reason"],
        now=request.now,
    )
    return begin_draft(actor=request.actor, template=form.cleaned_data["template"], grant=grant, now=request.now)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=KINDS)
def write(request: StaffRequest, id: UUID) -> HttpResponse:
    draft = own_draft(id=id, grant=request.grant)
    form = WriteForm(
        request.POST if request.method == "POST" else None,
        initial=WriteForm.beginnings(draft=draft),
        now=request.now,
        has_thread=draft.thread is not None,
    )
    if form.is_valid():
        keep_draft(id=id, content=form.content(), grant=request.grant, now=request.now)
        return redirect("inbox:files" if request.POST.get("then") == "files" else "inbox:preview", id=id)
    shown = {"form": form, "draft": draft, "now": request.now, **receiver_shown(request, draft)}
    return render(request, "inbox/staff/write.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=KINDS)
def preview(request: StaffRequest, id: UUID) -> HttpResponse:
    if (sent := message_of_draft(id=id, grant=request.grant)) is not None:
        return redirect("inbox:sent", id=sent)
    problem = ""
    draft = own_draft(id=id, grant=request.grant)
    if request.method == "POST":
        try:
            return redirect("inbox:sent", id=_sent(request, id, _receiver(request, draft.person)))
        except (NotAsPreviewed, FilesNotScanned, FilesNotLookedAt, ReceiverUnreachable) as error:
            problem = _sentence(error)
    shown = {
        "message": draft_as_message(id=id, grant=request.grant, now=request.now),
        "draft": draft,
        "seal": preview_seal(id=id, grant=request.grant),
        "problem": problem,
        "now": request.now,
        **receiver_shown(request, draft),
    }
    return render(request, "inbox/staff/preview.html", shown, status=409 if problem else 200)


def _sent(request: StaffRequest, id: UUID, grant: Grant) -> UUID:
    return send_draft(id=id, seal=request.POST.get("seal", ""), grant=grant, now=request.now)


@require_POST
@staff(kinds=KINDS)
def discard(request: StaffRequest, id: UUID) -> HttpResponse:
    discard_draft(id=id, grant=request.grant, now=request.now)
    return redirect("inbox:desk")


@require_POST
@staff(kinds=KINDS)
def follow(request: StaffRequest, id: UUID) -> HttpResponse:
    earlier = sent_message(id=id, grant=request.grant, now=request.now)
    try:
        grant = _receiver(request, earlier.line.person)
        draft = follow_up(actor=request.actor, message=id, grant=grant, now=request.now)
    except ReceiverUnreachable as error:
        shown = {"problem": _sentence(error), "back": reverse("inbox:sent", args=[id])}
        return render(request, "inbox/staff/unreachable.html", shown, status=409)
    return redirect("inbox:write", id=draft)


def _receiver(request: StaffRequest, person: UUID) -> Grant:
    return open_receiver(actor=request.actor, person=person, now=request.now)


def _sentence(error: IngangError) -> str:
    return gettext(error.sentence) % error.values
