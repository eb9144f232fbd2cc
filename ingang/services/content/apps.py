"""Django's view of this service."""

from importlib import import_module

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save, pre_delete
from wagtail.signals import page_published, page_unpublished
from wagtail.users.apps import WagtailUsersAppConfig


class ContentConfig(AppConfig):
    """Articles, the regions' layers and the editors' rooms."""

    name = "ingang.services.content"
    label = "content"
    default = True

    def ready(self) -> None:
        from ingang.services.content import publishing
        from ingang.services.content.founding import found_after_migration

        page_published.connect(publishing.published, dispatch_uid="content.published")
        page_unpublished.connect(publishing.unpublished, dispatch_uid="content.unpublished")
        for model in (self.get_model("Picture"), self.get_model("Recording")):
            post_save.connect(publishing.media_saved, sender=model, dispatch_uid=f"content.saved.{model.__name__}")
            pre_delete.connect(publishing.media_leaving, sender=model, dispatch_uid=f"content.leaves.{model.__name__}")
        post_save.connect(
            publishing.language_changed, sender="content.ContentLanguage", dispatch_uid="content.language_changed"
        )
        post_migrate.connect(found_after_migration, dispatch_uid="content.found")


class PreferencesConfig(WagtailUsersAppConfig):
    """What each editor has chosen for herself, without Wagtail's pages for accounts and groups: those are the house's.

    Wagtail looks for hooks below an app's module, and finds there the addresses and menus of those pages.
    """

    def ready(self) -> None:
        super().ready()
        self.module = import_module("ingang.services.content.editing")
