"""The manifest of this part."""

from ingang.kernel.service import Audience, ScheduledJob, Service
from ingang.kernel.words import marked

PART = Service(
    name="systems",
    title="Connected systems",
    audience=Audience.HOUSE,
    app="ingang.foundation.systems.apps.SystemsConfig",
    audit_events={
        "systems.switched": marked("Turned a care giver's system on or off"),
        "systems.asked_again": marked("Asked a care giver's system whether it is there"),
        "systems.maintenance_planned": marked("Planned work that may be felt"),
        "systems.maintenance_changed": marked("Changed planned work that may be felt"),
        "systems.maintenance_called_off": marked("Called off planned work"),
    },
    jobs=(ScheduledJob(name="systems.roll_up", handler="ingang.foundation.systems.jobs.roll_up", every_minutes=5),),
    seed="demo.connected_systems.seed",
    on_every_page="ingang.foundation.systems.announcing.page_announcements",
)
