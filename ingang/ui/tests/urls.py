"""Addresses for trying the interface alone: no service is known here."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from ingang.ui.stories import StoryForm, story_context
from ingang.ui.viewer import MenuItem, PageViewer

MENU = tuple(
    MenuItem(title=title, url=f"/{title}", current=title == "Inkorg", count=2 if title == "Inkorg" else 0)
    for title in ("Start", "Inkorg", "Bokade tider", "Journalen", "Intyg", "Övriga tjänster")
)
BROKEN = 999
VIEWERS = {
    "alva": PageViewer(name="Alva Testsson", menu=MENU, log_out_url="/ut/", switch_url="/byt/"),
    "bo": PageViewer(name="Bo Testsson", acting_for="Kim Testsson", menu=MENU, log_out_url="/ut/"),
    "nurse": PageViewer(name="Siri Testsson", kind="staff", unit="Ekbackens vårdcentral", menu=MENU),
}


def sample(request: HttpRequest, who: str) -> HttpResponse:
    request.page_viewer = VIEWERS.get(who)  # type: ignore[attr-defined]
    base = "ui/base_staff.html" if who == "nurse" else "ui/base.html"
    form = StoryForm({"born_0": "31", "born_1": "2", "born_2": "1984"} if "wrong" in request.GET else None)
    return render(request, "ui/tests/sample.html", {"base": base, "form": form, **story_context()})


def breaks(request: HttpRequest) -> HttpResponse:
    request.page_viewer = VIEWERS["alva"]  # type: ignore[attr-defined]
    raise RuntimeError("broken on purpose")


def odd(_request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation


def forbidden(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def takes_post(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


extended: list[bool] = []


def guarded(request: HttpRequest, seconds: int) -> HttpResponse:
    extended.clear()
    return render(request, "ui/tests/guarded.html", {"poll": f"/kvar/{seconds}/"})


def left(_request: HttpRequest, seconds: int) -> HttpResponse:
    if seconds == BROKEN:
        return HttpResponse(status=503)
    return JsonResponse({"seconds_left": 1200 if extended else seconds})


def extend(_request: HttpRequest) -> HttpResponse:
    extended.append(True)
    return HttpResponse(status=204)


urlpatterns = [
    path("ui/", include("ingang.ui.urls")),
    path("sida/<slug:who>/", sample),
    path("trasig/", breaks),
    path("konstig/", odd),
    path("stopp/", forbidden),
    path("posta/", takes_post, name="post"),
    path("vaktad/<int:seconds>/", guarded),
    path("kvar/<int:seconds>/", left),
    path("mer/", extend),
]

handler400 = "ingang.ui.views.bad_request"
handler403 = "ingang.ui.views.permission_denied"
handler404 = "ingang.ui.views.page_not_found"
handler500 = "ingang.ui.views.server_error"
