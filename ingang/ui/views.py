"""Choices of look and language, the web manifest, the component page and the pages for errors."""

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.translation import check_for_language, get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from ingang.ui.context import THEME_COOKIE, THEMES, page
from ingang.ui.cookies import next_address, remember
from ingang.ui.stories import STORIES, story_context

RETRY_SECONDS = "10"


# Without CSRF protection on purpose: the worst a foreign page can do is to change the colours or the
# language, and a token in every footer would make every public page personal. The next view: the same.
@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(next_address(request=request))
    chosen = request.POST.get("theme", "auto")
    if chosen == "auto" or chosen not in THEMES:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    else:
        remember(request=request, response=response, name=THEME_COOKIE, choice=chosen)
    return response


@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES) or not check_for_language(chosen):
        return HttpResponseRedirect(next_address(request=request))
    response = HttpResponseRedirect(translate_url(next_address(request=request), chosen))
    remember(request=request, response=response, name=settings.LANGUAGE_COOKIE_NAME, choice=chosen)
    return response


@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    brand = page(request)["ui"].brand
    answer = {
        "name": brand.name,
        "short_name": brand.name,
        "lang": get_language(),
        "start_url": "/",
        "display": "standalone",
        "background_color": brand.theme_light,
        "theme_color": brand.theme_light,
        "icons": [{"src": static(brand.favicon), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    }
    return JsonResponse(answer, content_type="application/manifest+json")


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    _check_demonstration()
    return render(request, "ui/component_page.html", {"stories": STORIES, **story_context()})


@require_GET
def story(request: HttpRequest, name: str) -> HttpResponse:
    _check_demonstration()
    chosen = next((each for each in STORIES if each.name == name), None)
    if chosen is None:
        raise Http404
    return render(request, "ui/story_page.html", {"story": chosen, **story_context()})


def _check_demonstration() -> None:
    if not getattr(settings, "INGANG_DEMONSTRATION", False):
        raise Http404


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = render(request, "ui/errors/400.html", status=400)
    # It may have been refused before anybody looked whose request it is.
    response["Cache-Control"] = "no-store"
    return response


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "ui/errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for what nobody foresaw; scripts get JSON. The support code is the request's id in the log."""
    # The log-out form reads the session; what broke may be the database, so this page asks for nothing.
    request.page_viewer = None  # type: ignore[attr-defined]
    # The database is away, locked, or was ended under our hands: it passes, and the transaction was undone.
    status = 503 if isinstance(sys.exc_info()[1], OperationalError | InterfaceError) else 500
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": RETRY_SECONDS} if status == 503 else {})
    support = getattr(request, "request_id", "")
    if "text/html" not in request.headers.get("Accept", "text/html"):
        return JsonResponse({"status": status, "support": support}, status=status, headers=headers)
    page = render_to_string(f"ui/errors/{status}.html", {"support": support}, request)
    return HttpResponse(page, status=status, headers=headers)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/errors/csrf.html", status=403)
