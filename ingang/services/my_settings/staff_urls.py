"""Addresses of opening locked log-ins, under personal/las-upp/."""

from django.urls import path

from ingang.services.my_settings.views import unlocking

app_name = "unlocking"

urlpatterns = [path("", unlocking.desk, name="desk")]
