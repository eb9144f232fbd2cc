"""Message catalogues without gettext's own tools."""

import gettext
import os
from pathlib import Path

import pytest

from ingang.ui.catalogues import CatalogueFaulty, compile_catalogues, message_ids, translated_ids
from ingang.ui.tests.conftest import UI

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
PLURAL_HEAD = HEAD + '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "part" / "locale" / "sv" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    return folder / "django.po"


def test_a_catalogue_is_compiled_with_its_plurals(catalogue: Path, tmp_path: Path) -> None:
    catalogue.write_text(
        PLURAL_HEAD + 'msgid "one time"\nmsgid_plural "%(n)s times"\nmsgstr[0] "en tid"\nmsgstr[1] "%(n)s tider"\n'
    )

    compile_catalogues(root=tmp_path)

    with catalogue.with_suffix(".mo").open("rb") as compiled:
        words = gettext.GNUTranslations(compiled)
    assert [words.ngettext("one time", "%(n)s times", n) for n in (1, 2)] == ["en tid", "%(n)s tider"]


def test_only_a_newer_catalogue_is_compiled_again(catalogue: Path, tmp_path: Path) -> None:
    catalogue.write_text(PLURAL_HEAD + 'msgid "a"\nmsgstr "b"\n')

    first = compile_catalogues(root=tmp_path)
    second = compile_catalogues(root=tmp_path)
    compiled_at = catalogue.with_suffix(".mo").stat().st_mtime
    os.utime(catalogue, (compiled_at + 10, compiled_at + 10))
    third = compile_catalogues(root=tmp_path)

    assert (first, second, third) == ([catalogue], [], [catalogue])


def test_a_translation_that_loses_a_placeholder_is_refused(catalogue: Path, tmp_path: Path) -> None:
    catalogue.write_text(PLURAL_HEAD + '#, python-format\nmsgid "Hello %(name)s"\nmsgstr "Hej %(namn)s"\n')

    with pytest.raises(CatalogueFaulty, match=r"django\.po"):
        compile_catalogues(root=tmp_path)

    assert not catalogue.with_suffix(".mo").exists()


def test_ids_are_found_in_python_and_templates(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{% load i18n %}{% translate 'From a template' %}"
        "{% blocktranslate count n=n %}One{% plural %}{{ n }} of them{% endblocktranslate %}"
    )
    (tmp_path / "rules.py").write_text(
        '_("Short")\ngettext_lazy("Lazy")\nmarked("Marked")\npgettext("month", "May")\nngettext("a", "b", 2)\n'
    )

    found = message_ids(paths=[tmp_path])

    expected = {"From a template", ("One", "%(n)s of them"), "Short", "Lazy", "Marked", "May", ("a", "b")}
    assert found == expected


def test_a_half_translated_plural_does_not_count(catalogue: Path) -> None:
    catalogue.write_text(
        PLURAL_HEAD + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\n\nmsgid "d"\nmsgstr "e"\n'
    )

    assert translated_ids(catalogues=[catalogue]) == {"d"}


def test_swedish_is_complete_and_holds_nothing_that_is_gone() -> None:
    swedish = translated_ids(catalogues=[UI / "locale" / "sv" / "LC_MESSAGES" / "django.po"])

    assert swedish == message_ids(paths=[UI])
