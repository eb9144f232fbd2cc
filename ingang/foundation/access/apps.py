"""Django's view of this part."""

from django.apps import AppConfig
from django.urls import register_converter

from ingang.foundation.access.addresses import PersonConverter


class AccessConfig(AppConfig):
    """Access decisions."""

    name = "ingang.foundation.access"
    label = "access"

    def ready(self) -> None:
        register_converter(PersonConverter, "person")
