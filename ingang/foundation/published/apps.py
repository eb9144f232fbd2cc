"""Django's view of this part."""

from django.apps import AppConfig


class PublishedConfig(AppConfig):
    """Public pages as finished bytes."""

    name = "ingang.foundation.published"
    label = "published"
