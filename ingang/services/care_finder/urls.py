"""Addresses of the catalogue: for everybody under hitta-vard/, for staff under personal/."""

from django.urls import path

from ingang.services.care_finder.views import finding, units

app_name = "care_finder"

urlpatterns = [
    path("hitta-vard/", finding.start, name="start"),
    path("hitta-vard/<str:unit>/", units.unit, name="unit"),
]
