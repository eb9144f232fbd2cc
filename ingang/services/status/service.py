"""The manifest of this service."""

from ingang.kernel.service import Audience, ScheduledJob, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="status",
    title=marked("Operating status"),
    audience=Audience.PUBLIC,
    app="ingang.services.status.apps.StatusConfig",
    jobs=(ScheduledJob(name="status.measure", handler="ingang.services.status.measuring.measure", every_minutes=1),),
    front="ingang.services.status.front.front",
    public_pages="ingang.services.status.front.public_pages",
    samples="ingang.services.status.samples.samples",
    mounts={"driftlage/": "ingang.services.status.urls"},
)
