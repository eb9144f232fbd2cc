"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(name="outbox", title="Outbox", audience=Audience.HOUSE, app="ingang.foundation.outbox.apps.OutboxConfig")
