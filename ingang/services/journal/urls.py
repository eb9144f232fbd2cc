"""Addresses: residents under min/journalen/, staff under personal/journalen/ and stream/journalen/personal/."""

from django.urls import include, path

from ingang.services.journal import staff_urls
from ingang.services.journal.views import resident, streams

app_name = "journal"

residents = [
    path("", resident.start, name="start"),
    path("kommer/", streams.arriving, name="arriving"),
    path("<uuid:id>/", resident.entry, name="entry"),
    path("<uuid:id>/varden/", resident.values, name="values"),
    path("<uuid:id>/fhir.json", resident.download, name="download"),
]

urlpatterns = [
    path("min/journalen/", include(residents)),
    path("personal/journalen/", include(staff_urls.pages)),
    path("stream/journalen/personal/", include(staff_urls.answers)),
]
