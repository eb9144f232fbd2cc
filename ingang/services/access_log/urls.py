"""Addresses of the access log, under min/vem-har-last/."""

from django.urls import path

from ingang.services.access_log import views

app_name = "access_log"

urlpatterns = [
    path("", views.start, name="start"),
    path("fil/", views.file, name="file"),
]
