"""The public start page: Swedish at /, English under /en/."""

from django.urls import path

from ingang.services.log_in.views import home

urlpatterns = [path("", home.home, name="home")]
