"""Django's view of this service."""

from django.apps import AppConfig


class MySettingsConfig(AppConfig):
    """Settings of a resident."""

    name = "ingang.services.my_settings"
    label = "my_settings"
