"""A resident's questions about lines of the log."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.audit.queries import Entry
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.periods import local_date
from ingang.services.access_log.actions import questions as asking
from ingang.services.access_log.elsewhere.models import ELSEWHERE
from ingang.services.access_log.elsewhere.queries import line_elsewhere
from ingang.services.access_log.errors import LineUnknown
from ingang.services.access_log.forms import AskForm
from ingang.services.access_log.lines import as_sentence
from ingang.services.access_log.models import QUESTION, Finding, Why
from ingang.services.access_log.queries import questions as reading
from ingang.services.access_log.queries.log import Line, names_in
from ingang.services.access_log.queries.questions import QuestionState
from ingang.services.access_log.rules.questions import check_can_question
from ingang.services.access_log.views.elsewhere import keeper_of
from ingang.services.access_log.words import who_answers

KINDS = (EVENTS, QUESTION, ELSEWHERE)
LONGEST_NUMBER = 18


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=KINDS)
def ask(request: ResidentRequest, line: str) -> HttpResponse:
    entry = _entry(request, line)
    check_can_question(entry=entry)
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        found = asking.ask_about(grant=request.grant, entry=entry, **form.cleaned_data, now=request.now)
        return redirect("access_log:question", id=found)
    names = names_in(entries=[entry])
    shown = {
        "form": form,
        "line": as_sentence(line=Line(entry=entry, names=names), reader=request.actor.identity),
        "answers": who_answers(
            entry=entry, names=names, unit=reading.reviewing_unit(entry=entry, on=local_date(request.now))
        ),
    }
    return render(request, "access_log/ask.html", shown, status=400 if form.errors else 200)


@require_safe
@residents(kinds=KINDS)
def mine(request: ResidentRequest) -> HttpResponse:
    found = reading.questions(grant=request.grant, now=request.now)
    names = names_in(entries=[one.entry for one in found])
    lines = [
        as_sentence(line=Line(entry=one.entry, names=names, asked=one), reader=request.actor.identity) for one in found
    ]
    return render(request, "access_log/questions.html", {"lines": lines})


@require_safe
@residents(kinds=KINDS)
def question(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = reading.question(grant=request.grant, id=id, now=request.now)
    if found.state is QuestionState.ANSWERED:
        asking.see_answer(grant=request.grant, question=id, now=request.now)
    names = names_in(entries=[found.entry])
    shown = {
        "asked": found.question,
        "state": found.state,
        "why": gettext(Why(found.question.why).label),
        "finding": gettext(Finding(found.question.finding).label) if found.question.finding else "",
        "line": as_sentence(line=Line(entry=found.entry, names=names), reader=request.actor.identity),
        "answers": who_answers(entry=found.entry, names=names, unit=found.question.unit),
        "now": request.now,
    }
    return render(request, "access_log/question.html", shown)


@require_POST
@residents(kinds=KINDS)
def withdraw(request: ResidentRequest, id: UUID) -> HttpResponse:
    asking.withdraw(grant=request.grant, question=id, now=request.now)
    return redirect("access_log:question", id=id)


def _entry(request: ResidentRequest, line: str) -> Entry:
    """A line of ours, or with a number below zero one that a care giver's own log told this log-in."""
    if line.startswith("-"):
        number = -_number(line.removeprefix("-"))
        return line_elsewhere(grant=request.grant, keeper=keeper_of(request), number=number)
    return reading.line(grant=request.grant, number=_number(line))


def _number(text: str) -> int:
    """The number in the address; what is no number is nobody's line."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise LineUnknown()
    return int(text)
