"""Every fake of an outside system has the public methods of its client, with the same signatures."""

import inspect
from importlib import import_module
from pathlib import Path

import pytest

from tests.house.source import PRODUCT

CONNECTORS = sorted(path.parent for path in (PRODUCT / "connectors").glob("*/client.py"))


@pytest.mark.parametrize("folder", CONNECTORS, ids=lambda path: path.name)
def test_a_fake_matches_its_client(folder: Path) -> None:
    client = _only_class(f"ingang.connectors.{folder.name}.client", "Client")
    fake = _only_class(f"ingang.connectors.{folder.name}.fake", "Fake")

    assert _methods(client) == {name: sign for name, sign in _methods(fake).items() if name in _methods(client)}


def _only_class(module: str, word: str) -> type:
    own = [
        one
        for name, one in inspect.getmembers(import_module(module), inspect.isclass)
        if word in name and one.__module__ == module
    ]
    assert len(own) == 1, f"{module} should hold one class with {word} in its name"
    return own[0]


def _methods(owner: type) -> dict[str, str]:
    return {
        name: str(inspect.signature(method))
        for name, method in inspect.getmembers(owner, inspect.isfunction)
        if not name.startswith("_")
    }
