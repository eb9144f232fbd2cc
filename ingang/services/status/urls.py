"""Addresses, mounted under driftlage/."""

from django.urls import path

from ingang.services.status import views

app_name = "status"

urlpatterns = [
    path("", views.start, name="start"),
    path("del/<str:part>/", views.part, name="part"),
    path("flode.xml", views.feed, name="feed"),
]
