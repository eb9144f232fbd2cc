"""The manifest of this part."""

from ingang.kernel.service import Audience, ScheduledJob, Service

PART = Service(
    name="systems",
    title="Connected systems",
    audience=Audience.HOUSE,
    app="ingang.foundation.systems.apps.SystemsConfig",
    jobs=(ScheduledJob(name="systems.roll_up", handler="ingang.foundation.systems.jobs.roll_up", every_minutes=5),),
    seed="demo.connected_systems.seed",
)
