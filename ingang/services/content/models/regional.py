"""The regions' own layers: what a region writes stands below its own page, and nowhere else."""

from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from ingang.foundation.regions.rules import region as region_named
from ingang.foundation.regions.rules import regions
from ingang.services.content.blocks import FEATURES, Passages
from ingang.services.content.editing.forms import SignedForm
from ingang.services.content.editing.panels_in_forms import StandingPanel
from ingang.services.content.models.signed import Signed
from ingang.services.content.rules import BY_ADDRESS, LANGUAGES, SWEDISH

REGIONAL_PLAIN = Signed.signing_plain | {"page_ptr", "region"}


def _passages(text: Any) -> list[dict[str, Any]]:
    return [each for one in text.get_prep_value() for each in one["value"]]


class OfRegion(Signed):
    """A text of one region, which is told by where it stands and never by a form."""

    region = models.CharField(max_length=2, editable=False, db_index=True)
    language = models.CharField(
        _("Language"), max_length=20, default=SWEDISH, choices=[(one, LANGUAGES[one].name) for one in BY_ADDRESS]
    )

    class Meta:
        abstract = True

    def take_place(self) -> None:
        """The region is that of the region's page above it."""
        self.region = self.whose() or self.region

    def whose(self) -> str:
        """The region of the page above it, whatever a draft says."""
        home = self.get_parent() if self.path else None  # type: ignore[attr-defined]
        return home.specific.region if home is not None and issubclass(home.specific_class, RegionHome) else ""


class RegionHome(Signed, Page):  # type: ignore[django-manager-missing]
    """The region's start page. Everything else of the region stands below it."""

    region = models.CharField(
        max_length=2, unique=True, editable=False, choices=[(one.code, one.name) for one in regions()]
    )
    text = StreamField([("passages", Passages())], blank=True, max_num=1, verbose_name=_("Text"))

    personal_fields = Signed.signing_fields
    plain_fields = REGIONAL_PLAIN | frozenset({"text"})

    class Meta:
        verbose_name = _("The region's start page")

    base_form_class = SignedForm
    parent_page_types: ClassVar[list[str]] = ["content.ContentRoot"]
    subpage_types: ClassVar[list[str]] = ["content.RegionalAddition", "content.RegionPage"]
    content_panels: ClassVar[list[Any]] = [
        StandingPanel(),
        FieldPanel("title"),
        FieldPanel("text"),
        *Signed.signing_panels,
    ]
    promote_panels: ClassVar[list[Any]] = []

    def whose(self) -> str:
        """The region's."""
        return self.region

    def words(self) -> Any:
        """The title and the text."""
        return [self.title, self.text.get_prep_value()]

    def passages(self) -> list[dict[str, Any]]:
        """What its text is made of."""
        return _passages(self.text)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str]:
        """By the region's short name."""
        return (0, "", reverse("content:region", kwargs={"region": region_named(self.region).slug}))


class RegionPage(OfRegion, Page):  # type: ignore[django-manager-missing]
    """A page of the region's own: about how something is done there, a service of the region, or news."""

    kind = models.CharField(
        _("Kind of text"),
        max_length=20,
        default="regional_page",
        choices=[
            ("regional_page", _("Page")),
            ("service_page", _("Page about a service")),
            ("news", _("News")),
            ("start_page", _("Start page")),
        ],
    )
    ingress = models.TextField(_("Ingress"), max_length=400, blank=True)
    text = StreamField([("passages", Passages())], max_num=1, verbose_name=_("Text"))

    personal_fields = Signed.signing_fields
    plain_fields = REGIONAL_PLAIN | frozenset({"kind", "ingress", "text", "language"})

    base_form_class = SignedForm
    parent_page_types: ClassVar[list[str]] = ["content.RegionHome"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        StandingPanel(),
        TitleFieldPanel("title"),
        FieldPanel("kind"),
        FieldPanel("language"),
        FieldPanel("ingress"),
        FieldPanel("text"),
        *Signed.signing_panels,
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]

    class Meta:
        verbose_name = _("Page of the region")
        verbose_name_plural = _("Pages of the region")

    def words(self) -> Any:
        """The title, the ingress and the text."""
        return [self.title, self.ingress, self.text.get_prep_value()]

    def passages(self) -> list[dict[str, Any]]:
        """What its text is made of."""
        return _passages(self.text)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str]:
        """Below the region's page."""
        slug = region_named(self.region).slug
        return (0, "", reverse("content:region_page", kwargs={"region": slug, "slug": self.slug}))


class RegionalAddition(OfRegion, Page):  # type: ignore[django-manager-missing]
    """What holds in the region alone, shown at a chapter of a national article under the region's name."""

    article_key = models.SlugField(
        _("Key of the article"),
        max_length=50,
        help_text=_(
            "Stands in the editor of the national text, under What it is, and is the end of its address /text/…/."
        ),
    )
    chapter_code = models.SlugField(
        _("Code of the chapter"),
        max_length=40,
        help_text=_("Stands after # in the address of the chapter on the text's page, for example seek-care."),
    )
    text = RichTextField(_("Text"), features=FEATURES)

    personal_fields = Signed.signing_fields
    plain_fields = REGIONAL_PLAIN | frozenset({"article_key", "chapter_code", "text", "language"})

    base_form_class = SignedForm
    parent_page_types: ClassVar[list[str]] = ["content.RegionHome"]
    subpage_types: ClassVar[list[str]] = []
    content_panels: ClassVar[list[Any]] = [
        StandingPanel(),
        FieldPanel("title", help_text=_("For the editors alone; the page shows the region's name.")),
        FieldPanel("article_key", required_on_save=False),
        FieldPanel("chapter_code", required_on_save=False),
        FieldPanel("language"),
        FieldPanel("text"),
        *Signed.signing_panels,
    ]
    promote_panels: ClassVar[list[Any]] = []

    class Meta:
        verbose_name = _("Addition to a national text")
        verbose_name_plural = _("Additions to national texts")
        indexes = [models.Index(fields=["article_key", "region"], name="content_addition_article")]

    def words(self) -> Any:
        """The text and where it stands."""
        return [self.article_key, self.chapter_code, self.text]

    def get_url_parts(self, request: Any = None) -> None:
        """It has no page of its own."""
