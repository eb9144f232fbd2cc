"""The manifest of the staff's start page."""

from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="staff_desk",
    title=marked("Start"),
    audience=Audience.STAFF,
    app="ingang.services.staff_desk.apps.StaffDeskConfig",
    mounts={"personal/": "ingang.services.staff_desk.urls"},
    menu=(MenuEntry(title=marked("Start"), address="staff_desk:start", order=10, audience=Audience.STAFF),),
    seed="ingang.services.staff_desk.seeds.seed",
    samples="ingang.services.staff_desk.seeds.samples",
)
