"""Addresses of the public site, mounted at the root: those of sections and languages alone, so that none clashes."""

from collections.abc import Container

from django.urls import path, register_converter

from ingang.services.content import around_views, opinions, views
from ingang.services.content.rules import BY_ADDRESS, LANGUAGES, SECTION_BY_SLUG


class OneOf:
    """One of the known words: an address with any other is some other service's."""

    regex = "[a-z0-9-]+"
    known: Container[str] = ()

    def to_python(self, value: str) -> str:
        if value not in self.known:
            raise ValueError(value)
        return value

    def to_url(self, value: str) -> str:
        return value


class SectionConverter(OneOf):
    """The address of a section, in Swedish or English."""

    known = SECTION_BY_SLUG


class LanguageConverter(OneOf):
    """The code of a language of texts whose site is in another."""

    known = LANGUAGES.keys() - BY_ADDRESS


register_converter(SectionConverter, "section")
register_converter(LanguageConverter, "textlanguage")

app_name = "content"

urlpatterns = [
    path("a-o/", views.index, name="index"),
    path("aktuellt/", around_views.news, name="news"),
    path("aktuellt/flode.xml", around_views.feed, name="feed"),
    path("sidkarta.xml", around_views.sitemap, name="sitemap"),
    path("ung/", views.youth, name="youth"),
    path("ung/<slug:slug>/", views.youth_text, name="youth_text"),
    path("text/<slug:key>/", views.by_key, name="by_key"),
    path("sok-vard/<slug:kind>/", views.care, name="care"),
    path("synpunkt/<slug:key>/<slug:language>/", opinions.opinion, name="opinion"),
    path("synpunkt/region/<slug:region>/<slug:slug>/", opinions.region_opinion, name="region_opinion"),
    path("region/<slug:region>/", views.region, name="region"),
    path("region/<slug:region>/<slug:slug>/", views.region_page, name="region_page"),
    path("<section:section>/", views.section, name="section"),
    path("<section:section>/<slug:slug>/", views.article, name="article"),
    path("<textlanguage:language>/", views.in_language, name="in_language"),
    path("<textlanguage:language>/<section:section>/<slug:slug>/", views.translated, name="translated"),
]
