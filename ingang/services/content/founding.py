"""What must be there before the first text: the root, the regions' pages, groups with their rights, and the reviews."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connections, transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from ingang.foundation.regions.rules import region as region_named
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
WITH_MEDIA = ("image", "document")
MAY_ADD = (CONTENT_EDITOR, CONTENT_PUBLISHER)
"""Who may bring pictures, films and sound into the own place, and change and delete what is there. Everybody with a
role chooses from the own place and the nation's; nobody reaches another region's."""
NATIONAL_PLACE = "Nationella bilder och filmer"
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
    _rights_to_media()
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


def place_of(*, region: str) -> Any:
    """Where the pictures and recordings of the region lie, or the nation's where the region is empty."""
    return Collection.objects.get(name=_place_name(region), depth=2)


def _place_name(region: str) -> str:
    return region_named(region).name if region else NATIONAL_PLACE


def _rights_to_media() -> None:
    """The places of the nation and of each region, side by side: no right on one reaches into another."""
    places = {one.name: one for one in Collection.objects.filter(depth=2)}
    for name in map(_place_name, ("", *(one.code for one in regions()))):
        if name not in places:
            places[name] = Collection.get_first_root_node().add_child(name=name)
    wanted_apps = ("wagtailimages", "wagtaildocs")
    known = {one.codename: one for one in Permission.objects.filter(content_type__app_label__in=wanted_apps)}
    groups = {one.name: one for one in Group.objects.all()}
    there = set(GroupCollectionPermission.objects.values_list("group", "collection", "permission"))
    wanted = []
    for region in ("", *(one.code for one in regions())):
        own, national = places[_place_name(region)], places[NATIONAL_PLACE]
        for role in CONTENT_ROLES:
            group = groups[group_name(role=role, region=region)]
            ways = ("add", "change", "choose") if role in MAY_ADD else ("choose",)
            wanted += [(group, own, known[f"{way}_{what}"]) for way in ways for what in WITH_MEDIA]
            wanted += [(group, national, known[f"choose_{what}"]) for what in WITH_MEDIA] if region else []
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=place, permission=right)
        for group, place, right in wanted
        if (group.pk, place.pk, right.pk) not in there
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
