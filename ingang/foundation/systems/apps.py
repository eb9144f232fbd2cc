"""Django's view of this part."""

from django.apps import AppConfig


class SystemsConfig(AppConfig):
    """The connected systems."""

    name = "ingang.foundation.systems"
    label = "systems"
