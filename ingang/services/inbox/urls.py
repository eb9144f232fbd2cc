"""Addresses of the inbox, under min/inkorg/."""

from django.urls import path

from ingang.services.inbox import views

app_name = "inbox"

urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:id>/", views.message, name="message"),
]
