"""What must be there before the first page: words, static files, tables and the synthetic nation. Skips what is."""

import hashlib
from collections.abc import Callable, Iterable
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from demo.seed import find_simulators, seed


def prepare(*, root: Path) -> Path:
    """Prepare the demonstration and give the folder of its data.

    A later start with nothing changed only looks at the files' times.
    """
    stamps = settings.VAR / "stamps"
    stamps.mkdir(parents=True, exist_ok=True)
    if not Path(settings.DATABASES["default"]["NAME"]).exists():
        (stamps / "tables").unlink(missing_ok=True)
    _when_changed(stamps / "words", root.glob("ingang/**/*.po"), "Words", _compile_messages)
    _when_changed(stamps / "static", root.glob("ingang/**/static/**/*"), "Static files", _collect)
    _when_changed(stamps / "tables", root.glob("ingang/**/migrations/*.py"), "Tables", _migrate)
    _seed()
    return Path(settings.VAR)


def _compile_messages() -> None:
    call_command("compile_messages", stdout=StringIO())


def _collect() -> None:
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)


def _seed() -> None:
    if not seed(now=timezone.now(), progress=lambda text: print(f"  {text}", flush=True)):
        find_simulators(now=timezone.now())


def _when_changed(stamp: Path, sources: Iterable[Path], what: str, work: Callable[[], None]) -> None:
    mark = hashlib.sha256()
    for path in sorted(sources):
        if path.is_file():
            mark.update(f"{path}:{path.stat().st_mtime_ns}:{path.stat().st_size}".encode())
    if stamp.exists() and stamp.read_text(encoding="ascii") == mark.hexdigest():
        return
    print(f"  {what} ...", flush=True)
    work()
    stamp.write_text(mark.hexdigest(), encoding="ascii")
