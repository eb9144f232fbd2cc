"""Django's view of this part."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """Consents and blocks."""

    name = "ingang.foundation.consents"
    label = "consents"
