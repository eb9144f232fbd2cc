"""House rule: every component has a tag, a template, a story and a test."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from ingang.ui.stories import STORIES
from ingang.ui.templatetags.ui import register
from ingang.ui.tests.conftest import UI

FILTERS = "words"
PAGES_OWN = {"page_parts", FILTERS}
NAMES = [story.name for story in STORIES]


def test_every_tag_has_a_story() -> None:
    assert set(register.tags) == set(NAMES) - PAGES_OWN


def test_every_story_uses_its_component() -> None:
    stories = UI / "templates" / "ui" / "stories"

    without = [
        name
        for name in set(NAMES) - PAGES_OWN - {"idle_warning"}
        if not re.search(rf"{{% {name}\b", (stories / f"{name}.html").read_text())
    ]
    assert without == []


def test_every_tag_has_a_test() -> None:
    tests = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))

    assert [name for name in register.tags if f"{{% {name} " not in tests] == []


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_story_has_a_page(client: Client, name: str, language: str) -> None:
    answer = client.get(f"/ui/komponenter/{name}/", headers={"accept-language": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("address", ["/ui/komponenter/", "/ui/komponenter/button/"])
def test_there_is_no_component_page_outside_the_demonstration(client: Client, settings: Settings, address: str) -> None:
    settings.INGANG_DEMONSTRATION = False

    assert client.get(address).status_code == 404


def test_an_unknown_story_is_not_found(client: Client) -> None:
    assert client.get("/ui/komponenter/unknown/").status_code == 404
