"""Every text for people exists in Swedish; notices tell nothing; the catalogues are in order."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template import Context, Template
from django.utils import translation

from ingang.kernel.registry import current
from ingang.ui.catalogues import KEYWORDS, message_ids
from tests.house.source import PRODUCT, called_names, python_files, tree, where

CATALOGUES = sorted(PRODUCT.rglob("locale/sv/LC_MESSAGES/django.po"))


def said() -> list[str]:
    """Every English message id of the product, singular and plural alike."""
    ids = message_ids(paths=[PRODUCT])
    return sorted(one for identity in ids for one in ([identity] if isinstance(identity, str) else identity))


@pytest.fixture(scope="module")
def swedish() -> dict[str, str]:
    """Every Swedish text by its English id."""
    texts: dict[str, str] = {}
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file, locale="sv"):
                for identity in [message.id] if isinstance(message.id, str) else message.id:
                    texts[identity] = "".join(message.string) if isinstance(message.string, tuple) else message.string
    return texts


def test_every_text_for_people_exists_in_swedish(swedish: dict[str, str]) -> None:
    assert [identity for identity in said() if not swedish.get(identity)] == []


def test_no_catalogue_translates_what_nobody_says() -> None:
    used, unsaid = set(said()), []
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file, locale="sv"):
                identity = message.id if isinstance(message.id, str) else message.id[0]
                if identity and identity not in used:
                    unsaid.append(f"{where(path)}: {identity}")

    assert unsaid == []


def test_no_words_have_two_meanings() -> None:
    # Django reads all catalogues as one: where two differ, one of them is shown at both places, and nobody is told.
    meanings: dict[tuple[str | None, str | tuple[str, ...]], dict[object, str]] = defaultdict(dict)
    for path in CATALOGUES:
        with path.open("rb") as file:
            for message in read_po(file, locale="sv"):
                if message.id:
                    meanings[message.context, message.id].setdefault(message.string, where(path))

    assert {words: found for words, found in meanings.items() if len(found) > 1} == {}


@pytest.mark.parametrize("path", CATALOGUES, ids=where)
def test_translations_keep_the_placeholders(path: Path) -> None:
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale="sv") if isinstance(message.id, str) and message.string]

    broken = [message.id for message in messages if _placeholders(message.id) != _placeholders(str(message.string))]

    assert broken == []


def test_no_words_are_asked_for_inside_an_f_string() -> None:
    # They are not found there, so they would stay in English without anybody being told.
    inside = [
        where(path, node.lineno)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr) and called_names(node) & KEYWORDS.keys()
    ]

    assert inside == []


def test_no_message_is_built_from_parts_or_by_position() -> None:
    anonymous = [identity for identity in said() if re.search(r"%[sd]|\{\}", identity)]

    assert anonymous == []


@pytest.mark.parametrize("notice", current().notices.values(), ids=lambda notice: notice.code)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_notice_is_a_constant(notice: object, language: str, swedish: dict[str, str]) -> None:
    for text in (notice.subject, notice.body):  # type: ignore[attr-defined]
        shown = swedish[text] if language == "sv" else text

        assert _placeholders(shown) == set()
        assert "{" not in shown


@pytest.mark.parametrize("code", sorted(current().audit_words))
def test_every_audit_event_has_words_in_swedish(code: str, swedish: dict[str, str]) -> None:
    assert swedish.get(current().audit_words[code])


@pytest.mark.parametrize("code", sorted(current().work_kinds))
def test_every_kind_of_work_has_words_in_swedish(code: str, swedish: dict[str, str]) -> None:
    assert swedish.get(current().work_kinds[code].title)


@pytest.mark.parametrize("code", sorted(current().settings))
def test_every_setting_of_a_region_has_words_in_swedish(code: str, swedish: dict[str, str]) -> None:
    setting = current().settings[code]
    words = (setting.sentence, getattr(setting, "unit", ""), setting.default)

    assert [one for one in words if isinstance(one, str) and one and not swedish.get(one)] == []


def test_a_template_is_shown_in_swedish_when_the_reader_reads_swedish() -> None:
    with translation.override("sv"):
        shown = Template("{% load i18n %}{% translate 'Go to the content' %}").render(Context())

    assert shown != "Go to the content"


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)[sd]", text))
