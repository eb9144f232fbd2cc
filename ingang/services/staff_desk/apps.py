"""Django's view of this service."""

from django.apps import AppConfig


class StaffDeskConfig(AppConfig):
    """The staff's start page."""

    name = "ingang.services.staff_desk"
    label = "staff_desk"
