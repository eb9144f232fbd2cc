"""Django's view of this service."""

from django.apps import AppConfig


class EngagementsConfig(AppConfig):
    """What the engagement index knows of us, and we of it."""

    name = "ingang.services.engagements"
    label = "engagements"
