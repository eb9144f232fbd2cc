"""Django's view of this part."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """Events between services."""

    name = "ingang.foundation.outbox"
    label = "outbox"
