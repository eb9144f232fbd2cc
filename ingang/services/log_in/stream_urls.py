"""Streams, served by a process of their own."""

from django.urls import path

from ingang.services.log_in.views import streams

app_name = "streams"

urlpatterns = [
    path("session/", streams.session, name="session"),
]
