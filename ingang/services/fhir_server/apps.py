"""Django's view of this service."""

from django.apps import AppConfig


class FhirServerConfig(AppConfig):
    """The FHIR server."""

    name = "ingang.services.fhir_server"
    label = "fhir_server"
