"""Imports of the directory with their reports, for those who keep the catalogue."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.access import CATALOGUE_ADMIN
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.care_finder.actions.asking import begin_asking
from ingang.services.care_finder.actions.importing import import_directory, undo_import
from ingang.services.care_finder.errors import RunNotUndone
from ingang.services.care_finder.forms import ImportForm
from ingang.services.care_finder.models import ImportChange, ImportRun, RunState, Seen, What
from ingang.services.care_finder.queries.runs import changes_left, changes_of, may_be_undone, run_of, runs
from ingang.services.care_finder.the_directory import care_givers_asked, directory_name, the_directory
from ingang.services.care_finder.words import change_sentences

ON_A_PAGE = 50
MOST_SECONDS = 10.0
"""So long somebody waits while what she began is written; the rest is the job's."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(CATALOGUE_ADMIN,))
def imports(request: StaffRequest) -> HttpResponse:
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        row = import_directory(
            actor=request.actor, content=file.read(), file_name=file.name, region=form.cleaned_data["region"],
            now=request.now, most_seconds=MOST_SECONDS,
        )  # fmt: skip
        return redirect("care_finder_staff:run", run=row.id)
    shown = {"form": form, "runs": [_run(row) for row in runs()], "now": request.now}
    shown["has_directory"] = the_directory() is not None
    return render(request, "care_finder/imports.html", shown, status=400 if form.errors else 200)


@require_POST
@staff(roles=(CATALOGUE_ADMIN,))
def ask(request: StaffRequest) -> HttpResponse:
    if the_directory() is None:
        return redirect("care_finder_staff:imports")
    row = begin_asking(
        actor=request.actor, directory=directory_name(), care_givers=care_givers_asked(), now=request.now
    )  # fmt: skip
    return redirect("care_finder_staff:run", run=row.id)


@require_safe
@staff(roles=(CATALOGUE_ADMIN,))
def run(request: StaffRequest, run: UUID) -> HttpResponse:
    row, changes = run_of(run=run, what=request.GET.get("vad", ""))
    page = Paginator(changes, ON_A_PAGE).get_page(request.GET.get("sida", ""))
    shown = {
        "one": _run(row),
        "page": page,
        "changes": [_change(each) for each in page.object_list],
        "may_undo": may_be_undone(row),
        "problem": gettext(RunNotUndone.sentence) if "gick-inte" in request.GET else "",
        "now": request.now,
    }
    return render(request, "care_finder/run.html", shown)


@require_POST
@staff(roles=(CATALOGUE_ADMIN,))
def undo(request: StaffRequest, run: UUID) -> HttpResponse:
    address = reverse("care_finder_staff:run", kwargs={"run": run})
    try:
        undo_import(actor=request.actor, run=run, now=request.now, most_seconds=MOST_SECONDS)
    except RunNotUndone:
        return redirect(f"{address}?gick-inte=1")
    return redirect(address)


def _run(row: ImportRun) -> dict[str, Any]:
    return {
        "row": row,
        "state": gettext(RunState(row.state).label),
        "reason": gettext(row.reason) if row.reason else "",
        "begun_by": _who(row.started_by),
        "undone_by": _who(row.undone_by),
        "progress": _progress(row),
        "counts": [
            (one.value, gettext(one.label), row.counts[one.value])
            for one in (*What, *Seen)
            if row.counts.get(one.value)
        ],
    }


def _who(identity: str) -> str:
    """A member of staff by HSA-id, or the portal's own job."""
    return identity if identity.startswith("SE") else gettext("the portal itself")


def _progress(row: ImportRun) -> str:
    """How far a run has come; empty for one of a file that is not looked through yet, and where it has ended."""
    if row.state != RunState.RUNNING:
        return ""
    if row.undone_at or row.reached is not None:
        count = changes_of(run=row).count()
        values = {"done": count - changes_left(run=row).count(), "count": count}
        if row.undone_at:
            return gettext("%(done)s of the %(count)s changes are put back. The rest comes by itself.") % values
        return gettext("%(done)s of the %(count)s changes are written. The rest comes by itself.") % values
    if not row.asks:
        return ""
    if row.units is None:
        return gettext("The directory is asked which units there are.")
    values = {"told": row.lines, "units": row.units}
    return gettext("The directory has told of %(told)s of the %(units)s units that it has named so far.") % values


def _change(row: ImportChange) -> dict[str, Any]:
    return {
        "row": row,
        "what": gettext(What(row.what).label),
        "reason": gettext(row.reason) % row.values if row.reason else "",
        "sentences": change_sentences(row=row),
    }
