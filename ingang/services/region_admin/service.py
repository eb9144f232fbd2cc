"""The manifest of the region's page."""

from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.service import Audience, MenuEntry, Service
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
    seed="ingang.services.region_admin.seeds.seed",
    samples="ingang.services.region_admin.seeds.samples",
)
