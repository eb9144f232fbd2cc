"""The manifest of this part."""

from ingang.kernel.service import Audience, Service

PART = Service(name="audit", title="Audit", audience=Audience.HOUSE, app="ingang.foundation.audit.apps.AuditConfig")
