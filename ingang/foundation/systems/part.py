"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(
    name="systems",
    title="Connected systems",
    audience=Audience.HOUSE,
    app="ingang.foundation.systems.apps.SystemsConfig",
    seed="demo.connected_systems.seed",
)
