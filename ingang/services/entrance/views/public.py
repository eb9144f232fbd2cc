"""The public start page, the choice of region, and what robots may read."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.published.current import known
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.chosen import REGION_COOKIE, chosen_region, region_codes
from ingang.foundation.regions.links import address
from ingang.foundation.regions.queries import text
from ingang.foundation.regions.rules import region as region_named
from ingang.kernel.periods import local_date
from ingang.services.entrance.fronts import fronts
from ingang.ui.cookies import next_address, remember

OWN_WORDS_SECONDS = 30
SITEMAPS = ("content:sitemap", "sitemap")


@keep_finished(seconds=60)
@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    code, language, now = chosen_region(cookies=request.COOKIES), get_language() or "sv", timezone.now()
    shown = {
        "language": language,
        "region": region_named(code) if code else None,
        "own_words": _own_words(code, language) if code else "",
        "fronts": fronts(region=code, language=language, now=now),
    }
    return render(request, "entrance/home.html", shown)


def _own_words(code: str, language: str) -> str:
    on = local_date(timezone.now())
    return known(
        name=f"entrance.start-{code}-{language}",
        seconds=OWN_WORDS_SECONDS,
        read=lambda: text(region=code, code="entrance.start", on=on, language=language),
        at_first="",
    )


# Without CSRF protection on purpose, as the choice of look is: the worst a foreign page can do is to change the
# region, which stands in the head of the page, and a token there would make every public page personal.
@public
@csrf_exempt
@require_POST
def choose_region(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(next_address(request=request))
    chosen = request.POST.get("region", "")
    if chosen in region_codes():
        remember(request=request, response=response, name=REGION_COOKIE, choice=chosen)
    else:
        response.delete_cookie(REGION_COOKIE, samesite="Lax")
    return response


@keep_finished(seconds=3600, same_for_all=True)
@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines read what is public, and leave alone what they can not open."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in ("/min/", "/personal/", "/logga-in/", "/ui/", "/api/"))]
    if sitemap := next(filter(None, map(address, SITEMAPS)), ""):
        lines.append(f"Sitemap: {request.build_absolute_uri(sitemap)}")
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
