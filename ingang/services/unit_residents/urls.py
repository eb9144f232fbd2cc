"""Addresses, mounted under personal/invanare/."""

from django.urls import path

from ingang.services.unit_residents.views import approvals, areas, needs

app_name = "unit_residents"

urlpatterns = [
    path("", approvals.start, name="start"),
    path("ta-bort/", approvals.end, name="end"),
    path("omraden/", areas.areas, name="areas"),
    path("omraden/<uuid:area>/stang/", areas.close, name="close_area"),
    path("behov/", needs.needs, name="needs"),
    path("behov/sjalva/", needs.themselves, name="themselves"),
]
