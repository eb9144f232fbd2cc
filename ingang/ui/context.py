"""What every page needs to know, read from the request and the settings and from nothing else."""

from dataclasses import dataclass
from typing import Literal, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language, get_language_bidi, get_language_info

from ingang.ui.brands import Brand, choose_brand
from ingang.ui.viewer import PageViewer

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
THEME_COOKIE = "theme"
NEUTRAL_OUTSIDE_PAGE = "https://www.smhi.se/"


@dataclass(frozen=True, kw_only=True)
class LanguageChoice:
    """A language the page can be read in; `url` is empty where the address is the same in every language."""

    code: str
    name: str
    url: str
    current: bool


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """The variable `ui` of every template."""

    brand: Brand
    demonstration: bool
    languages: tuple[LanguageChoice, ...]
    language: str
    direction: Literal["ltr", "rtl"]
    theme: Theme
    viewer: PageViewer | None
    quick_exit_url: str
    address: str

    @property
    def other_languages(self) -> tuple[LanguageChoice, ...]:
        return tuple(language for language in self.languages if not language.current)


def page(request: HttpRequest) -> dict[str, PageContext]:
    """Context processor: gives templates the variable `ui`."""
    viewer = cast(PageViewer | None, getattr(request, "page_viewer", None))
    outside = getattr(settings, "INGANG_QUICK_EXIT_URL", NEUTRAL_OUTSIDE_PAGE)
    context = PageContext(
        brand=choose_brand(
            code=getattr(settings, "INGANG_BRAND", "neutral"),
            decision=getattr(settings, "INGANG_BRAND_DECISION", ""),
        ),
        demonstration=getattr(settings, "INGANG_DEMONSTRATION", False),
        languages=_language_choices(request=request),
        language=get_language() or settings.LANGUAGE_CODE,
        direction="rtl" if get_language_bidi() else "ltr",
        theme=_chosen_theme(request=request),
        viewer=viewer,
        quick_exit_url=(viewer and viewer.quick_exit_url) or outside,
        address=request.get_full_path(),
    )
    return {"ui": context}


def _chosen_theme(*, request: HttpRequest) -> Theme:
    chosen = request.COOKIES.get(THEME_COOKIE, "auto")
    return next((theme for theme in THEMES if theme == chosen), "auto")


def _language_choices(*, request: HttpRequest) -> tuple[LanguageChoice, ...]:
    here = request.get_full_path()
    return tuple(
        LanguageChoice(
            code=code,
            name=get_language_info(code)["name_local"].capitalize(),
            url=_address_in(language=code, here=here),
            current=code == get_language(),
        )
        for code, _name in settings.LANGUAGES
    )


def _address_in(*, language: str, here: str) -> str:
    there = translate_url(here, language)
    return "" if there == here else there
