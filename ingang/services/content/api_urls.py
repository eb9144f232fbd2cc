"""Addresses for programs, mounted under api/v1/content/."""

from django.urls import path

from ingang.services.content import api

app_name = "content_api"

urlpatterns = [
    path("", api.texts, name="texts"),
    # Every address below is answered as JSON.
    path("<path:key>", api.text, name="text"),
]
