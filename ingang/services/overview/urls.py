"""The address of the start page: min/."""

from django.urls import path

from ingang.services.overview import views

app_name = "overview"

urlpatterns = [path("", views.start, name="start")]
