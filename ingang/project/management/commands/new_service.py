"""Writes the folder of a new service and registers it: `make new-service NAME`."""

import keyword
import re
from argparse import ArgumentParser
from pathlib import Path
from string import Template
from typing import Any

from django.core.management.base import BaseCommand, CommandError

ROOT = Path(__file__).resolve().parents[4]
SOURCE = Path(__file__).resolve().parents[2] / "new_service"
PLACES = {
    "README.md": "README.md",
    "__init__.py": "__init__.py",
    "apps.py": "apps.py",
    "service.py": "service.py",
    "urls.py": "urls.py",
    "views.py": "views.py",
    "start.html": "templates/{name}/start.html",
    "django.po": "locale/sv/LC_MESSAGES/django.po",
    "test_start.py": "tests/test_start.py",
}


class Command(BaseCommand):
    """Refuses a name that is taken or is not lower-case words joined by underscores; writes nothing then."""

    help = "Write the folder of a new service that passes every check."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="lower-case words joined by underscores, such as fees")
        parser.add_argument("--root", type=Path, default=ROOT, help="the repository (default: this one)")

    def handle(self, *args: Any, name: str, root: Path, **options: Any) -> None:
        folder = root / "ingang/services" / name
        if not re.fullmatch(r"[a-z]+(_[a-z]+)*", name) or keyword.iskeyword(name):
            raise CommandError(f"{name!r} is not lower-case words joined by underscores")
        if folder.exists():
            raise CommandError(f"{folder} exists already")
        write_folder(folder=folder, name=name)
        register(root=root, name=name)
        self.stdout.write(f"Wrote {folder.relative_to(root)} and registered it. Now try: make check")


def write_folder(*, folder: Path, name: str) -> None:
    """Write every file of the service."""
    words = name.replace("_", " ")
    values = {
        "name": name,
        "title": words.capitalize(),
        "lower": words,
        "camel": "".join(word.capitalize() for word in name.split("_")),
        "address": name.replace("_", "-"),
    }
    for source, place in PLACES.items():
        path = folder / place.format(name=name)
        path.parent.mkdir(parents=True, exist_ok=True)
        text = Template((SOURCE / f"{source}.txt").read_text(encoding="utf-8")).substitute(values)
        path.write_text(text, encoding="utf-8")
    (folder / "tests/__init__.py").touch()


def register(*, root: Path, name: str) -> None:
    """Add the service to THE LIST and to the manual's table."""
    listed = root / "ingang/project/services.py"
    constant = name.upper()
    lines = listed.read_text(encoding="utf-8").splitlines()
    imports = [number for number, line in enumerate(lines) if line.startswith("from ingang.services.")]
    position = imports[-1] + 1 if imports else lines.index("from ingang.kernel.registry import Registry, install") + 1
    lines.insert(position, f"from ingang.services.{name}.service import SERVICE as {constant}")
    end = lines.index(")", lines.index("SERVICES = ("))
    lines.insert(end, f"    {constant},")
    lines[position - len(imports) : position + 1] = sorted(lines[position - len(imports) : position + 1])
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    manual = root / "docs/reference/parts.md"
    text = manual.read_text(encoding="utf-8").rstrip("\n")
    manual.write_text(f"{text}\n| `{name}` | {name.replace('_', ' ').capitalize()} | residents |\n", encoding="utf-8")
