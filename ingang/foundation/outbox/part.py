"""The manifest of this part."""

from ingang.kernel.service import Audience, ScheduledJob, Service

PART = Service(
    name="outbox",
    title="Outbox",
    audience=Audience.HOUSE,
    app="ingang.foundation.outbox.apps.OutboxConfig",
    jobs=(ScheduledJob(name="outbox.purge", handler="ingang.foundation.outbox.jobs.purge", every_minutes=24 * 60),),
)
