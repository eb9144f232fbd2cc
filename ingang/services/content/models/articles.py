"""The national core: articles with their translations, and the languages that are live."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from ingang.foundation.personal.models import ClassifiedModel
from ingang.kernel.registry import resolve
from ingang.services.content.blocks import Chapter, PictureBlock, Source
from ingang.services.content.editing.forms import ArticleForm, lacking
from ingang.services.content.editing.panels_in_forms import PlainPanel, StandingPanel
from ingang.services.content.errors import TooHard
from ingang.services.content.fields import Words
from ingang.services.content.models.around import FormerAddress
from ingang.services.content.models.media import digests_of
from ingang.services.content.models.signed import Signed
from ingang.services.content.plain import EASY, EASY_BAR, Measure, bar_of, measure
from ingang.services.content.rules import (
    BY_ADDRESS,
    CARE,
    LANGUAGES,
    SECTIONS,
    SWEDISH,
    TEMPLATES,
    YOUTH,
    digest,
    follow,
)
from ingang.services.content.words import lines


class ContentRoot(Page, ClassifiedModel):  # type: ignore[django-manager-missing]
    """Where the national articles, or the regions' own parts, begin."""

    max_count = 2
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["content.Article", "content.RegionHome"]
    plain_fields = frozenset({"page_ptr"})

    class Meta:
        verbose_name = _("Beginning of the texts")

    def get_url_parts(self, request: Any = None) -> None:
        """It has no page of its own: the start page is another service's."""


class ContentLanguage(ClassifiedModel):
    """A language of texts. It is prepared, and read by editors, until it is live."""

    code = models.CharField(max_length=20, primary_key=True)
    is_live = models.BooleanField(_("Live"), default=False, help_text=_("Readers see the texts in this language."))

    plain_fields = frozenset({"code", "is_live"})

    panels: ClassVar[list[Any]] = [FieldPanel("code", read_only=True), FieldPanel("is_live")]

    class Meta:
        verbose_name = _("Language of texts")
        verbose_name_plural = _("Languages of texts")

    def __str__(self) -> str:
        return LANGUAGES[self.code].name if self.code in LANGUAGES else self.code


