"""Initiatives, milestones, the regions' answers, meetings, news, documents, and every change that was made.

Everything here is for everybody to read, in Swedish and English, as plain text with empty lines between paragraphs.
Who changed what is kept for the editors alone. Each row that is edited has a `version` that grows with each change.
"""

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.models import ClassifiedModel
from ingang.services.roadmap.rules import DocumentKind, DocumentLanguage, Publication


class Edited(ClassifiedModel):
    """What all edited rows have in common."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=31, blank=True)

    personal_fields = frozenset({"changed_by"})

    class Meta:
        abstract = True


EDITED = frozenset({"id", "version", "changed_at"})


class Initiative(Edited):
    """Something that is on its way for the whole country.

    `goals` and `services` are lists of codes. `said_at` is when its status was last said, also when it stayed the same.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    summary_sv = models.TextField(max_length=4000)
    summary_en = models.TextField(max_length=4000)
    goals = models.JSONField(default=list)
    services = models.JSONField(default=list)
    phase = models.CharField(max_length=20)
    state = models.CharField(max_length=20)
    starts_on = models.DateField(null=True)
    planned_end = models.DateField(null=True)
    delivered_on = models.DateField(null=True)
    owner = models.CharField(max_length=120)
    law_sv = models.CharField(max_length=300, blank=True)
    law_en = models.CharField(max_length=300, blank=True)
    cost_sv = models.CharField(max_length=300, blank=True)
    cost_en = models.CharField(max_length=300, blank=True)
    region_must_sv = models.TextField(max_length=4000, blank=True)
    region_must_en = models.TextField(max_length=4000, blank=True)
    municipality_must_sv = models.TextField(max_length=4000, blank=True)
    municipality_must_en = models.TextField(max_length=4000, blank=True)
    provider_must_sv = models.TextField(max_length=4000, blank=True)
    provider_must_en = models.TextField(max_length=4000, blank=True)
    publication = models.CharField(max_length=10, default=Publication.DRAFT)
    said_at = models.DateTimeField()

    plain_fields = EDITED | frozenset(
        """slug title_sv title_en summary_sv summary_en goals services phase state starts_on planned_end delivered_on
        owner law_sv law_en cost_sv cost_en region_must_sv region_must_en municipality_must_sv municipality_must_en
        provider_must_sv provider_must_en publication said_at""".split()  # noqa: SIM905
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(delivered_on__isnull=False),
                name="roadmap_done_was_delivered",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="waiting_for_law") | ~models.Q(law_sv=""), name="roadmap_waits_for_a_law"
            ),
        ]


class Milestone(Edited):
    """Something that happens on the way: planned in a quarter (its first day), and the day it was reached."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="milestones")
    title_sv = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    kind = models.CharField(max_length=10)
    quarter = models.DateField()
    reached_on = models.DateField(null=True)

    plain_fields = EDITED | frozenset({"initiative", "title_sv", "title_en", "kind", "quarter", "reached_on"})


class RegionStatus(Edited):
    """What a region has answered about an initiative, or one of its municipalities; then `municipality` is its code."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="regions")
    region = models.CharField(max_length=2)
    municipality = models.CharField(max_length=4, blank=True)
    state = models.CharField(max_length=20)
    planned_on = models.DateField(null=True)
    comment_sv = models.CharField(max_length=500, blank=True)
    comment_en = models.CharField(max_length=500, blank=True)

    plain_fields = EDITED | frozenset(
        {"initiative", "region", "municipality", "state", "planned_on", "comment_sv", "comment_en"}
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["initiative", "region", "municipality"], name="roadmap_one_answer_each")
        ]


