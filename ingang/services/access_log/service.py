"""The manifest of the access log."""

from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="access_log",
    title=marked("Who has read"),
    audience=Audience.RESIDENT,
    app="ingang.services.access_log.apps.AccessLogConfig",
    mounts={"min/vem-har-last/": "ingang.services.access_log.urls"},
    menu=(MenuEntry(title=marked("Who has read"), address="access_log:start", order=90),),
    audit_events={"access_log.downloaded": marked("Downloaded who has read")},
)
