"""Addresses: push notices under min/aviseringar/. The worker lies there too, so that no other page is its business."""

from django.urls import path

from ingang.foundation.notifications import views

app_name = "notifications"

urlpatterns = [
    path("", views.push, name="push"),
    path("sla-pa/", views.turn_on, name="turn_on"),
    path("<uuid:device>/stang/", views.turn_off, name="turn_off"),
    path("arbetare.js", views.worker, name="worker"),
]
