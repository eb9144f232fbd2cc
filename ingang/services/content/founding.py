"""What must be there before the first text: the root, the regions' pages, groups with their rights, and the reviews."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connections, transaction
from wagtail.models import GroupPagePermission, Page, Site, Workflow, WorkflowPage, WorkflowTask

from ingang.foundation.regions.rules import regions
from ingang.services.content.editing.groups import group_name
from ingang.services.content.models import ContentLanguage, ContentRoot, RegionHome, ReviewTask
from ingang.services.content.roles import (
    CONTENT_EDITOR,
    CONTENT_EXPERT,
    CONTENT_LANGUAGE,
    CONTENT_PUBLISHER,
    CONTENT_ROLES,
)
from ingang.services.content.rules import BY_ADDRESS, LANGUAGES

ON_PAGES = {
    CONTENT_EDITOR: ("add_page", "change_page"),
    CONTENT_EXPERT: ("change_page",),
    CONTENT_LANGUAGE: ("change_page",),
    CONTENT_PUBLISHER: ("change_page", "publish_page", "lock_page", "unlock_page"),
}
"""What each role may do with the texts of its own place. Nobody deletes what has been published: it is unpublished."""
STEPS = (
    (CONTENT_EDITOR, "Redaktör"),
    (CONTENT_EXPERT, "Sakkunnig"),
    (CONTENT_LANGUAGE, "Språkgranskare"),
    (CONTENT_PUBLISHER, "Publicist"),
)
REVIEW = "Granskning"
NATIONAL_ROOT, REGIONAL_ROOT = "nationellt", "regionalt"
ROOTS = ((NATIONAL_ROOT, "Nationella texter"), (REGIONAL_ROOT, "Regionernas texter"))


def found_after_migration(sender: Any, using: str, **_: object) -> None:
    """Run `found` once, after the last app's announcement: only then are all rights there to be given."""
    announced = [config for config in apps.get_app_configs() if config.models_module is not None]
    tables = connections[using].introspection.table_names()
    if sender.label == announced[-1].label and ReviewTask._meta.db_table in tables:
        found()


@transaction.atomic
def found() -> ContentRoot:
    """Make what is missing; gives the root of the national core. May be run again whenever.

    The regions' pages stand beside it and not below it, so that no right on one reaches into the other.
    """
    root, apart = _roots()
    for code in LANGUAGES:
        ContentLanguage.objects.get_or_create(code=code, defaults={"is_live": code in BY_ADDRESS})
    there = set(RegionHome.objects.values_list("region", flat=True))
    for one in regions():
        if one.code not in there:
            apart.add_child(instance=RegionHome(title=one.name, slug=one.slug, region=one.code, live=False))
    _rights(root)
    _review((root, apart))
    return root


def _roots() -> tuple[ContentRoot, ContentRoot]:
    """In place of the page of welcome and the groups that Wagtail brings."""
    there = {one.slug: one for one in ContentRoot.objects.all()}
    if len(there) < len(ROOTS):
        Site.objects.all().delete()
        Page.objects.filter(depth=2).exclude(pk__in=[one.pk for one in there.values()]).delete()
        Group.objects.filter(name__in=("Editors", "Moderators")).delete()
        Workflow.objects.exclude(name=REVIEW).delete()
        for slug, title in ROOTS:
            if slug not in there:
                # Fetched anew for each: the tree counts its children.
                there[slug] = Page.get_first_root_node().add_child(instance=ContentRoot(title=title, slug=slug))
        Site.objects.create(
            hostname="localhost", site_name="Ingång", root_page=there[NATIONAL_ROOT], is_default_site=True
        )
    return there[NATIONAL_ROOT], there[REGIONAL_ROOT]


def _rights(root: ContentRoot) -> None:
    places = {"": root, **{one.region: one for one in RegionHome.objects.all()}}
    known = {one.codename: one for one in Permission.objects.filter(content_type__app_label="wagtailcore")}
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    own = {one.codename: one for one in Permission.objects.filter(content_type__app_label="content")}
    further = {(CONTENT_PUBLISHER, ""): [own["change_contentlanguage"]]}
    for region, place in places.items():
        for role in CONTENT_ROLES:
            group, is_new = Group.objects.get_or_create(name=group_name(role=role, region=region))
            if not is_new:
                continue
            group.permissions.add(enter, *further.get((role, region), ()))
            GroupPagePermission.objects.bulk_create(
                GroupPagePermission(group=group, page=place, permission=known[code]) for code in ON_PAGES[role]
            )


def _review(roots: tuple[ContentRoot, ...]) -> None:
    workflow, is_new = Workflow.objects.get_or_create(name=REVIEW)
    if not is_new:
        return
    for order, (role, name) in enumerate(STEPS):
        task = ReviewTask.objects.create(name=name, role=role)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
    for root in roots:
        WorkflowPage.objects.create(workflow=workflow, page=root)
