"""Every address behind a log-in, in both languages: also those that no link of the demonstration leads to."""

from collections import defaultdict
from collections.abc import Callable

import pytest
from django.test import Client

from conftest import NOON
from demo.cast import person_id
from ingang.foundation.access.doors import AccessRule
from tests.faults.pages import methods_of, pages_of
from tests.journeys.accessibility import IN_LANGUAGE, faults_everywhere
from tests.journeys.conftest import DESKTOP
from tests.journeys.inside import STREAMS, Inside
from tests.journeys.words import untranslated


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_address_behind_a_log_in(inside: Inside, log_in_as: Callable[..., Client], language: str) -> None:
    """Also the pages of things that no link of the demonstration leads to; answers that are no page are left out."""
    found = []
    for key, paths in _behind_a_log_in().items():
        client = log_in_as(key)
        shown = [path for path in paths if client.get(path).headers["Content-Type"].startswith("text/html")]
        page = inside.open(key, "/", viewport=DESKTOP, language=language)
        for path in shown:
            answer = page.goto(path)
            if answer is None or answer.status != 200 or page.evaluate("document.documentElement.lang") != language:
                found.append(f"{path}: answered {answer and answer.status}, or not in {language}")
            found += faults_everywhere(page, looks=IN_LANGUAGE[language])
            found += untranslated(page) if language == "sv" else []

    assert found == []


def _behind_a_log_in() -> dict[str, list[str]]:
    """The addresses that can be looked at, by the one who may."""
    paths = defaultdict(list)
    for one in pages_of(owner=person_id("alva"), now=NOON):
        is_looked_at = "GET" in methods_of(one.path) and not one.path.startswith(STREAMS)
        if one.address.rule in (AccessRule.RESIDENT, AccessRule.STAFF) and is_looked_at:
            paths[one.owner].append(one.path)
    return paths
