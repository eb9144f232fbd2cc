"""Compiles the message catalogues with Babel alone: `ingang compile-messages`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from ingang.ui.catalogues import compile_catalogues

PRODUCT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    """Compiles what is newer than its compiled form. Refuses a catalogue whose placeholders do not agree."""

    help = "Compile the message catalogues that have changed."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in compile_catalogues(root=PRODUCT):
            self.stdout.write(str(path.relative_to(PRODUCT)))
