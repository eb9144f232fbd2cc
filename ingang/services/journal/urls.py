"""Addresses of the journal: the residents' under min/journalen/, staff's under personal/journalen/ and stream/."""

from django.urls import include, path

from ingang.services.journal import staff_urls
from ingang.services.journal.taking import views as taking
from ingang.services.journal.views import disclosure, overviews, release, resident, speaking, streams

app_name = "journal"

urlpatterns = [
    path("min/journalen/", resident.start, name="start"),
    path("min/journalen/nar/", release.choices, name="choices"),
    path("min/journalen/vantar/", release.waiting, name="waiting"),
    path("min/journalen/visas/", release.shown, name="shown"),
    path("min/journalen/vaccinationer/", overviews.vaccinations, name="vaccinations"),
    path("min/journalen/tillvaxt/", overviews.growth, name="growth"),
    path("min/journalen/kommer/", streams.arriving, name="arriving"),
    path("min/journalen/ta-med/", taking.choose, name="take_along"),
    path("min/journalen/ta-med/<uuid:id>/", taking.state, name="taking"),
    path("min/journalen/ta-med/<uuid:id>/vantar/", taking.waiting, name="taking_waits"),
    path("min/journalen/ta-med/<uuid:id>/avbryt/", taking.cancel, name="taking_cancel"),
    path("min/journalen/ta-med/<uuid:id>/igen/", taking.again, name="taking_again"),
    path("min/journalen/ta-med/<uuid:id>/fil/", taking.file, name="taken"),
    path("min/journalen/<uuid:id>/", resident.entry, name="entry"),
    path("min/journalen/<uuid:id>/varden/", resident.values, name="values"),
    path("min/journalen/<uuid:id>/fhir.json", resident.download, name="download"),
    path("personal/journalen/visning/", disclosure.decisions, name="disclosure"),
    path("personal/journalen/tala/<uuid:item>/", speaking.speak, name="speak"),
    path("", include("ingang.services.journal.reports.urls")),
    path("", include("ingang.services.journal.showing.urls")),
    path("personal/journalen/", include(staff_urls.pages)),
    path("stream/journalen/personal/", include(staff_urls.answers)),
]
