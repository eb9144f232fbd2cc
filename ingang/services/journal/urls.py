"""Addresses, mounted by the manifest."""

from django.urls import path

from ingang.services.journal import views

app_name = "journal"

urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:id>/", views.entry, name="entry"),
    path("<uuid:id>/fhir.json", views.download, name="download"),
]
