"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(
    name="documents",
    title="Documents",
    audience=Audience.HOUSE,
    app="ingang.foundation.documents.apps.DocumentsConfig",
)
