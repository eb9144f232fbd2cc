"""Addresses, mounted by the manifest: one base address for each care giver, and everything below it."""

from django.urls import path

from ingang.services.fhir_server import views

app_name = "fhir_server"

urlpatterns = [
    path("<str:care_giver>/metadata", views.metadata, name="metadata"),
    path("<str:care_giver>/", views.interaction, name="base"),
    path("<str:care_giver>", views.interaction, name="base_without_slash"),
    path("<str:care_giver>/<path:path>", views.interaction, name="interaction"),
]
