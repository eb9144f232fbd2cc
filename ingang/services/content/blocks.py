"""What a text is made of, as editors put it together. What each piece may hold is decided here, and nowhere else."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

# They stand before Wagtail's choosers look for them.
from ingang.services.content.models.media import Picture, Recording  # noqa: F401
from ingang.services.content.rules import CAPTIONS, FILM, SOUND, URGENCY_WORDS

FEATURES = ["bold", "link", "ul", "ol"]
CODE = RegexValidator(r"^[a-z][a-z-]{1,39}\Z", _("Lower-case letters a to z and hyphens alone."))


class Urgent(blocks.StructBlock):
    """How soon care is needed when it is so."""

    level = blocks.ChoiceBlock(choices=[(one, _(words)) for one, words in URGENCY_WORDS.items()], label=_("How soon"))
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("When to seek care")


class Fact(blocks.StructBlock):
    """A box beside the text."""

    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"))

    class Meta:
        icon = "info-circle"
        label = _("Fact box")


class PictureBlock(blocks.StructBlock):
    """A picture, with what it shows in words, or with the word that it only decorates."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(max_length=200, required=False, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Picture")


class RecordingBlock(blocks.StructBlock):
    """A film, a film in sign language, or sound: always with its text, so that nobody needs to play it."""

    form = blocks.ChoiceBlock(
        choices=[(FILM, _("Film")), ("sign", _("Film in sign language")), (SOUND, _("Sound"))],
        label=_("What it is"),
    )
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    file = DocumentChooserBlock(label=_("File"))
    captions = DocumentChooserBlock(required=False, label=_("File with captions"))
    poster = ImageChooserBlock(required=False, label=_("Picture before it is played"))
    text = blocks.RichTextBlock(features=FEATURES, label=_("What is said and shown"))

    class Meta:
        icon = "media"
        label = _("Film or sound")

    def clean(self, value: Any) -> Any:
        """Refuse a file of another kind than it says, and a film without captions."""
        found = super().clean(value)
        wanted = {"file": SOUND if found["form"] == SOUND else FILM, "captions": CAPTIONS}
        wrong = {
            name: ValidationError(gettext("This is no file of that kind."))
            for name, kind in wanted.items()
            if found[name] and found[name].kind != kind
        }
        if found["form"] == FILM and not found["captions"] and not self.is_deferred_validation:
            wrong["captions"] = ValidationError(gettext("A film needs captions."))
        if wrong:
            raise blocks.StructBlockValidationError(block_errors=wrong)
        return found


class Passages(blocks.StreamBlock):
    """What stands in a chapter."""

    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"))
    urgent = Urgent()
    fact = Fact()
    picture = PictureBlock()
    recording = RecordingBlock()


class Chapter(blocks.StructBlock):
    """A chapter: its code is the same in every language, and is what a region's addition is tied to."""

    code = blocks.CharBlock(
        max_length=40,
        validators=[CODE],
        label=_("Code"),
        help_text=_("The same in every language. A region's addition stands at the chapter of this code."),
    )
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    passages = Passages(label=_("Passages"))

    class Meta:
        icon = "doc-full"
        label = _("Chapter")


class Source(blocks.StructBlock):
    """From where the facts are."""

    name = blocks.CharBlock(max_length=200, label=_("Name of the document"))
    address = blocks.URLBlock(required=False, max_length=300, label=_("Web address"))

    class Meta:
        icon = "link"
        label = _("Source")
