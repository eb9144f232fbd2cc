"""Django's view of this part."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Log-in sessions and staff accounts."""

    name = "ingang.foundation.identity"
    label = "identity"
