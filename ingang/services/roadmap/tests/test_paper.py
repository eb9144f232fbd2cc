"""Documents as files: each version that everybody may read, accessible, in each language, made anew when it must."""

import io
import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.db.models import F
from django.test import Client
from pdfua import validate

from conftest import staff
from ingang.foundation.access.actions import open_job
from ingang.foundation.published.models import PublicChange
from ingang.services.roadmap.actions import paper
from ingang.services.roadmap.actions.documents import add_document, add_version, change_document, publish_document
from ingang.services.roadmap.actions.paper import set_documents
from ingang.services.roadmap.models import Document, DocumentFile
from ingang.ui.typesetting.asking import NotSet

pytestmark = pytest.mark.django_db
ABOUT = {
    "slug": "prov", "title_sv": "Så styrs portalen", "title_en": "How the portal is led", "about_sv": "Om provet.",
    "about_en": "About it.", "kind": "other", "language": "both", "owner": "Region Skåne", "replaced_by": "",
    "initiative": "", "order": 100,
}  # fmt: skip
HOSTILE = '# Rubrik #eval("1+1")\n\n- ett\n- två $x^2$\n\nEtt stycke.\n<script>alert(1)</script> 😀 @ref'


def said(now: datetime, **changes: str) -> dict[str, Any]:
    texts = {"text_sv": HOSTILE, "text_en": "# Heading\n\nWords.", "note_sv": "Ny.", "note_en": "New."}
    return {"valid_from": now.date(), **texts, **changes}


@pytest.fixture
def document(cast: Callable[[str], Any], now: datetime) -> Document:
    """A published document in one version."""
    row = add_document(actor=staff("vera"), values=ABOUT | said(now), now=now)
    publish_document(actor=staff("vera"), slug="prov", seen=1, now=now)
    return row


def set_all(now: datetime) -> int:
    return set_documents(grant=open_job(name="roadmap.set_documents", kinds=(), now=now), now=now)


def test_each_version_is_an_accessible_file_in_each_language(document: Document, now: datetime, tmp_path: Path) -> None:
    assert Client().get("/om/prov/version-1.pdf").status_code == 404
    assert 'type="application/pdf"' not in Client().get("/om/prov/").content.decode()

    assert set_all(now) == 2

    for prefix, language, title in (("", "sv", ABOUT["title_sv"]), ("/en", "en", ABOUT["title_en"])):
        page = Client().get(f"{prefix}/om/prov/").content.decode()
        link = re.search(rf'<a href="({prefix}/om/prov/version-1.pdf)" type="application/pdf"[^>]*>([^<]+)<', page)
        answer = Client().get(f"{prefix}/om/prov/version-1.pdf")
        file = tmp_path / f"{language}.pdf"
        file.write_bytes(answer.content)
        assert link is not None
        assert re.search(r"\(PDF, \d+[.,]?\d*\s[kK]B\)", link[2])
        assert (answer["Content-Type"], answer["Content-Language"]) == ("application/pdf", language)
        assert [(one.rule_id, one.message) for one in validate(str(file)).findings] == []
        with pikepdf.open(io.BytesIO(answer.content)) as found, found.open_metadata() as about:
            assert (str(found.Root.Lang), about["dc:title"]) == (language, title)
            assert (about["pdfaid:part"], about["pdfuaid:part"]) == ("3", "1")
            assert about["xmp:CreateDate"].startswith(f"{now:%Y-%m-%d}")
            assert "/Script" not in found.Root.StructTreeRoot
    assert set_all(now) == 0


def test_a_new_version_is_set_beside_the_former_one(document: Document, now: datetime) -> None:
    set_all(now)
    add_version(actor=staff("vera"), slug="prov", seen=1, values=said(now, text_sv="Nytt.", text_en=""), now=now)
    changes = PublicChange.objects.count()

    assert set_all(now) == 2

    page = Client().get("/om/prov/").content.decode()
    assert ("version-2.pdf" in page, "version-1.pdf" in page) == (True, True)
    assert PublicChange.objects.count() == changes + 2
    with pikepdf.open(io.BytesIO(Client().get("/en/om/prov/version-2.pdf").content)) as found:
        languages = {str(one.Lang) for one in _elements(found.Root.StructTreeRoot) if "/Lang" in one}
    # It was written in Swedish alone, and says so to whoever hears it.
    assert languages == {"sv"}


def test_what_stands_about_it_and_that_it_was_withdrawn_is_in_new_files(document: Document, now: datetime) -> None:
    set_all(now)
    change_document(actor=staff("vera"), slug="prov", seen=2, values=ABOUT | {"title_sv": "Ny titel"}, now=now)
    assert DocumentFile.objects.count() == 0
    set_all(now)
    first = Client().get("/om/prov/version-1.pdf").content

    publish_document(actor=staff("vera"), slug="prov", seen=3, now=now)
    set_all(now)

    with pikepdf.open(io.BytesIO(first)) as found, found.open_metadata() as about:
        assert about["dc:title"] == "Ny titel"
    assert Client().get("/om/prov/version-1.pdf").content != first


def test_a_draft_is_no_file_and_one_that_can_not_be_set_keeps_no_other_waiting(
    document: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_document(actor=staff("vera"), values=ABOUT | said(now) | {"slug": "utkast"}, now=now)
    add_version(actor=staff("vera"), slug="prov", seen=1, values=said(now), now=now)

    def some(*, version: Any) -> bytes:
        if version.number == 2:
            raise NotSet
        return b"%PDF-"

    monkeypatch.setattr(paper, "as_pdf", some)

    assert set_all(now) == 2
    assert Client().get("/om/utkast/version-1.pdf").status_code == 404
    assert Client().get("/om/prov/version-2.pdf").status_code == 404


def test_a_file_of_what_was_changed_while_it_was_set_is_not_kept(
    document: Document, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*, version: Any) -> bytes:
        Document.objects.update(version=F("version") + 1, title_sv="Ny titel")
        return b"%PDF- of the former title"

    monkeypatch.setattr(paper, "as_pdf", slow)

    set_all(now)

    assert DocumentFile.objects.count() == 0


def _elements(node: Any) -> Any:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _elements(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node.K)
