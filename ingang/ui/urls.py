"""Addresses of the interface itself, mounted at /ui/."""

from django.urls import path

from ingang.ui import views

app_name = "ui"

urlpatterns = [
    path("utseende/", views.choose_theme, name="theme"),
    path("sprak/", views.choose_language, name="language"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("komponenter/", views.components, name="components"),
    path("komponenter/<slug:name>/", views.story, name="story"),
]
