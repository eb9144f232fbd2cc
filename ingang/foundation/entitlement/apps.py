"""Django's view of this part."""

from django.apps import AppConfig


class EntitlementConfig(AppConfig):
    """Whom units open their e-services for."""

    name = "ingang.foundation.entitlement"
    label = "entitlement"
