"""Django's view of this service."""

from django.apps import AppConfig


class UnitResidentsConfig(AppConfig):
    """Residents of a unit."""

    name = "ingang.services.unit_residents"
    label = "unit_residents"
