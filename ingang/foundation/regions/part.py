"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(
    name="regions",
    title="Regions",
    audience=Audience.HOUSE,
    app="ingang.foundation.regions.apps.RegionsConfig",
)
