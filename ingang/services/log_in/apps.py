"""Django's view of this service."""

from django.apps import AppConfig


class LogInConfig(AppConfig):
    """Logging in and out."""

    name = "ingang.services.log_in"
    label = "log_in"
