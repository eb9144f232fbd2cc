"""What Wagtail asks of us: the editors' start page, and what is left out of its menus. It finds this module by name."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ingang.services.content.editing.opinions import is_reader, one_opinion, opinion_list
from ingang.services.content.editing.panels import DeskPanel
from ingang.services.content.editing.plain_list import plain_list
from ingang.services.content.editing.reminders import reminders
from ingang.services.content.editing.reviews import reviews
from ingang.services.content.models import ContentLanguage


class LanguageViewSet(SnippetViewSet):
    """Which languages are live: for the national publishers."""

    model = ContentLanguage
    icon = "globe"
    menu_label = _("Languages of texts")
    add_to_admin_menu = True
    list_display = ["__str__", "is_live"]
    copy_view_enabled = False


register_snippet(LanguageViewSet)


class ForEditors(MenuItem):
    """A line in the menu for those who have the editor's role in their assignment."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_reader(actor=request.user.actor)  # type: ignore[union-attr]


@hooks.register("register_admin_urls")
def own_rooms() -> list[Any]:
    """Pages of our own among Wagtail's, behind the same door."""
    return [
        path("synpunkter/", opinion_list, name="content_opinions"),
        path("synpunkter/<int:pk>/", one_opinion, name="content_opinion"),
        path("granskningar/", reviews, name="content_reviews"),
        path("klarsprak/", plain_list, name="content_plain"),
        path("paminnelser/", reminders, name="content_reminders"),
    ]


@hooks.register("register_admin_menu_item")
def to_opinions() -> MenuItem:
    """What readers think."""
    title = _("What readers think")
    return ForEditors(title, reverse_lazy("content_opinions"), name="opinions", icon_name="comment", order=300)


@hooks.register("register_admin_menu_item")
def to_plain() -> MenuItem:
    """How easy the texts are to read."""
    return MenuItem(_("Plain language"), reverse_lazy("content_plain"), name="plain", icon_name="openquote", order=310)


@hooks.register("register_admin_menu_item")
def to_reminders() -> MenuItem:
    """Letters about what waits."""
    return MenuItem(_("Reminders"), reverse_lazy("content_reminders"), name="reminders", icon_name="mail", order=800)


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
