"""The start page: the unit's work in one list."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import staff
from ingang.foundation.access.viewer import staff_entries
from ingang.foundation.care_units.queries import care_giver_names, care_unit
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.work_items.queries import Whose
from ingang.kernel.actor import OPERATIONS, Staff
from ingang.kernel.registry import current
from ingang.services.staff_desk.access import has_desk, open_desk
from ingang.services.staff_desk.queries import Desk, desk, listed_kinds
from ingang.services.staff_desk.views.addresses import Chosen
from ingang.services.staff_desk.words import DONE, PARTS, shortcuts
from ingang.ui.values import Link

HERE = "staff_desk:start"


@require_safe
@staff()
def start(request: StaffRequest) -> HttpResponse:
    shown: dict[str, object] = {
        "place": _place(request.actor),
        "is_operation": OPERATIONS in request.actor.roles,
        "name": request.actor.name,
        "role": request.actor.role,
        "links": _links(request),
        "now": request.now,
    }
    if has_desk(actor=request.actor):
        shown |= _work(request, Chosen.from_query(request.GET))
    return render(request, "staff_desk/start.html", shown)


def _place(actor: Staff) -> str:
    """Where she works: the unit, or its care giver for one that no patient comes to and the catalogue does not have."""
    unit = care_unit(hsa_id=actor.unit)
    return unit.name if unit else care_giver_names(hsa_ids=frozenset({actor.care_giver})).get(actor.care_giver, "")


def _work(request: StaffRequest, chosen: Chosen) -> dict[str, object]:
    grant = open_desk(actor=request.actor, kinds=listed_kinds(), now=request.now)
    found = desk(grant=grant, whose=chosen.whose, kind=chosen.kind, page=chosen.page, now=request.now)
    done = request.GET.get("gjort", "")
    return {
        "desk": found,
        "chosen": chosen,
        "tabs": _tabs(chosen, found),
        "kinds": _kinds(chosen, found),
        "done": gettext(DONE[done]) if done in DONE else "",
        "earlier": replace(chosen, page=chosen.page - 1).address() if chosen.page > 1 else "",
        "later": replace(chosen, page=chosen.page + 1).address() if found.has_more else "",
        "keys": shortcuts(),
    }


def _tabs(chosen: Chosen, found: Desk) -> list[Link]:
    return [
        Link(
            title=gettext(PARTS[whose]),
            url=Chosen(whose=whose).address(),
            current=whose is chosen.whose,
            count=found.counts.get(whose, 0),
        )
        for whose in Whose
    ]


def _kinds(chosen: Chosen, found: Desk) -> list[Link]:
    """The kinds of work to choose from, where there is more than one, or one is chosen."""
    if len(found.kinds) < 2 and not chosen.kind:
        return []
    every = replace(chosen, kind="", page=1)
    known = [(code, kind) for code, kind in current().work_kinds.items() if code in found.kinds or code == chosen.kind]
    return [
        Link(title=gettext("Every kind"), url=every.address(), current=not chosen.kind),
        *(
            Link(
                title=gettext(kind.title),
                url=replace(every, kind=code).address(),
                current=code == chosen.kind,
                count=found.kinds.get(code, 0),
            )
            for code, kind in known
        ),
    ]


def _links(request: StaffRequest) -> list[Link]:
    return [
        Link(title=gettext(entry.title), url=reverse(entry.address))
        for entry in staff_entries(actor=request.actor)
        if entry.address != HERE
    ]
