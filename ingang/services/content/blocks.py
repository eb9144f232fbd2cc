"""What a text is made of, as editors put it together. What each piece may hold is decided here, and nowhere else."""

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from ingang.services.content.rules import URGENCY_WORDS

FEATURES = ["bold", "link", "ul", "ol"]
CODE = RegexValidator(r"^[a-z][a-z-]{1,39}\Z", _("Lower-case letters a to z and hyphens alone."))
OWN_FILE = RegexValidator(
    r"^[a-z0-9/_-]+\.(mp4|webm|mp3|ogg|vtt)\Z", _("A file among the site's own films and recordings.")
)


class Urgent(blocks.StructBlock):
    """How soon care is needed when it is so."""

    level = blocks.ChoiceBlock(choices=list(URGENCY_WORDS.items()), label=_("How soon"))
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


class Recording(blocks.StructBlock):
    """A film, a film in sign language, or sound: always with its text, so that nobody needs to play it."""

    form = blocks.ChoiceBlock(
        choices=[("film", _("Film")), ("sign", _("Film in sign language")), ("sound", _("Sound"))],
        label=_("What it is"),
    )
    heading = blocks.CharBlock(max_length=120, label=_("Heading"))
    file = blocks.CharBlock(max_length=120, validators=[OWN_FILE], label=_("File"))
    captions = blocks.CharBlock(max_length=120, validators=[OWN_FILE], required=False, label=_("File with captions"))
    text = blocks.RichTextBlock(features=FEATURES, label=_("What is said and shown"))

    class Meta:
        icon = "media"
        label = _("Film or sound")


class Passages(blocks.StreamBlock):
    """What stands in a chapter."""

    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"))
    urgent = Urgent()
    fact = Fact()
    recording = Recording()


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
