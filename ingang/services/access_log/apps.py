"""Django's view of this service."""

from django.apps import AppConfig


class AccessLogConfig(AppConfig):
    """Who has read."""

    name = "ingang.services.access_log"
    label = "access_log"
