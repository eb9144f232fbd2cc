"""Addresses of opening again what was closed: log-ins, blocks and seals; under personal/las-upp/."""

from django.urls import path

from ingang.services.my_settings.views import lifting, unlocking

app_name = "unlocking"

urlpatterns = [
    path("", unlocking.desk, name="desk"),
    path("sparrar/", lifting.desk, name="lifting"),
]
