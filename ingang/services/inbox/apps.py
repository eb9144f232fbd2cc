"""Django's view of this service."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """Messages."""

    name = "ingang.services.inbox"
    label = "inbox"
