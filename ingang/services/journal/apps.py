"""Django's view of this service."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal."""

    name = "ingang.services.journal"
    label = "journal"
