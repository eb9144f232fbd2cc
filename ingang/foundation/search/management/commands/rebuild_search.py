"""`ingang rebuild-search`: look through everything that can be found, and write what differs."""

from typing import Any

from django.core.management.base import BaseCommand

from ingang.foundation.search.actions import refresh_all


class Command(BaseCommand):
    """Tells how far it has come; the portal may be used meanwhile."""

    help = "Write the search index anew from the services: what differs is written, what is gone is forgotten."

    def handle(self, *args: Any, **options: Any) -> None:
        changed = refresh_all(progress=self._tell)
        self.stdout.write(f"Ready: {changed} changed.")

    def _tell(self, kind: str, done: int, count: int) -> None:
        self.stdout.write(f"{kind}: {done} of {count}")
        self.stdout.flush()
