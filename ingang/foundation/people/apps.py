"""Django's view of this part."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and staff."""

    name = "ingang.foundation.people"
    label = "people"
