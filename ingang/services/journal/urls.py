"""Addresses, mounted by the manifest."""

from django.urls import include, path

from ingang.services.journal.views import resident, streams

app_name = "journal"

of_residents = [
    path("", resident.start, name="start"),
    path("kommer/", streams.arriving, name="arriving"),
    path("<uuid:id>/", resident.entry, name="entry"),
    path("<uuid:id>/varden/", resident.values, name="values"),
    path("<uuid:id>/fhir.json", resident.download, name="download"),
]

urlpatterns = [
    path("min/journalen/", include(of_residents)),
    path("", include("ingang.services.journal.reports.urls")),
]
