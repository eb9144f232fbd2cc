"""What stands around the texts: news, their feed, and the map of the site for search engines."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public
from ingang.foundation.published.keeping import keep_finished
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.rules import region as region_named
from ingang.services.content.feeds import PART, news_feed, site_map
from ingang.services.content.queries import latest_news, region_pages
from ingang.services.content.youth import sites_shown

ATOM = "application/atom+xml; charset=utf-8"
XML = "application/xml; charset=utf-8"


@keep_finished(seconds=300)
@public
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    code = chosen_region(cookies=request.COOKIES)
    shown = {
        "news": latest_news(),
        "region": region_named(code) if code else None,
        "regional": region_pages(region=code, kind="news") if code else [],
    }
    return render(request, "content/news.html", shown)


@keep_finished(seconds=300)
@public
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    return HttpResponse(news_feed(texts=latest_news(), base=request.build_absolute_uri("/")), content_type=ATOM)


@keep_finished(seconds=300, query=(PART,))
@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    part = request.GET.get(PART, "0")
    written = ""
    if part.isascii() and part.isdecimal() and len(part) < 4:
        sites = sites_shown(request=request)
        written = site_map(base=request.build_absolute_uri("/"), sites=sites, part=int(part))
    if not written:
        raise Http404
    return HttpResponse(written, content_type=XML)
