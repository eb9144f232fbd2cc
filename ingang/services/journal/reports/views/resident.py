"""A resident's reports of errors in the journal."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.kernel.periods import local_date
from ingang.services.journal.actions import read_entry
from ingang.services.journal.pages import entry_page
from ingang.services.journal.queries import FoundEntry
from ingang.services.journal.reports import actions, queries
from ingang.services.journal.reports.forms import ReportForm
from ingang.services.journal.reports.models import REPORT, Finding
from ingang.services.journal.reports.queries import Reported, ReportState
from ingang.services.journal.reports.quoting import parts_of
from ingang.services.journal.reports.routing import answering_unit, due
from ingang.services.journal.reports.words import NEXT, STATES, as_sentences, quoted, what_words, who_reads
from ingang.services.journal.views.parts import CLINICAL, keeper_of
from ingang.ui.values import SummaryRow

KINDS = (CLINICAL, REPORT)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=KINDS)
def new(request: ResidentRequest, entry: UUID) -> HttpResponse:
    """The form; then, with `step` in what is sent, the page to check it on; and from there the report."""
    found = read_entry(grant=request.grant, keeper=keeper_of(request), id=entry, now=request.now)
    page = entry_page(found=found, now=request.now)
    form = ReportForm(request.POST if request.method == "POST" else None, parts=parts_of(shown=page["shown"]))
    step = request.POST.get("step", "")
    if step != "change" and form.is_valid():
        if step == "send":
            return _sent(request, found, form)
        return render(request, "journal/reports/check.html", page | _to_check(request, found, form))
    shown = page | {"form": form, "reads": _who_reads(request, found)}
    is_wrong = step != "change" and bool(form.errors)
    return render(request, "journal/reports/new.html", shown, status=400 if is_wrong else 200)


@require_safe
@residents(kinds=KINDS)
def mine(request: ResidentRequest) -> HttpResponse:
    found = queries.reports(grant=request.grant, now=request.now)
    return render(request, "journal/reports/mine.html", {"lines": as_sentences(found=found)})


@require_safe
@residents(kinds=KINDS)
def report(request: ResidentRequest, id: UUID) -> HttpResponse:
    found = queries.report(grant=request.grant, id=id, now=request.now)
    if found.state is ReportState.ANSWERED:
        actions.see_answer(grant=request.grant, report=id, now=request.now)
    return render(request, "journal/reports/report.html", _shown(request, found))


@require_POST
@residents(kinds=KINDS)
def withdraw(request: ResidentRequest, id: UUID) -> HttpResponse:
    # What a guardian no longer sees, she takes not back either.
    queries.report(grant=request.grant, id=id, now=request.now)
    actions.withdraw(grant=request.grant, report=id, now=request.now)
    return redirect("journal:report", id=id)


def _sent(request: ResidentRequest, found: FoundEntry, form: ReportForm) -> HttpResponse:
    made = actions.report_error(
        grant=request.grant,
        keeper=keeper_of(request),
        entry=found.entry.id,
        form=form.id,
        written=form.written,
        now=request.now,
    )
    return redirect(f"{reverse('journal:report', args=[made])}?kvitto")


def _to_check(request: ResidentRequest, found: FoundEntry, form: ReportForm) -> dict[str, object]:
    written = form.written
    unit = answering_unit(entry=found.entry, on=local_date(request.now))
    rows = [
        SummaryRow(question=gettext("What is wrong"), answer=what_words(written.what)),
        SummaryRow(question=gettext("Which part"), answer=written.part or gettext("The whole entry")),
        SummaryRow(question=gettext("Your own words for it"), answer=written.words),
        SummaryRow(question=gettext("What you write"), answer=written.text),
    ]
    return {
        "form": form,
        "rows": [row for row in rows if row.answer],
        "reads": _who_reads(request, found),
        "due_at": due(what=written.what, unit=unit, now=request.now),
        "now": request.now,
    }


def _who_reads(request: ResidentRequest, found: FoundEntry) -> str:
    unit = answering_unit(entry=found.entry, on=local_date(request.now))
    return who_reads(unit=unit, care_giver_name=found.entry.care_giver_name)


def _shown(request: ResidentRequest, found: Reported) -> dict[str, object]:
    row = found.report
    return {
        "reported": row,
        "state": found.state,
        "state_words": gettext(STATES[found.state]),
        "what": what_words(row.what),
        "rows": quoted(quote=found.quote, now=request.now),
        "reads": who_reads(unit=row.unit, care_giver_name=found.quote.entry.care_giver_name),
        "finding": gettext(Finding(row.finding).label) if row.finding else "",
        "next": gettext(NEXT[row.finding]) if row.finding else "",
        "is_receipt": "kvitto" in request.GET and found.state.is_open,
        "now": request.now,
    }
