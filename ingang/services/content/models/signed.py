"""What every published text carries: who wrote it, which expert signed which words, and until when that holds."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from ingang.foundation.audit.actions import record
from ingang.foundation.personal.models import ClassifiedModel
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Job
from ingang.kernel.periods import local_date
from ingang.services.content.errors import NotSigned
from ingang.services.content.rules import URGENT_REVIEW_WITHIN, ReviewState, digest, may_publish, review_state

ARTICLE = "content.article"
"""What search calls the kind of thing that an article is."""
BY_ITSELF = "content.publish"
"""Who publishes where nobody presses a button: the clock, and the import of files."""


class Signed(ClassifiedModel):
    """A text that is published only as an expert has signed it.

    `signed_text` is the digest of the words that were signed; `urgent_until` the day by which an urgent change is
    reviewed afterwards. `is_demonstration` is text that nobody has reviewed, and says so on its page.
    """

    written_by = models.CharField(
        _("Written by"), max_length=120, blank=True, help_text=_("Shown on the page; empty: the editors.")
    )
    expert_name = models.CharField(max_length=120, blank=True, editable=False)
    expert_title = models.CharField(max_length=120, blank=True, editable=False)
    reviewed_on = models.DateField(null=True, blank=True, editable=False)
    review_due_on = models.DateField(
        _("Next review"), null=True, blank=True, help_text=_("By when an expert must have looked at it again.")
    )
    signed_text = models.CharField(max_length=24, blank=True, editable=False)
    is_urgent_change = models.BooleanField(
        _("Urgent change"),
        default=False,
        help_text=_("Publish before the review. An expert reviews it afterwards, within five working days."),
    )
    urgent_until = models.DateField(null=True, blank=True, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)

    signing_fields: ClassVar[frozenset[str]] = frozenset({"written_by", "expert_name"})
    signing_plain: ClassVar[frozenset[str]] = frozenset(
        {"expert_title", "reviewed_on", "review_due_on", "signed_text"}
        | {"is_urgent_change", "urgent_until", "is_demonstration"}
    )
    signing_panels: ClassVar[list[Panel]] = [
        MultiFieldPanel(
            [FieldPanel("written_by"), FieldPanel("review_due_on"), FieldPanel("is_urgent_change")], heading=_("Review")
        )
    ]

    class Meta:
        abstract = True

    def words(self) -> Any:
        """Everything that an expert signs, as plain values."""
        raise NotImplementedError

    @property
    def text_digest(self) -> str:
        """What tells these words from others."""
        return digest(self.words())

    def sign(self, *, name: str, title: str, on: date) -> None:
        """Sign the words as they stand now. Ends an urgent change."""
        self.expert_name, self.expert_title, self.reviewed_on = name, title, on
        self.signed_text, self.is_urgent_change, self.urgent_until = self.text_digest, False, None

    def review(self, *, on: date) -> ReviewState:
        """How the review stands that day."""
        return review_state(review_due_on=self.review_due_on, urgent_until=self.urgent_until, on=on)

    @property
    def may_be_published(self) -> bool:
        """Whether the words that stand here now may be published."""
        return may_publish(
            text=self.text_digest,
            signed=self.signed_text,
            expert=self.expert_name,
            has_date=self.reviewed_on is not None,
            urgent=self.is_urgent_change,
            is_demonstration=self.is_demonstration,
        )

    def check_signed(self) -> None:
        """Refuse words that no expert has signed."""
        if not self.may_be_published:
            raise NotSigned()

    def told_by_publishing(self) -> dict[str, Any]:
        """Further fields that publishing writes into the revision."""
        return {}

    def found_as(self) -> tuple[str, ...]:
        """What search calls it; nothing for what search does not find by itself."""
        return ()

    def publish(self, revision: Any, *args: Any, **options: Any) -> None:
        """Publish the revision, at once or at its own time. Refuses words that no expert has signed (e-services 7.5).

        Every way of publishing comes here: the editor's button, the end of a review, and the clock.
        """
        draft, now = revision.as_object(), timezone.now()
        draft.check_signed()
        with transaction.atomic():
            _prepare(revision, draft, local_date(now))
            super().publish(revision, *args, **options)  # type: ignore[misc]
            _tell("content.published", self, options.get("user"), now)

    def unpublish(self, *args: Any, **options: Any) -> None:
        """Take the text away from readers; what has been written is kept."""
        with transaction.atomic():
            super().unpublish(*args, **options)  # type: ignore[misc]
            _tell("content.unpublished", self, options.get("user"), timezone.now())


def _prepare(revision: Any, draft: Any, today: date) -> None:
    """Write into the revision what only publishing can tell."""
    changed: dict[str, Any] = {}
    if draft.is_urgent_change and draft.signed_text != draft.text_digest and not draft.is_demonstration:
        changed["urgent_until"] = _later(draft.urgent_until, today)
    changed |= draft.told_by_publishing()
    if changed:
        revision.content |= changed
        revision.save(update_fields=["content"])


def _tell(event: str, text: Any, user: Any, now: datetime) -> None:
    """Into the audit log and the index of search, in the transaction that publishes."""
    actor = getattr(user, "actor", None) or Job(name=BY_ITSELF)
    details = {"page": str(text.pk), "revision": str(text.latest_revision_id or "")}
    record(event=event, actor=actor, now=now, details=details)
    if names := text.found_as():
        refresh(kind=ARTICLE, names=names)


def _later(until: date | None, today: date) -> str:
    """An urgent change that waits for its review already waits no longer for being changed again."""
    return (until or today + URGENT_REVIEW_WITHIN).isoformat()


def moment(value: datetime | None) -> date | None:
    """The Swedish day of it."""
    return local_date(value) if value else None
