"""The manifest of this service."""

from ingang.kernel.service import Audience, Service

SERVICE = Service(
    name="fhir_server",
    title="FHIR server",
    audience=Audience.HOUSE,
    app="ingang.services.fhir_server.apps.FhirServerConfig",
    mounts={"fhir/": "ingang.services.fhir_server.urls"},
    samples="ingang.services.fhir_server.samples.samples",
)
