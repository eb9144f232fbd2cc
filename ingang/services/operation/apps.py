"""Django's view of this service."""

from django.apps import AppConfig


class OperationConfig(AppConfig):
    """The operation's pages."""

    name = "ingang.services.operation"
    label = "operation"
