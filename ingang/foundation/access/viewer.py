"""What the header of every page says about its reader: name, whom she acts for, unit, menu and the way out."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from ingang.foundation.access.actions import UNIT_LIST_PURPOSES
from ingang.foundation.access.weighing import openable_kinds
from ingang.foundation.care_units.queries import care_unit_names
from ingang.foundation.identity.requests import HouseRequest
from ingang.foundation.people.queries import names
from ingang.foundation.regions.links import address
from ingang.kernel.actor import Representative, Resident, Staff
from ingang.kernel.grant import Purpose
from ingang.kernel.registry import current
from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.ui.viewer import MenuItem, PageViewer


class ViewerMiddleware:
    """Sets `request.page_viewer`, which the base templates read. It is worked out only for pages that show it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, plain_request: HttpRequest) -> HttpResponse:
        request = cast(HouseRequest, plain_request)
        request.page_viewer = None
        if request.actor is not None:
            request.page_viewer = cast(PageViewer, SimpleLazyObject(lambda: viewer_of(request=request)))
        return self.get_response(request)


def viewer_of(*, request: HouseRequest) -> PageViewer | None:
    """The reader as the page needs to know her; None for one who is neither resident nor staff."""
    if isinstance(request.actor, Staff):
        return _staff_viewer(request.actor, request.path)
    if isinstance(request.actor, Resident | Representative):
        return _resident_viewer(request.actor, request.path, request.now)
    return None


def _staff_viewer(actor: Staff, here: str) -> PageViewer:
    return PageViewer(
        name=actor.name,
        kind="staff",
        unit=care_unit_names(hsa_ids=frozenset({actor.unit})).get(actor.unit, ""),
        menu=_items(staff_entries(actor=actor), here),
        log_out_url=reverse("log_in:out"),
        switch_url=reverse("log_in:choose_assignment"),
        **_session(),
    )


def _resident_viewer(actor: Resident | Representative, here: str, now: datetime) -> PageViewer:
    # The doors weigh anew at every page, and so does the name in the banner: where the right has ended she still
    # acts for somebody, whose name is no longer hers to see.
    reached = reached_by(actor=actor, now=now)
    other = actor.acting_for if isinstance(actor, Representative) and reached else None
    known = names(persons=frozenset({actor.person, other or actor.person}))
    return PageViewer(
        name=known.get(actor.person, ""),
        acting_for=known.get(other, "") if other else "" if isinstance(actor, Representative) else None,
        menu=_items([entry for entry in resident_entries(reached=reached) if entry.in_menu], here),
        log_out_url=reverse("log_in:out"),
        switch_url=address("acting_for_others:start") or "",
        **_session(),
    )


def _session() -> dict[str, Any]:
    return {
        "quick_exit_url": reverse("log_in:leave"),
        "state_url": reverse("log_in:state"),
        "extend_url": reverse("log_in:extend"),
        "ended_url": reverse("log_in:start"),
        "warn_at": settings.SESSION_WARNING_MINUTES * 60,
        "stream_url": settings.STREAM_ORIGIN + reverse("streams:session"),
    }


def staff_entries(*, actor: Staff) -> list[MenuEntry]:
    """The entries of every service that the actor's assignment opens, in their order."""
    lists = actor.purpose in UNIT_LIST_PURPOSES
    return _in_order(
        entry
        for service in current().services
        for entry in service.menu
        if entry.audience is Audience.STAFF
        and (lists or not entry.unit_list)
        and (actor.purpose == Purpose.CARE or not entry.for_care)
        and (not entry.roles or set(entry.roles) & set(actor.roles))
    )


def resident_entries(*, reached: frozenset[str]) -> list[MenuEntry]:
    """The entries for residents, in the menu or not, of the services that hold something of the kinds `reached`."""
    services = [service for service in current().services if is_reached(service=service, reached=reached)]
    return _in_order(entry for service in services for entry in service.menu if entry.audience is Audience.RESIDENT)


def reached_by(*, actor: Resident | Representative, now: datetime) -> frozenset[str]:
    """The kinds that the actor reaches now, on her own pages or on another's."""
    return openable_kinds(actor=actor, kinds=current().data_kinds, now=now)


def is_reached(*, service: Service, reached: frozenset[str]) -> bool:
    """Whether the service holds something of the kinds `reached`, or nothing of anybody's."""
    kinds = {kind.code for kind in service.data_kinds} | set(service.card_kinds)
    return not kinds or not kinds.isdisjoint(reached)


def _in_order(entries: Iterable[MenuEntry]) -> list[MenuEntry]:
    return sorted(entries, key=lambda entry: (entry.order, entry.title))


def _items(entries: Iterable[MenuEntry], here: str) -> tuple[MenuItem, ...]:
    items = [(gettext(entry.title), url) for entry in entries if (url := address(entry.address))]
    # The start page's address begins every other one: the longest that fits is where the reader is.
    current_url = max((url for _, url in items if here.startswith(url)), key=len, default="")
    return tuple(MenuItem(title=title, url=url, current=url == current_url) for title, url in items)
