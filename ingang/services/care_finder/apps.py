"""Django's view of this service."""

from django.apps import AppConfig


class CareFinderConfig(AppConfig):
    """Find care."""

    name = "ingang.services.care_finder"
    label = "care_finder"
