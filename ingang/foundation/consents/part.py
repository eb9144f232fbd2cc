"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(
    name="consents",
    title="Consents and blocks",
    audience=Audience.HOUSE,
    app="ingang.foundation.consents.apps.ConsentsConfig",
)
