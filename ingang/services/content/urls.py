"""Addresses of the public site, mounted at the root: those of sections and languages alone, so that none clashes."""

from django.urls import path, register_converter

from ingang.services.content import around_views, views
from ingang.services.content.rules import BY_ADDRESS, LANGUAGES, SECTION_BY_SLUG


class SectionConverter:
    """The address of a section, in Swedish or English."""

    regex = "|".join(SECTION_BY_SLUG)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class LanguageConverter(SectionConverter):
    """The code of a language of texts whose site is in another."""

    regex = "|".join(code for code in LANGUAGES if code not in BY_ADDRESS)


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
    path("region/<slug:region>/", views.region, name="region"),
    path("region/<slug:region>/<slug:slug>/", views.region_page, name="region_page"),
    path("<section:section>/", views.section, name="section"),
    path("<section:section>/<slug:slug>/", views.article, name="article"),
    path("<textlanguage:language>/", views.in_language, name="in_language"),
    path("<textlanguage:language>/<section:section>/<slug:slug>/", views.translated, name="translated"),
]