class Change(ClassifiedModel):
    """A change that everybody may see, added and never changed: what it was, what it became, and why."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    initiative = models.ForeignKey(Initiative, models.PROTECT, related_name="changes")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True)
    region = models.CharField(max_length=2, blank=True)
    municipality = models.CharField(max_length=4, blank=True)
    kind = models.CharField(max_length=20)
    before = models.CharField(max_length=40, blank=True)
    after = models.CharField(max_length=40, blank=True)
    reason_sv = models.CharField(max_length=500, blank=True)
    reason_en = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=31, blank=True)

    personal_fields = frozenset({"by"})
    plain_fields = frozenset(
        "id initiative milestone region municipality kind before after reason_sv reason_en at".split()  # noqa: SIM905
    )

    class Meta:
        indexes = [models.Index(fields=["at"], name="roadmap_change_at")]


class Meeting(Edited):
    """A meeting of Agenda 1177. `topics` has a topic on each line; `initiatives` is a list of their slugs."""

    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    place_sv = models.CharField(max_length=160)
    place_en = models.CharField(max_length=160)
    topics_sv = models.TextField(max_length=4000)
    topics_en = models.TextField(max_length=4000)
    notes_sv = models.TextField(max_length=8000, blank=True)
    notes_en = models.TextField(max_length=8000, blank=True)
    participants = models.PositiveIntegerField(null=True)
    initiatives = models.JSONField(default=list)
    publication = models.CharField(max_length=10, default=Publication.DRAFT)

    plain_fields = EDITED | frozenset(
        """begins_at ends_at title_sv title_en place_sv place_en topics_sv topics_en notes_sv notes_en participants
        initiatives publication""".split()  # noqa: SIM905
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")), name="roadmap_meeting_has_time"
            )
        ]


class News(Edited):
    """News for those who work with the portal, about one or several initiatives (their slugs)."""

    slug = models.SlugField(max_length=60, unique=True)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    text_sv = models.TextField(max_length=8000)
    text_en = models.TextField(max_length=8000)
    told_on = models.DateField()
    initiatives = models.JSONField(default=list)
    publication = models.CharField(max_length=10, default=Publication.DRAFT)

    plain_fields = EDITED | frozenset(
        "slug title_sv title_en text_sv text_en told_on initiatives publication".split()  # noqa: SIM905
    )


class Document(Edited):
    """A document about the portal, or of a meeting or an initiative. Its text stands in its versions.

    `owner` is a function or an organisation. One that is archived is withdrawn: no longer listed, and still to be read.
    `replaced_by` is the slug of another that is read instead.
    """

    slug = models.SlugField(max_length=60, unique=True)
    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    about_sv = models.CharField(max_length=300)
    about_en = models.CharField(max_length=300)
    order = models.PositiveIntegerField(default=100)
    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, related_name="documents")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="documents")
    kind = models.CharField(max_length=12, default=DocumentKind.OTHER)
    language = models.CharField(max_length=4, default=DocumentLanguage.BOTH)
    owner = models.CharField(max_length=120, blank=True)
    replaced_by = models.CharField(max_length=60, blank=True)
    publication = models.CharField(max_length=10, default=Publication.DRAFT)

    plain_fields = EDITED | frozenset(
        """slug title_sv title_en about_sv about_en order initiative meeting kind language owner replaced_by
        publication""".split()  # noqa: SIM905
    )


class DocumentVersion(ClassifiedModel):
    """What a document says from a day, added and never changed. The one with the highest `number` is the latest."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    text_sv = models.TextField(max_length=40000, blank=True)
    text_en = models.TextField(max_length=40000, blank=True)
    note_sv = models.CharField(max_length=300)
    note_en = models.CharField(max_length=300)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=31, blank=True)

    personal_fields = frozenset({"added_by"})
    plain_fields = frozenset(
        "id document number valid_from text_sv text_en note_sv note_en added_at".split()  # noqa: SIM905
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="roadmap_version_once")]


class DocumentFile(ClassifiedModel):
    """A version as a PDF in one language, kept until what stands about the document is changed. `size` is in bytes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="files")
    language = models.CharField(max_length=2)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "version", "language", "content", "size", "made_at"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "language"], name="roadmap_file_once")]


class Following(ClassifiedModel):
    """A unit that is given the changes of each week as work."""

    unit = models.CharField(max_length=31, unique=True)
    since = models.DateTimeField()
    chosen_by = models.CharField(max_length=31)

    personal_fields = frozenset({"chosen_by"})
    plain_fields = frozenset({"id", "unit", "since"})
