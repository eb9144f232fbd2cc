"""The stream, served by the streams' own process."""

from django.urls import path

from ingang.services.journal.views import streams

app_name = "journal_streams"

urlpatterns = [
    path("", streams.answers, name="answers"),
]
