"""Django's view of this service."""

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    """The roadmap and the pages about the portal."""

    name = "ingang.services.roadmap"
    label = "roadmap"
