"""Addresses, mounted by the manifest."""

from django.urls import path

from ingang.services.journal.views import resident, streams

app_name = "journal"

urlpatterns = [
    path("", resident.start, name="start"),
    path("kommer/", streams.arriving, name="arriving"),
    path("<uuid:id>/", resident.entry, name="entry"),
    path("<uuid:id>/varden/", resident.values, name="values"),
    path("<uuid:id>/fhir.json", resident.download, name="download"),
]
