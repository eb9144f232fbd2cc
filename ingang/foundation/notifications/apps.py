"""Django's view of this part."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    """Notices by mail and SMS."""

    name = "ingang.foundation.notifications"
    label = "notifications"
