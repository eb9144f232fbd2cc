"""Django's view of the project itself: it holds the commands."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """The project's commands."""

    name = "ingang.project"
    label = "project"
