"""Addresses of the start page and of the page of other services, under min/."""

from django.urls import path

from ingang.services.overview import views

app_name = "overview"

urlpatterns = [
    path("", views.start, name="start"),
    path("ovriga-tjanster/", views.others, name="others"),
]
