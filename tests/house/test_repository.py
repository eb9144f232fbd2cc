"""The repository itself: locks, reasons, identity numbers, migrations, the manual."""

import io
import re
import tomllib
from datetime import date

import pytest
from django.core.management import call_command

from ingang.kernel.identifiers import InvalidIdentifier, is_test_number, parse_person_identifier
from ingang.kernel.registry import current
from tests.house.source import PRODUCT, ROOT, where

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
TEXT_FILES = [
    path
    for pattern in ("*.py", "*.md", "*.html", "*.toml", "*.csv", "*.json", "*.po", "*.js")
    for folder in ("ingang", "demo", "tests", "docs", "benchmarks")
    for path in (ROOT / folder).rglob(pattern)
    if "var" not in path.parts
]
# What a committed file may never name: the hosts of package registries, wherever they are.
REGISTRY_HOSTS = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org", re.IGNORECASE)
LATEST = date(2100, 1, 1)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_locked_package_has_a_hash_and_no_address(lock: object) -> None:
    text = lock.read_text(encoding="utf-8")  # type: ignore[attr-defined]

    packages = re.findall(r"^[a-z0-9][\w.\[\]-]*==[^\n]*\n(.*)$", text, re.MULTILINE)
    assert packages
    assert all("--hash=sha256:" in following for following in packages)
    assert not re.search(r"https?://|index-url", text)


def test_every_dependency_has_its_reason_beside_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    wanted = {name for names in _dependencies() for name in names}

    bare = [line for line in lines if line.strip().strip(",").strip('"') in wanted and "# " not in line]

    assert bare == []


def test_no_file_names_the_host_of_a_package_registry() -> None:
    files = [*TEXT_FILES, *LOCKS, ROOT / "pyproject.toml", ROOT / "README.md", ROOT / "Makefile", ROOT / ".ci/run"]
    own = ROOT / "tests/house/test_repository.py"

    named = [
        where(path)
        for path in files
        if path != own and path.exists() and REGISTRY_HOSTS.search(path.read_text(encoding="utf-8"))
    ]

    assert named == []


def test_every_identity_number_in_the_repository_is_of_the_test_series() -> None:
    foreign = [
        f"{where(path)}: {number}"
        for path in TEXT_FILES
        if "kernel/tests" not in where(path) and "identifiers" not in where(path)
        for number in re.findall(r"(?<![\w.-])(?:19|20)\d{6}-?\d{4}(?![\w.-])", path.read_text(encoding="utf-8"))
        if _is_a_foreign_number(number)
    ]

    assert foreign == []


def test_models_and_migrations_agree(db: None) -> None:
    report = io.StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=report)

    assert "No changes" in report.getvalue()


@pytest.mark.parametrize("service", [one.name for one in current().services])
def test_the_manual_names_every_part(service: str) -> None:
    manual = (ROOT / "docs/reference/parts.md").read_text(encoding="utf-8")

    assert f"`{service}`" in manual


def test_the_manual_names_every_setting() -> None:
    manual = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    source = "\n".join(path.read_text(encoding="utf-8") for path in (PRODUCT / "project/settings").glob("*.py"))
    names = set(re.findall(r"environment\.(?:text|number|flag|words)\(\s*\"([A-Z_]+)\"", source))

    assert [name for name in sorted(names) if f"INGANG_{name}" not in manual] == []


def test_every_decision_record_is_in_the_index() -> None:
    records = sorted(path.name for path in (ROOT / "docs/decisions").glob("0*.md"))
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")

    assert records
    assert [name for name in records if name not in index] == []


def _dependencies() -> list[list[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [project["dependencies"], *project["optional-dependencies"].values()]


def _is_a_foreign_number(number: str) -> bool:
    try:
        return not is_test_number(parse_person_identifier(number, today=LATEST))
    except InvalidIdentifier:
        return False
