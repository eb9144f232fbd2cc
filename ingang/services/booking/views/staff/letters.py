"""The letter that a kallelse becomes, and the unit's work with kallelser: what there is to do and what was done."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, override
from django.views.decorators.http import require_http_methods, require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.people.personal_data_service import population_register
from ingang.foundation.people.queries import person as person_by_id
from ingang.foundation.work_items.actions import finish_work
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.foundation.work_items.queries import work_line
from ingang.kernel.periods import local_date
from ingang.services.booking.access import can_book_for_others
from ingang.services.booking.errors import SummonsUnknown
from ingang.services.booking.forms_staff.callers import uuid_in
from ingang.services.booking.forms_staff.summonses import SummonsWorkForm
from ingang.services.booking.letters import envelope
from ingang.services.booking.models import KIND
from ingang.services.booking.queries.summonses import SentSummons, sent_summons
from ingang.services.booking.summons_words import letter_words, summons_rows
from ingang.services.booking.words import changing_sentences, letter_rows, summons_text

ITEM = "work_items.item"
HERE = "staff_desk:start"


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(KIND, ITEM))
def work(request: StaffRequest, item: UUID) -> HttpResponse:
    line = work_line(grant=request.grant, item=item, now=request.now)
    found = _summons_of(request, line.item.subject)
    form, problem = SummonsWorkForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        try:
            finish_work(grant=request.grant, item=item, outcome=form.outcome(), now=request.now)
            return redirect(HERE)
        except (AlreadyDone, TakenByColleague) as error:
            problem = gettext(error.sentence)
    shown = {
        "form": form,
        "work": line,
        "found": found,
        "row": found.summons,
        "rows": summons_rows(found=found, now=request.now),
        "why": letter_words(found.summons.paper_reason) if found.summons.paper_reason else "",
        "may_call": can_book_for_others(actor=request.actor),
        "problem": problem,
        "now": request.now,
    }
    return render(
        request, "booking/staff/summons_work.html", shown, status=409 if problem else 400 if form.errors else 200
    )


@require_safe
@staff(kinds=(KIND,))
def letter(request: StaffRequest, summons: UUID) -> HttpResponse:
    found = sent_summons(grant=request.grant, summons=summons, now=request.now)
    to = envelope(row=found.summons, register=population_register(), on=local_date(request.now))
    shown = {
        "found": found,
        "row": found.summons,
        "unit": care_unit(hsa_id=request.grant.unit),
        "envelope": to,
        "now": request.now,
        **_content(request, found),
    }
    return render(request, "booking/staff/letter.html", shown)


def _summons_of(request: StaffRequest, subject: str) -> SentSummons:
    summons = uuid_in(subject)
    if summons is None:
        raise SummonsUnknown()
    return sent_summons(grant=request.grant, summons=summons, now=request.now)


def _content(request: StaffRequest, found: SentSummons) -> dict[str, object]:
    """What the letter says, in the language of the one who gets it: English for who reads it, otherwise Swedish."""
    row, time = found.summons, found.time
    receiver = person_by_id(id=row.person)
    language = "en" if receiver and receiver.language == "en" else "sv"
    with override(language):
        return {
            "letter_language": language,
            "text": summons_text(row),
            "last_day": row.last_day,
            "letter_rows": letter_rows(time=time, kind=found.time_type),
            "letter_changing": changing_sentences(kind=found.time_type, starts_at=time.starts_at, now=request.now)
            if time
            else (),
        }
