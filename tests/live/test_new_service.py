"""`make new-service` writes a folder that passes every check: tried in a copy of the repository."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT

pytestmark = pytest.mark.live


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository without its data and environments."""
    ignored = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".ruff_cache", "*.mo")
    return Path(shutil.copytree(ROOT, tmp_path / "copy", ignore=ignored))


def test_new_services_pass_every_check(copy: Path) -> None:
    names = ["fees", "travel_costs_and_interpreters"]
    folders = [f"ingang/services/{name}" for name in names]
    packages = [part for name in names for part in ("-p", f"ingang.services.{name}")]

    made = [_run(copy, "manage.py", "new_service", name) for name in names]
    checks = [
        _run(copy, "-m", "ruff", "check"),
        _run(copy, "-m", "ruff", "format", "--check"),
        _run(copy, "-m", "djlint", *folders, "--lint", "--quiet"),
        _run(copy, "-c", "from importlinter.cli import lint_imports_command as go; go()", "--no-cache"),
        _run(copy, "-m", "mypy", *packages),
        _run(copy, "-m", "pytest", "-q", "tests/house", *folders),
    ]

    assert [one.stdout for one in made if one.returncode] == []
    assert [check.stdout for check in checks if check.returncode] == []


@pytest.mark.parametrize("name", ["Fees", "1fees", "fees-and-more", "class", "access_log"])
def test_a_bad_or_taken_name_is_refused_and_nothing_is_written(copy: Path, name: str) -> None:
    before = sorted((copy / "ingang/services").iterdir())

    done = _run(copy, "manage.py", "new_service", name)

    assert done.returncode == 1
    assert sorted(path for path in (copy / "ingang/services").iterdir() if path.name != "__pycache__") == before


def _run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = os.environ | {
        "PYTHONPATH": str(folder),
        "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
        "INGANG_DATABASE": "sqlite::memory:",
    }
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