class Article(Signed, Page):  # type: ignore[django-manager-missing]
    """A text in one language. The Swedish one stands below the root, and its translations below itself.

    `key` is the same in every language. `made_from` says, by chapter, from which Swedish words a translation is made.
    """

    key = models.SlugField(_("Key"), max_length=50, blank=True, help_text=_("The same in every language."))
    language = models.CharField(
        _("Language"), max_length=20, default=SWEDISH, choices=[(one.code, one.name) for one in LANGUAGES.values()]
    )
    kind = models.CharField(
        _("Kind of text"),
        max_length=20,
        choices=[(one.code, _(one.title)) for one in TEMPLATES.values()],
        help_text=_("Decides which chapters it must have. They are told when you save."),
    )
    section = models.CharField(_("Section"), max_length=40, choices=[(one.code, _(one.title)) for one in SECTIONS])
    site = models.CharField(
        _("Site"), max_length=20, blank=True, choices=[("", _("The main site")), (YOUTH, _("The site for the young"))]
    )
    ingress = models.TextField(
        _("Ingress"),
        max_length=400,
        help_text=_("What it is and the most important advice, in two or three sentences."),
    )
    audience = models.CharField(
        _("For whom"),
        max_length=200,
        blank=True,
        help_text=_("Where the text is not for everybody: age, or situation."),
    )
    search_words = Words(_("Search words"), default=list, blank=True, help_text=_("With commas between."))
    related = Words(_("Keys of related texts"), default=list, blank=True, help_text=_("With commas between."))
    care = Words(
        _("Kinds of care"),
        default=list,
        blank=True,
        help_text=format_lazy(_("With commas between. These can be used: {codes}"), codes=", ".join(CARE)),
    )
    picture = StreamField(
        [("picture", PictureBlock())],
        blank=True,
        max_num=1,
        verbose_name=_("Picture"),
        help_text=_("Stands first in the text."),
    )
    chapters = StreamField(
        [("chapter", Chapter())],
        verbose_name=_("Chapters"),
        help_text=_("One for each heading. Paste from other programs freely: only bold, links and lists are kept."),
    )
    sources = StreamField([("source", Source())], blank=True, verbose_name=_("Sources"))
    agrees = models.BooleanField(
        _("The whole translation agrees with the Swedish text as it now stands"), default=False
    )
    made_from = models.JSONField(default=dict, blank=True, editable=False)
    chapter_digests = models.JSONField(default=dict, blank=True, editable=False)
    lix = models.PositiveSmallIntegerField(default=0, editable=False)
    long_sentences = models.PositiveSmallIntegerField(default=0, editable=False)
    heavy_words = models.PositiveSmallIntegerField(default=0, editable=False)

    personal_fields = Signed.signing_fields
    plain_fields = Signed.signing_plain | frozenset(
        {
            "page_ptr",
            "key",
            "language",
            "kind",
            "section",
            "site",
            "ingress",
            "audience",
            "search_words",
            "related",
            "care",
        }
        | {"picture", "chapters", "sources", "agrees", "made_from"}
        | {"chapter_digests", "lix", "long_sentences", "heavy_words"}
    )

    base_form_class = ArticleForm
    parent_page_types: ClassVar[list[str]] = ["content.ContentRoot", "content.Article"]
    subpage_types: ClassVar[list[str]] = ["content.Article"]
    content_panels: ClassVar[list[Any]] = [
        StandingPanel(),
        PlainPanel(),
        TitleFieldPanel("title"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("section"), FieldPanel("site"), FieldPanel("key"), FieldPanel("language")],
            heading=_("What it is"),
        ),
        FieldPanel("ingress"),
        FieldPanel("audience"),
        FieldPanel("picture"),
        FieldPanel("chapters"),
        FieldPanel("sources"),
        MultiFieldPanel(
            [FieldPanel("search_words"), FieldPanel("related"), FieldPanel("care")], heading=_("How it is found")
        ),
        *Signed.signing_panels,
        FieldPanel("agrees"),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("slug")]

    class Meta:
        verbose_name = _("Article")
        verbose_name_plural = _("Articles")
        indexes = [
            models.Index(fields=["key", "language"], name="content_article_key"),
            models.Index(fields=["language", "section"], name="content_article_section"),
        ]

    @property
    def is_translation(self) -> bool:
        """Whether it is made from the Swedish text."""
        return self.language != SWEDISH

    def take_place(self) -> None:
        """A translation has key, section and kind of the text above it. How easy it reads follows from its words."""
        self.key = self.key or self.slug
        parent = self.get_parent() if self.path else None
        if parent is not None and issubclass(parent.specific_class, Article):
            source = parent.specific
            self.key, self.section, self.kind, self.site = source.key, source.section, source.kind, source.site
        found = self.measured()
        self.lix, self.long_sentences = found.lix, found.long_sentence_count
        self.heavy_words = found.heavy_count
        self.chapter_digests = self.digests()

    def measured(self) -> Measure:
        """How easy the words that stand here now are to read; nothing in a language for which it says nothing."""
        if not self.reading_bar:
            return measure(passages=())
        return measure(passages=[("", self.title), ("", self.ingress), *self._lines()])

    @property
    def reading_bar(self) -> int:
        """The LIX that it should stay below; 0: it is not measured."""
        return bar_of(kind=self.kind, language=self.language)

    @property
    def is_too_hard(self) -> bool:
        """Whether it is easy Swedish and not easy enough."""
        return self.language == EASY and self.measured().lix >= EASY_BAR

    def lacking(self) -> list[str]:
        """What is wrong with its chapters."""
        return lacking(kind=self.kind, codes=[one["code"] for one in self.chapter_values()])

    def check_signed(self) -> None:
        """Also refuse easy Swedish that is not easy: it was promised to be."""
        super().check_signed()
        if self.is_too_hard:
            raise TooHard()

    def _lines(self) -> Iterator[tuple[str, str]]:
        for chapter in self.chapter_values():
            yield chapter["heading"], chapter["heading"]
            for one in chapter["passages"]:
                value = one["value"]
                if one["type"] != "text":
                    yield chapter["heading"], value.get("heading", "")
                yield chapter["heading"], lines(value if one["type"] == "text" else value.get("text", ""))

    def clean(self) -> None:
        """Refuse a second text of this key in this language, or one at the same address."""
        super().clean()
        others = Article.objects.filter(language=self.language).exclude(pk=self.pk)
        if others.filter(models.Q(key=self.key) | models.Q(section=self.section, slug=self.slug)).exists():
            raise ValidationError({"slug": gettext("There is a text with this key or address already.")})
        if unknown := [one for one in self.care if one not in CARE]:
            raise ValidationError({"care": gettext("There is no such kind of care: %(what)s") % {"what": unknown[0]}})

    def words(self) -> Any:
        """The title, the ingress and every chapter."""
        first = [self.picture_values()] if self.picture_values() else []
        return [self.title, self.ingress, self.audience, self.chapter_values(), self.source_values(), *first]

    def picture_values(self) -> list[dict[str, Any]]:
        """The text's own picture as a stored passage; empty where it has none."""
        return list(self.picture.get_prep_value()) if self.picture else []

    def passages(self) -> list[dict[str, Any]]:
        """Its own picture, and what stands in the chapters."""
        return [*self.picture_values(), *(each for one in self.chapter_values() for each in one["passages"])]

    def chapter_values(self) -> list[dict[str, Any]]:
        """The chapters as plain values, as they are stored."""
        return [one["value"] for one in self.chapters.get_prep_value()]

    def source_values(self) -> list[dict[str, Any]]:
        """The sources as plain values."""
        return [one["value"] for one in self.sources.get_prep_value()]

    def digests(self) -> dict[str, str]:
        """What tells each chapter, by its code, from another; title and ingress are the chapter without a code."""
        return {
            "": digest([self.title, self.ingress, *digests_of(self.picture_values())]),
            **{one["code"]: _chapter_digest(one) for one in self.chapter_values()},
        }

    def swedish(self) -> "Article | None":
        """The published text that it is made from; itself where it is the Swedish one."""
        if not self.is_translation:
            return self
        return Article.objects.live().filter(key=self.key, language=SWEDISH).first()

    def prepare_to_go_live(self, *, today: date) -> None:
        """Also from which Swedish words each chapter of a translation is made, from now on."""
        super().prepare_to_go_live(today=today)
        self._remember_former_address()
        source = self.swedish() if self.is_translation else None
        if source is None:
            return
        published = Article.objects.filter(pk=self.pk, live=True).first()
        self.made_from = follow(
            before=published.made_from if published else {},
            source=source.digests(),
            own=self.digests(),
            was=published.digests() if published else {},
            all_=self.agrees,
        )
        self.agrees = False

    def _remember_former_address(self) -> None:
        there = Article.objects.filter(pk=self.pk, live=True).first()
        if there is not None and there.url != self.url:
            former = {"key": self.key, "language": self.language}
            FormerAddress.objects.update_or_create(path=str(there.url), defaults=former)
        FormerAddress.objects.filter(path=str(self.url)).delete()

    def found_as(self) -> tuple[str, ...]:
        """Its key and language."""
        return (f"{self.key}:{self.language}",)

    def get_url_parts(self, request: Any = None) -> tuple[int, str, str] | None:
        """Its own address: see `address_of`."""
        return (0, "", address_of(language=self.language, section=self.section, slug=self.slug, site=self.site))

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """The page as readers would see it, without anything from a region."""
        return resolve("ingang.services.content.views.preview")(request, self)


def _chapter_digest(chapter: dict[str, Any]) -> str:
    """The numbers of pictures and recordings count by what they show."""
    return digest([chapter["heading"], chapter["passages"], *digests_of(chapter["passages"])])


def address_of(*, language: str, section: str, slug: str, site: str = "") -> str:
    """The address of a text: Swedish and English by the site's own, others under their code."""
    if site == YOUTH:
        return _young(language, slug)
    code = next((one for one in SECTIONS if one.code == section), SECTIONS[0])
    try:
        with translation.override(language if language in BY_ADDRESS else SWEDISH):
            if language in BY_ADDRESS:
                named = code.code if language == SWEDISH else code.english
                return reverse("content:article", kwargs={"section": named, "slug": slug})
            return reverse("content:translated", kwargs={"language": language, "section": code.code, "slug": slug})
    except NoReverseMatch:
        return ""


def _young(language: str, slug: str) -> str:
    """On the site for the young, which stands in Swedish and English."""
    with translation.override(language if language in BY_ADDRESS else SWEDISH):
        return reverse("content:youth_text", kwargs={"slug": slug})
