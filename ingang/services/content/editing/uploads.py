"""The forms by which pictures, films, sound and captions come in: what the file is decides, never its name."""

from contextlib import closing
from typing import Any, BinaryIO, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.utils.translation import gettext
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from ingang.kernel.words import marked
from ingang.services.content.errors import FileRefused
from ingang.services.content.media.keeping import check_new, check_room, hold_room, make_sizes
from ingang.services.content.media.pictures import MEGABYTE, MOST_BYTES, clean_picture
from ingang.services.content.media.recordings import (
    MOST_CAPTIONS,
    MOST_FILM,
    MOST_SOUND,
    Clean,
    clean_recording,
)


class CleanFileField(forms.FileField):
    """A file that is taken in as `cleaned` gives it; what it was called is forgotten."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent = super().clean(data, initial)
        try:
            return self.cleaned(cast(UploadedFile[Any], sent))
        except FileRefused as error:
            raise ValidationError(gettext(error.sentence) % error.values, code="refused") from error

    def cleaned(self, sent: UploadedFile[Any]) -> Any:
        """The file as it may be kept."""
        raise NotImplementedError


class PictureField(CleanFileField):
    """A picture."""

    def cleaned(self, sent: UploadedFile[Any]) -> Any:
        return SimpleUploadedFile("picture.webp", clean_picture(cast(BinaryIO, sent.file)), "image/webp")


class RecordingField(CleanFileField):
    """A film, sound or captions; `taken` is what came of it."""

    taken: Clean | None = None

    def cleaned(self, sent: UploadedFile[Any]) -> Any:
        self.taken = clean_recording(cast(BinaryIO, sent.file))
        return UploadedFile(self.taken.file, name=self.taken.file.name, size=self.taken.file.size)


class OneFile:
    """What both forms have in common: a file comes once, into a place that has room for it, and is never changed."""

    field: type[CleanFileField]
    accept: str
    before: str

    def take_file_field(self, **limits: int) -> None:
        """The file is chosen when it comes in, and stays: a text that is signed shows it."""
        form = cast(Any, self)
        if form.instance.pk:
            del form.fields["file"]
            return
        was = form.fields["file"]
        was.widget.attrs["accept"] = self.accept
        field = self.field(label=was.label, help_text=gettext(self.before) % limits, widget=was.widget)
        form.fields["file"] = field

    def clean(self) -> dict[str, Any]:
        form = cast(Any, self)
        found: dict[str, Any] = super().clean()  # type: ignore[misc]
        sent = found.get("file")
        if sent and not form.instance.pk:
            try:
                check_new(model=form._meta.model, content=sent, among=form.choosable())
                check_room(size=sent.size, place=self.place(found), most=settings.MEDIA_QUOTA_MB * MEGABYTE)
            except FileRefused as error:
                form.add_error("file", ValidationError(gettext(error.sentence) % error.values, code="refused"))
        return found

    def place(self, found: dict[str, Any]) -> Any:
        """Where the file is to lie."""
        return found.get("collection") or cast(Any, self).collections[0]

    def save(self, commit: bool = True) -> Any:
        """Keep it. Refuses with QuotaFilled where others have filled the place since the form was looked at."""
        form = cast(Any, self)
        sent = form.cleaned_data.get("file")
        with transaction.atomic():
            if commit and sent and not form.instance.pk:
                place = self.place(form.cleaned_data)
                hold_room(place=place)
                check_room(size=sent.size, place=place, most=settings.MEDIA_QUOTA_MB * MEGABYTE)
            return super().save(commit=commit)  # type: ignore[misc]


class PictureForm(OneFile, BaseImageForm):
    """A picture and by what right it is shown."""

    field = PictureField
    accept = "image/jpeg,image/png,image/webp"
    before = marked("JPEG, PNG or WebP, at most %(megabytes)s MB. No text in the picture.")

    def __init__(self, *args: Any, **options: Any) -> None:
        self.user = options.get("user")
        super().__init__(*args, **options)
        self.take_file_field(megabytes=MOST_BYTES // MEGABYTE)
        if "description" in self.fields:
            self.fields["description"].label = gettext("What the picture shows")
            self.fields["description"].help_text = gettext("Suggested as the alternative text where it is used.")

    def choosable(self) -> Any:
        """The places that the editor chooses from."""
        return self.permission_policy.collections_user_has_permission_for(self.user, "choose")

    def save(self, commit: bool = True) -> Any:
        picture = super().save(commit=commit)
        if commit and "file" in self.changed_data:
            make_sizes(picture=picture)
        return picture


class RecordingForm(OneFile, BaseDocumentForm):
    """A film, sound or captions, and by what right it is played."""

    field = RecordingField
    accept = "video/mp4,video/webm,audio/mpeg,audio/mp4,audio/ogg,.vtt"
    before = marked(
        "A film as MP4 or WebM, at most %(film)s MB; sound as MP3, M4A or Ogg, at most %(sound)s MB; captions as "
        "WebVTT, at most %(captions)s MB."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        self.user = options.get("user")
        super().__init__(*args, **options)
        self.take_file_field(film=MOST_FILM, sound=MOST_SOUND, captions=MOST_CAPTIONS)

    def choosable(self) -> Any:
        """The places that the editor chooses from."""
        return self.permission_policy.collections_user_has_permission_for(self.user, "choose")

    @property
    def taken(self) -> Clean | None:
        """What came in with the form."""
        return getattr(self.fields.get("file"), "taken", None)

    def full_clean(self) -> None:
        """Lets go of what is not kept."""
        super().full_clean()
        if self.errors and self.taken:
            self.taken.file.close()

    def save(self, commit: bool = True) -> Any:
        if self.taken is None:
            return super().save(commit=commit)
        row, taken = self.instance, self.taken
        row.width, row.height, row.seconds = taken.width, taken.height, taken.seconds
        with closing(taken.file):
            return super().save(commit=commit)
