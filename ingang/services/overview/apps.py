"""Django's view of this service."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """The start page."""

    name = "ingang.services.overview"
    label = "overview"
