"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(
    name="care_units",
    title="Care units",
    audience=Audience.HOUSE,
    app="ingang.foundation.care_units.apps.CareUnitsConfig",
)
