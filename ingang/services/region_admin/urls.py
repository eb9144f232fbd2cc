"""Addresses, mounted under personal/region/."""

from django.urls import path

from ingang.services.region_admin import contact_views, views

app_name = "region_admin"

urlpatterns = [
    path("", views.start, name="start"),
    path("installning/<str:code>/", views.setting, name="setting"),
    path("ta-tillbaka/", views.take_back, name="take_back"),
    path("kontaktpunkt/", contact_views.contact_point, name="contact_point"),
]
