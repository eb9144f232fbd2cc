"""The manifest of this service."""

from ingang.kernel.service import Audience, MenuEntry, RegionText, ScheduledJob, Service
from ingang.kernel.words import marked
from ingang.services.entrance.rules import BANNER_EDITOR

SERVICE = Service(
    name="entrance",
    title=marked("The public entrance"),
    audience=Audience.PUBLIC,
    app="ingang.services.entrance.apps.EntranceConfig",
    mounts={
        "": "ingang.services.entrance.public_urls",
        "valj-region/": "ingang.services.entrance.region_urls",
        "personal/banderoller/": "ingang.services.entrance.banner_urls",
    },
    menu=(
        MenuEntry(
            title=marked("Banners"),
            address="entrance:banners",
            order=25,
            audience=Audience.STAFF,
            roles=(BANNER_EDITOR,),
        ),
    ),
    audit_events={
        "entrance.banner_drafted": marked("Wrote a draft of a banner"),
        "entrance.banner_changed": marked("Changed a draft of a banner"),
        "entrance.banner_confirmed": marked("Put a banner on every page that it concerns"),
        "entrance.banner_ended": marked("Took away a banner"),
    },
    jobs=(
        ScheduledJob(
            name="entrance.publish_pages",
            handler="ingang.services.entrance.jobs.publish_pages",
            every_minutes=10,
        ),
    ),
    texts=(
        RegionText(
            code="entrance.start",
            sentence=marked("The region's own words on the public start page"),
        ),
    ),
    public_pages="ingang.services.entrance.fronts.public_pages",
    on_every_page="ingang.services.entrance.showing.on_every_page",
    seed="ingang.services.entrance.seeds.seed",
    samples="ingang.services.entrance.seeds.samples",
)
