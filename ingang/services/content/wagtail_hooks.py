"""What Wagtail asks of us: the editors' start page, and what is left out of its menus. It finds this module by name."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ingang.services.content.editing.panels import DeskPanel
from ingang.services.content.models import ContentLanguage, Opinion


class LanguageViewSet(SnippetViewSet):
    """Which languages are live: for the national publishers."""

    model = ContentLanguage
    icon = "globe"
    menu_label = _("Languages of texts")
    add_to_admin_menu = True
    list_display = ["__str__", "is_live"]
    copy_view_enabled = False


class OpinionViewSet(SnippetViewSet):
    """What readers have written, for the national editors: the latest first."""

    model = Opinion
    icon = "comment"
    menu_label = _("What readers think")
    add_to_admin_menu = True
    list_display = ["key", "language", "words", "written_at", "is_handled"]
    list_filter = ["is_handled", "language"]
    ordering = ["-written_at", "-pk"]
    copy_view_enabled = False


register_snippet(LanguageViewSet)
register_snippet(OpinionViewSet)


@hooks.register("construct_homepage_panels")
def desk(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for her stands first."""
    panels.insert(0, DeskPanel())


@hooks.register("construct_main_menu")
def menu(request: HttpRequest, items: list[Any]) -> None:
    """Texts, languages, reviews: nothing of settings, accounts or help at another host."""
    items[:] = [one for one in items if one.name not in {"help", "settings", "snippets"}]
    for one in items:
        if one.name == "documents":
            one.label, one.icon_name = _("Films and sound"), "media"


@hooks.register("insert_global_admin_css")
def look() -> SafeString:
    """Its own look, as files."""
    return format_html('<link rel="stylesheet" href="{}">', static("content/editing.css"))


@hooks.register("insert_global_admin_js")
def choosers() -> SafeString:
    """What Wagtail would begin by scripts inside its pages."""
    return format_html('<script src="{}"></script>', static("content/editing.js"))
