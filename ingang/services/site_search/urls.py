"""Addresses, mounted under sok/."""

from django.urls import path

from ingang.services.site_search import views

app_name = "site_search"

urlpatterns = [
    path("", views.start, name="start"),
    path("forslag.json", views.suggestions, name="suggestions"),
]
