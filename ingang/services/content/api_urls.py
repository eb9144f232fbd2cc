"""Addresses for programs, mounted under api/v1/content/."""

from django.urls import path

from ingang.services.content import api

app_name = "content_api"

urlpatterns = [
    path("", api.texts, name="texts"),
    path("<slug:key>/", api.text, name="text"),
    path("<path:rest>", api.nothing, name="nothing"),
]
