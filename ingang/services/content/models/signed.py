"""What every published text carries: who wrote it, which expert signed which words, and until when that holds."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel
from wagtail.log_actions import get_active_log_context

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.periods import local_date
from ingang.services.content.editing.groups import name_of
from ingang.services.content.errors import NotDescribed, NotSigned, WroteItHerself
from ingang.services.content.models.media import digests_of
from ingang.services.content.rules import (
    URGENT_REVIEW_WITHIN,
    ReviewState,
    digest,
    may_publish,
    review_state,
    undescribed,
)


class Signed(ClassifiedModel):
    """A text that is published only as an expert has signed it.

    `signed_text` is the digest of the words that were signed, `signed_by` the account that did. `urgent_until` is the
    day by which an urgent change is reviewed afterwards, `urgent_by` who published it. `writers` are the accounts that
    wrote what no expert has signed and published yet. `is_demonstration` is text that nobody has reviewed, and says so
    on its page.
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
    urgent_by = models.CharField(max_length=120, blank=True, editable=False)
    writers = models.JSONField(default=list, blank=True, editable=False)
    signed_by = models.CharField(max_length=31, blank=True, editable=False)
    is_demonstration = models.BooleanField(default=False, editable=False)

    signing_fields: ClassVar[frozenset[str]] = frozenset(
        {"written_by", "expert_name", "urgent_by", "writers", "signed_by"}
    )
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

    def passages(self) -> list[dict[str, Any]]:
        """Everything that it is made of, as stored."""
        return []

    @property
    def text_digest(self) -> str:
        """What tells these words, and the bytes of the pictures and recordings among them, from others."""
        shown = digests_of(self.passages())
        return digest([self.words(), shown] if shown else self.words())

    def sign(self, *, name: str, title: str, on: date, by: str = "") -> None:
        """Sign the words as they stand now. Ends an urgent change. Refuses whoever wrote some of them (`by`)."""
        if by and by in self.writers:
            raise WroteItHerself()
        self.signed_by = by
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
        """Refuse words that no expert has signed, and those that were signed by whoever wrote them."""
        if not self.may_be_published:
            raise NotSigned()
        if self.is_signed and self.signed_by in self.writers:
            raise WroteItHerself()

    @property
    def is_signed(self) -> bool:
        """Whether an expert has signed these very words."""
        return bool(self.expert_name) and self.signed_text == self.text_digest

    def save_revision(self, user: Any = None, *args: Any, **options: Any) -> Any:
        """A draft also remembers who wrote it: every way of writing comes here."""
        there = self._published().first()
        before = there.get_latest_revision_as_object() if there is not None and there.latest_revision_id else None
        self.writers = [*before.writers] if before is not None else []
        has_written = before is None or before.text_digest != self.text_digest
        if has_written and user is not None and user.hsa_id not in self.writers:
            self.writers.append(user.hsa_id)
        return super().save_revision(user, *args, **options)  # type: ignore[misc]

    def check_described(self) -> None:
        """Refuse pictures, films and sound that some readers would miss."""
        if undescribed(self.passages()):
            raise NotDescribed()

    def lacking(self) -> list[str]:
        """What it needs before it can be sent for review, in words."""
        return []

    def found_as(self) -> tuple[str, ...]:
        """What search calls it; nothing for what search does not find by itself."""
        return ()

    def take_place(self) -> None:
        """Take what follows from where the text stands from there, and never from a form."""

    def whose(self) -> str:
        """The region whose text it is; empty for the nation's."""
        return ""

    def minimal_clean(self) -> None:
        """A draft knows its place too."""
        self.take_place()
        super().minimal_clean()  # type: ignore[misc]

    def full_clean(self, exclude: Any = None, **options: Any) -> None:  # type: ignore[override]
        """Refuse to go live with words that no expert has signed (e-services 7.5).

        Every way of publishing saves the text with its new revision, and so comes here: the editor's button, the end
        of a review, the clock, and programs. A form leaves fields out, and only asks whether they can be read.
        """
        self.take_place()
        super().full_clean(exclude=exclude, **options)
        if not exclude and self.live and self._goes_live():  # type: ignore[attr-defined]
            self.check_signed()
            self.check_described()
            self.prepare_to_go_live(today=local_date(timezone.now()))

    def prepare_to_go_live(self, *, today: date) -> None:
        """Note what only publishing can tell: by when an urgent change is reviewed.

        One that waits for its review already waits no longer for being changed again.
        """
        if self.is_demonstration or self.is_signed:
            self.urgent_until, self.urgent_by, self.writers = None, "", []
            return
        published, user = self._published().first(), get_active_log_context().user
        self.urgent_until = (published and published.urgent_until) or today + URGENT_REVIEW_WITHIN
        self.urgent_by = name_of(user=user)[0] if user is not None else ""

    def _published(self) -> models.QuerySet[Any]:
        """The text as the database has it."""
        found: models.QuerySet[Any] = type(self).objects.filter(pk=self.pk)  # type: ignore[attr-defined]
        return found

    def _goes_live(self) -> bool:
        there = self._published().values("live", "live_revision").first()
        now = self.live_revision_id  # type: ignore[attr-defined]
        return there is None or not there["live"] or there["live_revision"] != now


def moment(value: datetime | None) -> date | None:
    """The Swedish day of it."""
    return local_date(value) if value else None
