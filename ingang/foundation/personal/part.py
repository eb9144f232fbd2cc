"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(
    name="personal",
    title="Personal tables",
    audience=Audience.HOUSE,
    app="ingang.foundation.personal.apps.PersonalConfig",
)
