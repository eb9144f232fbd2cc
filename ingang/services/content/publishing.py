"""What becomes of a text that was published or taken away: a line in the audit log, and what search finds.

Heard from Wagtail's signals, which every way of publishing sends, in the transaction that publishes.
"""

from typing import Any

from django.utils import timezone
from wagtail.log_actions import get_active_log_context

from ingang.foundation.audit.actions import record
from ingang.foundation.published.actions import public_pages_changed
from ingang.foundation.search.actions import refresh
from ingang.kernel.actor import Actor, Job
from ingang.services.content.media.keeping import check_unused
from ingang.services.content.models import Article, ContentLanguage, Picture, Recording
from ingang.services.content.models.signed import Signed

Media = Picture | Recording
ARTICLE = "content.article"
"""What search calls the kind of thing that an article is."""
AT_ONCE = 200
BY_ITSELF = Job(name="content.publish")
"""Who publishes where nobody presses a button: the clock, and the import of files."""


def published(sender: Any, instance: Any, **_: object) -> None:
    """A text went live."""
    _tell("content.published", instance)


def unpublished(sender: Any, instance: Any, **_: object) -> None:
    """A text was taken away from readers."""
    _tell("content.unpublished", instance)


def media_saved(sender: Any, instance: Media, created: bool, **_: object) -> None:
    """A picture or recording came in, or what is said of it changed."""
    _tell_of("content.media_added" if created else "content.media_changed", instance)


def media_leaving(sender: Any, instance: Media, **_: object) -> None:
    """Somebody deletes one, in whatever way. Refuses what a text shows."""
    check_unused(of=instance)
    _tell_of("content.media_removed", instance)


def _tell_of(event: str, media: Media) -> None:
    details = {"kind": media._meta.model_name or "", "id": str(media.pk), "digest": media.content_digest}
    record(event=event, actor=_actor(), now=timezone.now(), details=details)
    public_pages_changed(at=timezone.now())


def language_changed(sender: Any, instance: ContentLanguage, created: bool, **_: object) -> None:
    """A language went live or was withdrawn: its pages, its texts in search and the map of the site follow at once.

    Records content.language_changed. A language that is founded is nobody's decision.
    """
    if created:
        return
    details = {"language": instance.code, "live": str(instance.is_live).lower()}
    record(event="content.language_changed", actor=_actor(), now=timezone.now(), details=details)
    public_pages_changed(at=timezone.now())
    keys = Article.objects.live().filter(language=instance.code).order_by("key").values_list("key", flat=True)
    names = [f"{key}:{instance.code}" for key in keys]
    for first in range(0, len(names), AT_ONCE):
        refresh(kind=ARTICLE, names=names[first : first + AT_ONCE])


def _actor() -> Actor:
    return getattr(get_active_log_context().user, "actor", None) or BY_ITSELF


def _tell(event: str, text: Any) -> None:
    if not isinstance(text, Signed):
        return
    details = {"page": str(text.pk), "revision": str(getattr(text, "live_revision_id", "") or "")}
    record(event=event, actor=_actor(), now=timezone.now(), details=details)
    public_pages_changed(at=timezone.now())
    if names := text.found_as():
        refresh(kind=ARTICLE, names=names)
