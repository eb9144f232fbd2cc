"""The unit's service areas: the list, one more, and closing one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.foundation.entitlement.actions.areas import check_reasonable, close_area, open_area
from ingang.foundation.entitlement.errors import AreaAlreadyThere, AreaUnreasonable
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.queries.unit import area_of, areas_of
from ingang.foundation.entitlement.rules import Area
from ingang.foundation.identity.requests import StaffRequest
from ingang.services.unit_residents.forms import AreaForm
from ingang.services.unit_residents.views.parts import check_page, is_written, sentence, tabs
from ingang.services.unit_residents.words import ages_of, place_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(STANDING,), roles=(UNIT_ADMIN,))
def areas(request: StaffRequest) -> HttpResponse:
    form = AreaForm(request.POST if request.method == "POST" else None)
    if is_written(request, form):
        try:
            return _open(request, form.area)
        except (AreaAlreadyThere, AreaUnreasonable) as error:
            form.add_error(None, sentence(error))
    lines = [(row, place_of(row.area), ages_of(row.area)) for row in areas_of(unit=request.grant.unit)]
    shown = {"form": form, "lines": lines, "tabs": tabs("areas")}
    return render(request, "unit_residents/areas.html", shown, status=400 if form.errors else 200)


def _open(request: StaffRequest, area: Area) -> HttpResponse:
    if "confirm" in request.POST:
        open_area(grant=request.grant, area=area, now=request.now)
        return redirect("unit_residents:areas")
    check_reasonable(area=area)
    return check_page(
        request,
        back="areas",
        title=gettext("Open this service area?"),
        rows=_rows(area),
        button=gettext("Open the area"),
        effect=gettext("Everybody who is registered there, of these ages, may then use the unit's e-services."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff(kinds=(STANDING,), roles=(UNIT_ADMIN,))
def close(request: StaffRequest, area: UUID) -> HttpResponse:
    row = area_of(unit=request.grant.unit, area=area)
    if request.method == "POST":
        close_area(grant=request.grant, area=area, now=request.now)
        return redirect("unit_residents:areas")
    effect = gettext("People there can then no longer use the unit's e-services. Booked times stay.")
    if len(areas_of(unit=request.grant.unit)) == 1:
        effect = gettext(
            "It is the unit's only service area. Without one, only those whom the unit has approved or who are listed"
            " there can use its e-services. Booked times stay."
        )
    return check_page(
        request,
        back="areas",
        title=gettext("Close this service area?"),
        rows=_rows(row.area),
        button=gettext("Close the area"),
        effect=effect,
    )


def _rows(area: Area) -> list[tuple[str, str]]:
    return [(gettext("Place"), place_of(area)), (gettext("Ages"), ages_of(area))]
