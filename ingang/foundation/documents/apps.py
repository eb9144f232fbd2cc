"""Django's view of this part."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Files."""

    name = "ingang.foundation.documents"
    label = "documents"
