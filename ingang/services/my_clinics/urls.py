"""Addresses of one's own clinics, under min/mottagningar/."""

from django.urls import path

from ingang.services.my_clinics import views

app_name = "my_clinics"

urlpatterns = [
    path("", views.start, name="start"),
    path("lagg-till/", views.find, name="find"),
    path("<str:unit>/", views.contact, name="contact"),
]
