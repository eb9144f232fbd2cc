"""Django's view of this part."""

from django.apps import AppConfig


class WorkItemsConfig(AppConfig):
    """Work of units."""

    name = "ingang.foundation.work_items"
    label = "work_items"
