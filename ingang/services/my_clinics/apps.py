"""Django's view of this service."""

from django.apps import AppConfig


class MyClinicsConfig(AppConfig):
    """My clinics."""

    name = "ingang.services.my_clinics"
    label = "my_clinics"
