"""Django's view of this part."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PersonalConfig(AppConfig):
    """Puts the row security of every personal table right after each migration."""

    name = "ingang.foundation.personal"
    label = "personal"

    def ready(self) -> None:
        from ingang.foundation.personal.protection import protect_after_migration

        post_migrate.connect(protect_after_migration, dispatch_uid="personal.protect")
