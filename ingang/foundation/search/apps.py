"""Django's view of this part."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What can be found."""

    name = "ingang.foundation.search"
    label = "search"
