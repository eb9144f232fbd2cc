"""Django's view of this part."""

from django.apps import AppConfig


class CareUnitsConfig(AppConfig):
    """Care givers and units."""

    name = "ingang.foundation.care_units"
    label = "care_units"
