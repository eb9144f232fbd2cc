"""The public addresses of the catalogue, in Swedish and under /en/ in English."""

from django.urls import path

from ingang.services.care_finder.views import comparing, finding, open_data, reports, tables, units

app_name = "care_finder"

urlpatterns = [
    path("hitta-vard/", finding.start, name="start"),
    path("hitta-vard/platser.json", finding.places, name="places"),
    path("hitta-vard/jamfor/", comparing.compare, name="compare"),
    path("hitta-vard/riktighet/", reports.share, name="share"),
    path("hitta-vard/oppna-data/", tables.dictionary, name="open_data"),
    path("hitta-vard/fel/<str:reference>/", reports.follow, name="follow"),
    path("hitta-vard/<str:unit>/fel/", reports.report, name="report"),
    path("hitta-vard/<str:unit>/", units.unit, name="unit"),
    path("api/v1/vard/enheter.csv", tables.table, name="fhir_table"),
    path("api/v1/vard/enheter.json", tables.whole, name="fhir_whole"),
    path("api/v1/vard/enheter.ndjson", tables.line_by_line, name="fhir_lines"),
    path("dcat", tables.portal_description, name="fhir_description"),
    path("api/v1/vard/fhir/metadata", open_data.metadata, name="fhir_metadata"),
    path("api/v1/vard/fhir/<str:kind>", open_data.search, name="fhir_search"),
    path("api/v1/vard/fhir/<str:kind>/<str:id>", open_data.read, name="fhir_read"),
]
