"""The manifest of this service."""

from ingang.kernel.service import Audience, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="status",
    title=marked("Operating status"),
    audience=Audience.PUBLIC,
    app="ingang.services.status.apps.StatusConfig",
    mounts={"driftlage/": "ingang.services.status.urls"},
)
