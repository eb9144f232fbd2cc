"""Addresses of the catalogue: for everybody under hitta-vard/, for staff under personal/."""

from django.urls import path

from ingang.services.care_finder.views import comparing, editing, finding, keeping, open_data, referring, reports, units

app_name = "care_finder"

urlpatterns = [
    path("hitta-vard/", finding.start, name="start"),
    path("hitta-vard/jamfor/", comparing.compare, name="compare"),
    path("hitta-vard/riktighet/", reports.share, name="share"),
    path("hitta-vard/fel/<str:reference>/", reports.follow, name="follow"),
    path("hitta-vard/<str:unit>/fel/", reports.report, name="report"),
    path("hitta-vard/<str:unit>/", units.unit, name="unit"),
    path("api/v1/vard/enheter.csv", open_data.table, name="fhir_table"),
    path("api/v1/vard/fhir/metadata", open_data.metadata, name="fhir_metadata"),
    path("api/v1/vard/fhir/<str:kind>", open_data.search, name="fhir_search"),
    path("api/v1/vard/fhir/<str:kind>/<str:id>", open_data.read, name="fhir_read"),
    path("personal/kontaktsida/", editing.page, name="edit"),
    path("personal/kontaktsida/fel/<uuid:item>/", editing.answer, name="answer"),
    path("personal/utbud/", keeping.imports, name="imports"),
    path("personal/utbud/<uuid:run>/", keeping.run, name="run"),
    path("personal/utbud/<uuid:run>/angra/", keeping.undo, name="undo"),
    path("personal/remisser/", referring.referrals, name="referrals"),
    path("personal/regionens-utbud/", keeping.offers, name="offers"),
]
