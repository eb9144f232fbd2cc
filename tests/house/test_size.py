"""Caps on files, functions and views (architecture section 14)."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.house import exceptions
from tests.house.source import PRODUCT, ROOT, functions, python_files, where

KERNEL_LINES = 1500


def test_no_file_is_longer_than_400_lines() -> None:
    long = {where(path) for path in python_files(PRODUCT, ROOT / "demo", ROOT / "tests") if _lines(path) > 400}

    assert long == exceptions.LONG_FILES


def test_no_function_is_longer_than_60_lines() -> None:
    assert _longer_than(60, python_files(PRODUCT, ROOT / "demo")) == exceptions.LONG_FUNCTIONS


def test_no_view_is_longer_than_25_lines() -> None:
    views = [path for path in python_files() if "views" in path.parts or path.name == "views.py"]

    assert _longer_than(25, views) == exceptions.LONG_VIEWS


def test_the_kernel_stays_small() -> None:
    files = [path for path in python_files(PRODUCT / "kernel") if "tests" not in path.parts]

    assert sum(_lines(path) for path in files) <= KERNEL_LINES


@pytest.mark.parametrize("module", ["django", "datetime.now", "requests", "sqlite3"])
def test_the_kernel_knows_neither_framework_database_clock_nor_network(module: str) -> None:
    files = [path for path in python_files(PRODUCT / "kernel") if "tests" not in path.parts]

    assert [where(path) for path in files if module in _code(path)] == []


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def _code(path: Path) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if line.lstrip().startswith(("import ", "from ")) or "now(" in line)


def _longer_than(cap: int, files: Iterable[Path]) -> set[str]:
    return {
        f"{where(path)}:{function.name}"
        for path in files
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > cap
    }
