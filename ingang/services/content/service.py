"""The manifest of the public texts."""

from ingang.kernel.service import Audience, Findable, MenuEntry, ScheduledJob, Service
from ingang.kernel.words import marked
from ingang.services.content.roles import CONTENT_ROLES

SERVICE = Service(
    name="content",
    title=marked("Facts and advice"),
    audience=Audience.PUBLIC,
    app="ingang.services.content.apps.ContentConfig",
    apps=(
        "ingang.services.content.apps.PreferencesConfig",
        "wagtail.snippets",
        "wagtail.documents",
        "wagtail.images",
        "wagtail.search",
        "wagtail.admin",
        "wagtail",
        "modelcluster",
        "taggit",
        "django_tasks",
        "django.contrib.messages",
    ),
    mounts={
        "": "ingang.services.content.urls",
        "api/v1/content/": "ingang.services.content.api_urls",
        "redaktor/": "ingang.services.content.editing.urls",
    },
    menu=(
        MenuEntry(
            title=marked("Write and review texts"),
            address="wagtailadmin_home",
            order=60,
            audience=Audience.STAFF,
            roles=CONTENT_ROLES,
        ),
    ),
    audit_events={
        "content.published": marked("Published a public text, or set the time for it"),
        "content.unpublished": marked("Took a public text away from readers"),
        "content.signed": marked("Signed a public text as an expert"),
        "content.media_added": marked("Added a picture, film or sound for public texts"),
        "content.media_changed": marked("Changed what is said of a picture, film or sound"),
        "content.media_removed": marked("Deleted a picture, film or sound"),
        "content.language_changed": marked("Made a language of public texts live, or withdrew it"),
        "content.opinion_answered": marked("Took or answered what a reader wrote about a text"),
    },
    finds=(
        Findable(
            code="content.article",
            names="ingang.services.content.entries.names",
            entries="ingang.services.content.entries.entries",
            title=marked("Facts and advice"),
            shown="ingang.services.content.entries.shown",
            by_language=True,
        ),
    ),
    jobs=(
        ScheduledJob(
            name="content.publish", handler="ingang.services.content.jobs.publish_by_the_clock", every_minutes=1
        ),
        ScheduledJob(name="content.sweep_media", handler="ingang.services.content.jobs.sweep_media", every_minutes=60),
        ScheduledJob(
            name="content.remind",
            handler="ingang.services.content.editing.reminders.send_reminders",
            every_minutes=12 * 60,
        ),
    ),
    front="ingang.services.content.fronts.front",
    public_pages="ingang.services.content.fronts.public_pages",
    seed="ingang.services.content.seeds.seed",
    samples="ingang.services.content.samples.samples",
)
