"""Django's view of this service."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    """Bokade tider."""

    name = "ingang.services.booking"
    label = "booking"
