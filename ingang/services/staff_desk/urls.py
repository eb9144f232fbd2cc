"""Addresses, mounted under personal/."""

from django.urls import path

from ingang.services.staff_desk.views import desk, item

app_name = "staff_desk"

urlpatterns = [
    path("", desk.start, name="start"),
    path("arbete/<uuid:item>/", item.item, name="item"),
]
