"""The manifest of this part."""

from ingang.kernel.service import Audience, ScheduledJob, Service

PART = Service(
    name="published",
    title="Finished public pages",
    audience=Audience.HOUSE,
    app="ingang.foundation.published.apps.PublishedConfig",
    jobs=(
        ScheduledJob(
            name="published.forget_changes",
            handler="ingang.foundation.published.jobs.forget_changes",
            every_minutes=24 * 60,
        ),
    ),
)
