"""The editors', the regions' and the units' addresses, mounted under personal/fardplan/."""

from django.urls import path

from ingang.services.roadmap.views import desk, initiatives, telling

app_name = "roadmap_staff"

urlpatterns = [
    path("", desk.start, name="start"),
    path("folj/", desk.following, name="following"),
    path("tabell/", desk.table, name="table"),
    path("region/<slug:slug>/", desk.answer, name="answer"),
    path("initiativ/nytt/", initiatives.new, name="new_initiative"),
    path("initiativ/<slug:slug>/", initiatives.change, name="initiative"),
    path("initiativ/<slug:slug>/publicera/", initiatives.publish, name="publish_initiative"),
    path("initiativ/<slug:slug>/milstolpe/", initiatives.new_milestone, name="new_milestone"),
    path("milstolpe/<uuid:id>/", initiatives.milestone, name="milestone"),
    path("mote/nytt/", telling.new_meeting, name="new_meeting"),
    path("mote/<uuid:id>/", telling.meeting, name="meeting"),
    path("mote/<uuid:id>/publicera/", telling.publish_meeting, name="publish_meeting"),
    path("nyhet/ny/", telling.new_news, name="new_news"),
    path("nyhet/<slug:slug>/", telling.news, name="news"),
    path("nyhet/<slug:slug>/publicera/", telling.publish_news, name="publish_news"),
    path("dokument/<slug:slug>/", telling.version, name="version"),
]
