"""The public addresses, in Swedish and under /en/ in English."""

from django.urls import path

from ingang.services.roadmap.views import about, feeds, public

app_name = "roadmap"

urlpatterns = [
    path("fardplan/", public.start, name="start"),
    path("fardplan/regioner/", public.matrix, name="matrix"),
    path("fardplan/regioner/<str:code>/", public.region, name="region"),
    path("fardplan/regioner/<str:code>/kommuner/", public.municipalities, name="municipalities"),
    path("fardplan/data/<str:name>.<str:kind>", feeds.data, name="data"),
    path("fardplan/kalender.ics", feeds.calendar, name="calendar"),
    path("fardplan/andringar.xml", feeds.changes, name="changes"),
    path("fardplan/<slug:slug>/", public.initiative, name="initiative"),
    path("agenda/", public.meetings, name="meetings"),
    path("agenda/<uuid:id>/", public.meeting, name="meeting"),
    path("nyheter-for-professionen/", public.news, name="news"),
    path("nyheter-for-professionen/<slug:slug>/", public.news_item, name="news_item"),
    path("om/", about.about, name="about"),
    path("om/<slug:slug>/", about.document, name="document"),
    path("om/<slug:slug>/jamfor/", about.compare, name="compare"),
    path("om/<slug:slug>/version-<int:number>.pdf", about.file, name="file"),
]
