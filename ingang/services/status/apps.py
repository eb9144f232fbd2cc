"""Django's view of this service."""

from django.apps import AppConfig


class StatusConfig(AppConfig):
    """The public page of how everything fares."""

    name = "ingang.services.status"
    label = "status"
