"""Addresses, mounted under personal/."""

from django.urls import path

from ingang.services.staff_desk import views

app_name = "staff_desk"

urlpatterns = [
    path("", views.start, name="start"),
    path("arbete/<uuid:item>/", views.item, name="item"),
]
