"""Django's view of this service."""

from django.apps import AppConfig


class RegionAdminConfig(AppConfig):
    """The region's page."""

    name = "ingang.services.region_admin"
    label = "region_admin"
