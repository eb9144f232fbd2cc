"""The manifest of this part."""

from ingang.kernel.service import Audience, Service
from ingang.kernel.words import marked

PART = Service(
    name="regions",
    title="Regions",
    audience=Audience.HOUSE,
    app="ingang.foundation.regions.apps.RegionsConfig",
    audit_events={
        "regions.decided": marked("Decided a setting for the region"),
        "regions.withdrawn": marked("Took back a planned setting of the region"),
        "regions.switched": marked("Turned something on or off in the region"),
    },
)
