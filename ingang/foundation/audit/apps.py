"""Django's view of this part."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit log."""

    name = "ingang.foundation.audit"
    label = "audit"
