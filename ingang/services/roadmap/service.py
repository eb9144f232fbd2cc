"""The manifest of the roadmap."""

from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.service import Audience, MenuEntry, ScheduledJob, Service, WorkKind
from ingang.kernel.words import marked
from ingang.services.roadmap.rules import MUNICIPALITY_ADMIN, ROADMAP_EDITOR

SERVICE = Service(
    name="roadmap",
    title=marked("Roadmap"),
    audience=Audience.PUBLIC,
    app="ingang.services.roadmap.apps.RoadmapConfig",
    mounts={"": "ingang.services.roadmap.urls", "personal/fardplan/": "ingang.services.roadmap.staff_urls"},
    menu=(
        MenuEntry(
            title=marked("Roadmap"),
            address="roadmap_staff:start",
            order=25,
            audience=Audience.STAFF,
            roles=(ROADMAP_EDITOR, REGION_ADMIN, MUNICIPALITY_ADMIN),
        ),
    ),
    audit_events={
        "roadmap.added": marked("Wrote something new for the roadmap"),
        "roadmap.changed": marked("Changed something in the roadmap"),
        "roadmap.published": marked("Published or archived something in the roadmap"),
        "roadmap.version_added": marked("Added a version of a document about the portal"),
        "roadmap.answered": marked("Answered for a region or a municipality in the roadmap"),
        "roadmap.answers_taken": marked("Took in the regions' answers in the roadmap from a table"),
        "roadmap.followed": marked("Chose that the unit is given the roadmap's changes as work"),
        "roadmap.unfollowed": marked("Chose that the unit is no longer given the roadmap's changes as work"),
    },
    jobs=(
        ScheduledJob(
            name="roadmap.digest",
            handler="ingang.services.roadmap.actions.telling.give_digest",
            every_minutes=12 * 60,
            kinds=("work_items.item",),
        ),
        ScheduledJob(
            name="roadmap.set_documents",
            handler="ingang.services.roadmap.actions.paper.set_documents",
            every_minutes=1,
        ),
    ),
    work_kinds=(WorkKind(code="roadmap.digest", title=marked("Read what changed in the roadmap last week")),),
    front="ingang.services.roadmap.fronts.front",
    public_pages="ingang.services.roadmap.fronts.public_pages",
    seed="ingang.services.roadmap.seeds.seed",
    samples="ingang.services.roadmap.samples.samples",
)
