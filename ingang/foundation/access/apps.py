"""Django's view of this part."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Access decisions."""

    name = "ingang.foundation.access"
    label = "access"
