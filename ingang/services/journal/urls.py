"""Addresses, mounted by the manifest."""

from django.urls import path

from ingang.services.journal.taking import views as taking
from ingang.services.journal.views import resident, streams

app_name = "journal"

urlpatterns = [
    path("", resident.start, name="start"),
    path("kommer/", streams.arriving, name="arriving"),
    path("ta-med/", taking.choose, name="take_along"),
    path("ta-med/<uuid:id>/", taking.state, name="taking"),
    path("ta-med/<uuid:id>/vantar/", taking.waiting, name="taking_waits"),
    path("ta-med/<uuid:id>/avbryt/", taking.cancel, name="taking_cancel"),
    path("ta-med/<uuid:id>/igen/", taking.again, name="taking_again"),
    path("ta-med/<uuid:id>/fil/", taking.file, name="taken"),
    path("<uuid:id>/", resident.entry, name="entry"),
    path("<uuid:id>/varden/", resident.values, name="values"),
    path("<uuid:id>/fhir.json", resident.download, name="download"),
]
