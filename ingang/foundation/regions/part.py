"""The manifest of this part."""

from ingang.kernel.service import Audience, Service
from ingang.kernel.words import marked

PART = Service(
    name="regions",
    title="Regions",
    audience=Audience.HOUSE,
    app="ingang.foundation.regions.apps.RegionsConfig",
    audit_events={"regions.switched": marked("Turned something on or off in the region")},
)
