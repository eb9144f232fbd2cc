"""Reading the repository's own source: what the tests of the house loop over."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ROOT / "ingang"
SERVICES = PRODUCT / "services"
FOUNDATION = PRODUCT / "foundation"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below the folders (default: the product), without migrations."""
    return sorted(
        path
        for folder in folders or (PRODUCT,)
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts and "var" not in path.parts
    )


def product_files() -> list[Path]:
    """The product's Python files without its tests."""
    return [path for path in python_files() if "tests" not in path.parts]


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    """Every function and method of the file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def decorator_names(function: Function) -> set[str]:
    """The last names of the function's decorators: `transaction.atomic` is `atomic`."""
    return {_last_name(decorator) for decorator in function.decorator_list}


def called_names(node: ast.AST) -> set[str]:
    """The last names of everything that is called inside the node."""
    return {_last_name(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}


def where(path: Path, line: int | None = None) -> str:
    """The file as a reader finds it, from the root of the repository."""
    name = str(path.relative_to(ROOT))
    return f"{name}:{line}" if line else name


def service_folders() -> list[Path]:
    """The folders of the services."""
    return sorted(path for path in SERVICES.iterdir() if (path / "__init__.py").exists())


def _last_name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _last_name(node.func)
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
