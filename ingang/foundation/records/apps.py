"""Django's view of this part."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Clinical records."""

    name = "ingang.foundation.records"
    label = "records"
