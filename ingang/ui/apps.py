"""The interface as a Django app."""

from django.apps import AppConfig
from django.conf import settings

from ingang.ui.brands import choose_brand


class UiConfig(AppConfig):
    name = "ingang.ui"
    label = "ui"

    def ready(self) -> None:
        """Refuse to start with a brand that nobody has decided on."""
        choose_brand(
            code=getattr(settings, "INGANG_BRAND", "neutral"),
            decision=getattr(settings, "INGANG_BRAND_DECISION", ""),
        )
