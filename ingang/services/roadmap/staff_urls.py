"""The editors', the regions' and the units' addresses, mounted under personal/fardplan/."""

from django.urls import path

from ingang.services.roadmap.views import desk, milestones, telling

app_name = "roadmap_staff"

urlpatterns = [
    path("", desk.start, name="start"),
    path("folj/", desk.following, name="following"),
    path("tabell/", desk.table, name="table"),
    path("region/<slug:slug>/", desk.answer, name="answer"),
    path("kommuner/", desk.municipalities, name="municipalities"),
    path("kommun/<slug:code>/<slug:slug>/", desk.municipality_answer, name="municipality_answer"),
    path("initiativ/nytt/", telling.new, {"kind": "initiative"}, name="new_initiative"),
    path("initiativ/<slug:slug>/", telling.change, {"kind": "initiative"}, name="initiative"),
    path("initiativ/<slug:slug>/publicera/", telling.publish, {"kind": "initiative"}, name="publish_initiative"),
    path("initiativ/<slug:slug>/milstolpe/", milestones.new_milestone, name="new_milestone"),
    path("milstolpe/<uuid:id>/", milestones.milestone, name="milestone"),
    path("mote/nytt/", telling.new, {"kind": "meeting"}, name="new_meeting"),
    path("mote/<uuid:id>/", telling.change, {"kind": "meeting"}, name="meeting"),
    path("mote/<uuid:id>/publicera/", telling.publish, {"kind": "meeting"}, name="publish_meeting"),
    path("nyhet/ny/", telling.new, {"kind": "news"}, name="new_news"),
    path("nyhet/<slug:slug>/", telling.change, {"kind": "news"}, name="news"),
    path("nyhet/<slug:slug>/publicera/", telling.publish, {"kind": "news"}, name="publish_news"),
    path("dokument/nytt/", telling.new, {"kind": "document"}, name="new_document"),
    path("dokument/<slug:slug>/", telling.change, {"kind": "document"}, name="document"),
    path("dokument/<slug:slug>/publicera/", telling.publish, {"kind": "document"}, name="publish_document"),
    path("dokument/<slug:slug>/version/", telling.version, name="version"),
]
