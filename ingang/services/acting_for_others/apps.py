"""Django's view of this service."""

from django.apps import AppConfig


class ActingForOthersConfig(AppConfig):
    """Acting for others."""

    name = "ingang.services.acting_for_others"
    label = "acting_for_others"
