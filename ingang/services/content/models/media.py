"""Pictures, films, sound and captions: files under the digest of their bytes, with whose they are and by what right.

A file never changes once it is there: what an expert has signed stays what she saw.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from typing import Any, ClassVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition

from ingang.foundation.personal.models import ClassifiedModel
from ingang.services.content.media.storage import digest_in
from ingang.services.content.rules import CAPTIONS, FILM, GROUNDS, SOUND

ENDS = {"mp4": FILM, "webm": FILM, "mp3": SOUND, "m4a": SOUND, "ogg": SOUND, "vtt": CAPTIONS}


class Owned(ClassifiedModel):
    """Whose it is, and by what right it is shown."""

    owner = models.CharField(
        _("Whose it is"), max_length=120, help_text=_("Who made it or owns it. Shown beneath it on the page.")
    )
    ground = models.CharField(
        _("Why we may show it"), max_length=20, choices=[(code, _(words)) for code, words in GROUNDS.items()]
    )
    ground_note = models.CharField(
        _("Agreement or licence"),
        max_length=200,
        blank=True,
        help_text=_("Which one, and where it is kept. Also the consent of people who can be recognised."),
    )

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    owned_plain: ClassVar[frozenset[str]] = frozenset(
        {"id", "collection", "title", "file", "created_at", "file_size", "file_hash", "ground", "ground_note"}
    )
    owned_personal: ClassVar[frozenset[str]] = frozenset({"owner", "uploaded_by_user"})

    class Meta:
        abstract = True

    @property
    def content_digest(self) -> str:
        """What tells its bytes from others."""
        return digest_in(self.file.name)  # type: ignore[attr-defined]


class Picture(Owned, AbstractImage):  # type: ignore[django-manager-missing]
    """A picture. What it shows is said where it is used, in the language of the text."""

    admin_form_fields = ("title", "file", "collection", "description", "owner", "ground", "ground_note")
    personal_fields = Owned.owned_personal
    plain_fields = Owned.owned_plain | frozenset(
        {"description", "width", "height"}
        | {"focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"}
    )

    @property
    def default_alt_text(self) -> str:
        """What it shows, where somebody has said it; its title is no such words."""
        return str(self.description)

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> ContentFile[bytes]:
        """The picture in one size; Wagtail leaves its own file open."""
        with closing(super().generate_rendition_file(filter, source=source)) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    @property
    def edit_address(self) -> str:
        """Where editors change what is said of it."""
        return reverse("wagtailimages:edit", args=[self.pk])

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class PictureRendition(ClassifiedModel, AbstractRendition):
    """The picture in one size."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    plain_fields = frozenset({"id", "image", "filter_spec", "file", "width", "height", "focal_point_key"})

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="content_rendition_once")
        ]


class Recording(Owned, AbstractDocument):  # type: ignore[django-manager-missing]
    """A film, sound, or the captions of one. Which it is follows from its content."""

    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    seconds = models.PositiveIntegerField(default=0, editable=False)

    admin_form_fields = ("title", "file", "collection", "owner", "ground", "ground_note")
    personal_fields = Owned.owned_personal
    plain_fields = Owned.owned_plain | frozenset({"width", "height", "seconds"})

    @property
    def edit_address(self) -> str:
        """Where editors change what is said of it."""
        return reverse("wagtaildocs:edit", args=[self.pk])

    class Meta(AbstractDocument.Meta):
        verbose_name = _("film or sound")
        verbose_name_plural = _("films and sound")

    @property
    def kind(self) -> str:
        """Film, sound or captions."""
        return ENDS.get(self.file_extension, "")


def numbers_in(passages: Iterable[Mapping[str, Any]]) -> Iterator[tuple[type[Owned], int]]:
    """Each picture and recording that stored passages name, by its number."""
    for one in passages:
        value = one["value"]
        if one["type"] == "picture" and value["image"]["image"]:
            yield Picture, value["image"]["image"]
        elif one["type"] == "recording":
            yield from ((Recording, value[name]) for name in ("file", "captions") if value.get(name))
            if value.get("poster"):
                yield Picture, value["poster"]


def digests_of(passages: Iterable[Mapping[str, Any]]) -> list[str]:
    """What stands in the passages, by its bytes and in their order: what an expert signs beside the words."""
    named = list(numbers_in(passages))
    found: dict[tuple[type[Owned], int], str] = {}
    for model in {model for model, _number in named}:
        rows = model.objects.filter(pk__in=[number for each, number in named if each is model])  # type: ignore[attr-defined]
        found |= {(model, number): digest_in(name) for number, name in rows.values_list("pk", "file")}
    return [found.get(one, "") for one in named]
