"""Django's view of this service."""

from django.apps import AppConfig


class EntranceConfig(AppConfig):
    """The public entrance."""

    name = "ingang.services.entrance"
    label = "entrance"
