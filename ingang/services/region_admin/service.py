"""The manifest of the region's page."""

from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import Audience, MenuEntry, ScheduledJob, Service, WorkKind
from ingang.kernel.words import marked

SERVICE = Service(
    name="region_admin",
    title=marked("The region's settings"),
    audience=Audience.STAFF,
    app="ingang.services.region_admin.apps.RegionAdminConfig",
    mounts={"personal/region/": "ingang.services.region_admin.urls"},
    menu=(
        MenuEntry(
            title=marked("The region's settings"),
            address="region_admin:start",
            order=20,
            audience=Audience.STAFF,
            roles=(REGION_ADMIN,),
        ),
    ),
    audit_events={"region_admin.contact_appointed": marked("Appointed the region's contact point")},
    announces=(EventType(name="region_admin.contact_appointed", version=1, fields=("vacancy",)),),
    hears=(
        Hearing(
            event="region_admin.contact_appointed",
            version=1,
            handler="ingang.services.region_admin.actions.contact_appointed",
            kinds=("work_items.item",),
        ),
    ),
    jobs=(
        ScheduledJob(
            name="region_admin.contact_points",
            handler="ingang.services.region_admin.actions.watch_contact_points",
            every_minutes=24 * 60,
            kinds=("work_items.item",),
        ),
    ),
    work_kinds=(
        WorkKind(
            code="region_admin.contact_vacant",
            title=marked("A region has no contact point, or nobody who stands in: remind its administrators"),
        ),
    ),
    seed="ingang.services.region_admin.seeds.seed",
    samples="ingang.services.region_admin.seeds.samples",
)
