"""Django's view of this part."""

from django.apps import AppConfig


class RegionsConfig(AppConfig):
    """The 21 regions and their switches."""

    name = "ingang.foundation.regions"
    label = "regions"
