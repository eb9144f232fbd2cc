"""The manifest of this part."""

from ingang.kernel.service import Audience, ScheduledJob, Service

PART = Service(
    name="search",
    title="Search",
    audience=Audience.HOUSE,
    app="ingang.foundation.search.apps.SearchConfig",
    jobs=(
        ScheduledJob(
            name="search.look_through", handler="ingang.foundation.search.actions.look_through", every_minutes=60
        ),
    ),
)
