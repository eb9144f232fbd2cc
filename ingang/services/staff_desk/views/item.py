"""One thing to do: what is known of it, and what the reader may do with it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items import actions
from ingang.foundation.work_items.errors import (
    AlreadyDone,
    HasItsOwnPage,
    NotAColleague,
    NothingToRetry,
    NotTaken,
    TakenByColleague,
)
from ingang.foundation.work_items.part import KIND
from ingang.foundation.work_items.queries import (
    WorkLine,
    can_finish_on_desk,
    colleagues,
    event_behind,
    steps_of,
    work_line,
)
from ingang.kernel.grant import OPERATION, Grant
from ingang.services.staff_desk.access import open_desk
from ingang.services.staff_desk.forms import HandOverForm, NoteForm, OutcomeForm
from ingang.services.staff_desk.views.addresses import Chosen
from ingang.services.staff_desk.words import DONE

LEAVES_IT = frozenset({"finish", "hand_over", "give_back"})
"""After these the reader is done with it, and goes back to the list."""

NOT_DONE = (AlreadyDone, HasItsOwnPage, NotAColleague, NothingToRetry, NotTaken, TakenByColleague)


@dataclass
class Forms:
    """The forms of the page; the one that was sent is bound."""

    outcome: OutcomeForm
    note: NoteForm
    hand_over: HandOverForm
    sent: Form | None = None


@require_http_methods(["GET", "HEAD", "POST"])
@staff()
def item(request: StaffRequest, item: UUID) -> HttpResponse:
    grant = open_desk(actor=request.actor, kinds=(KIND,), now=request.now)
    what = request.POST.get("do", "") if request.method == "POST" else ""
    forms = _forms(request, grant, what)
    problem = ""
    if what in DONE and (forms.sent is None or forms.sent.is_valid()):
        try:
            _do(what, request, grant, item, forms)
            return redirect(_after(what, item, request.POST))
        except NOT_DONE as error:
            problem = gettext(error.sentence)
    line = work_line(grant=grant, item=item, now=request.now)
    shown = _shown(request, grant, line, forms) | {"problem": problem}
    status = 409 if problem else 400 if request.method == "POST" else 200
    return render(request, "staff_desk/item.html", shown, status=status)


def _forms(request: StaffRequest, grant: Grant, what: str) -> Forms:
    sent = {what: request.POST}
    forms = Forms(
        outcome=OutcomeForm(sent.get("finish")),
        note=NoteForm(sent.get("note")),
        hand_over=HandOverForm(sent.get("hand_over"), colleagues=colleagues(grant=grant, now=request.now)),
    )
    by_button: dict[str, Form] = {"finish": forms.outcome, "note": forms.note, "hand_over": forms.hand_over}
    forms.sent = by_button.get(what)
    return forms


def _do(what: str, request: StaffRequest, grant: Grant, item: UUID, forms: Forms) -> None:
    """Do what the button says; the words come from the form that was sent, which is valid."""
    words = forms.sent.cleaned_data if forms.sent else {}
    now = request.now
    doing: dict[str, Callable[[], None]] = {
        "take": lambda: actions.take_work(grant=grant, item=item, now=now),
        "take_over": lambda: actions.take_over(
            grant=grant, item=item, taken_by=request.POST.get("taken_by", ""), now=now
        ),
        "give_back": lambda: actions.give_back(grant=grant, item=item, text="", now=now),
        "hand_over": lambda: actions.hand_over(grant=grant, item=item, to=words["to"], text=words["word"], now=now),
        "note": lambda: actions.note(grant=grant, item=item, text=words["note"], now=now),
        "retry": lambda: actions.retry_delivery(grant=grant, item=item, now=now),
        "finish": lambda: actions.finish_on_desk(grant=grant, item=item, outcome=words["outcome"], now=now),
    }
    doing[what]()


def _after(what: str, item: UUID, sent: QueryDict) -> str:
    """The list as it was chosen, or the same page for what keeps the reader here."""
    if what in LEAVES_IT or "list" in sent:
        return Chosen.from_query(QueryDict(sent.get("list", "")[:200])).address(done=what)
    return f"{reverse('staff_desk:item', kwargs={'item': item})}?{urlencode({'gjort': what})}"


def _shown(request: StaffRequest, grant: Grant, line: WorkLine, forms: Forms) -> dict[str, object]:
    done = request.GET.get("gjort", "")
    state = line.item.state
    page = line.kind.page if line.kind else ""
    return {
        "line": line,
        "title": gettext(line.title),
        "page": reverse(page, kwargs={"item": line.item.id}) if page else "",
        "steps": steps_of(grant=grant, item=line.item.id),
        "is_operation": grant.unit == OPERATION,
        "is_done": state == "done",
        "is_colleagues": state == "taken" and not line.is_mine,
        "may_finish": can_finish_on_desk(item=line.item),
        "may_retry": event_behind(item=line.item) is not None,
        "forms": forms,
        "form": forms.sent,
        "done": gettext(DONE[done]) if done in DONE else "",
        "now": request.now,
    }
