"""Django's view of this service."""

from django.apps import AppConfig


class SiteSearchConfig(AppConfig):
    """One search over everything."""

    name = "ingang.services.site_search"
    label = "site_search"
