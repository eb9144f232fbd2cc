"""A text in two languages, and one that is signed with what a region adds, for the tests that walk every address."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.kernel.periods import local_date
from ingang.services.content.founding import found
from ingang.services.content.models import Article, ContentLanguage, RegionalAddition, RegionHome, RegionPage

REGION = "01"


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """The addresses of texts; the same texts each time."""
    root = found()
    if not Article.objects.filter(key="provtext").exists():
        _write(root, now)
    return {
        "content:youth_text": {"slug": "ung-text"},
        "content:by_key": {"key": "provtext"},
        "content:opinion": {"key": "provtext", "language": "sv"},
        "content:region_opinion": {"region": "stockholm", "slug": "har-gor-du"},
        "content_api:text": {"key": "provtext/"},
        "content:care": {"kind": "vardcentral"},
        "content:region": {"region": "stockholm"},
        "content:region_page": {"region": "stockholm", "slug": "har-gor-du"},
        "content:section": {"section": "sjukdomar-och-besvar"},
        "content:article": {"section": "sjukdomar-och-besvar", "slug": "provtext"},
        "content:in_language": {"language": "fi"},
        "content:translated": {"language": "fi", "section": "sjukdomar-och-besvar", "slug": "koeteksti"},
    }


def _write(root: Any, now: datetime) -> None:
    today = local_date(now)
    swedish = text(key="provtext", title="Provtext", chapters=chapters("Ring 112 genast om", "Så känns det"))
    _published(root, swedish, today)
    finnish = text(
        key="provtext", title="Koeteksti", slug="koeteksti", language="fi", chapters=chapters("Soita", "Oireet")
    )
    finnish.agrees = True
    _published(swedish, finnish, today)
    ContentLanguage.objects.filter(code="fi").update(is_live=True)
    words = chapters("Ring 112", "Så känns det")
    _published(root, text(key="ung-text", title="Ung text", chapters=words, site="youth"), today)
    home = RegionHome.objects.get(region=REGION)
    addition = RegionalAddition(
        title="Prov", slug="prov", article_key="provtext", chapter_code="seek-care", text="<p>Jouren har öppet.</p>"
    )
    _published(home, addition, today)
    body = json.dumps([{"type": "passages", "value": [{"type": "text", "value": "<p>Så gör du här.</p>"}]}])
    _published(home, RegionPage(title="Här gör du", slug="har-gor-du", kind="regional_page", text=body), today)


def text(*, key: str, title: str, chapters: str, language: str = "sv", slug: str = "", **further: Any) -> Article:
    """An article that is not saved yet."""
    return Article(
        title=title,
        slug=slug or key,
        key=key,
        language=language,
        kind=further.pop("kind", "illness"),
        section="sjukdomar-och-besvar",
        ingress=further.pop("ingress", "En kort text."),
        chapters=chapters,
        live=False,
        **further,
    )


def chapters(urgent: str, symptoms: str) -> str:
    """The four chapters that a text about an illness must have, as they are stored."""
    now = {"level": "now", "heading": urgent, "text": "<ul><li>det är bråttom</li></ul>"}
    values = [
        {"code": "seek-care", "heading": "Sök vård", "passages": [{"type": "urgent", "value": now}]},
        {"code": "symptoms", "heading": symptoms, "passages": [{"type": "text", "value": "<p>Det värker.</p>"}]},
        {"code": "self-care", "heading": "Egenvård", "passages": [{"type": "text", "value": "<p>Vila.</p>"}]},
        {"code": "causes", "heading": "Orsaker", "passages": [{"type": "text", "value": "<p>Ett virus.</p>"}]},
    ]
    return json.dumps([{"type": "chapter", "value": one} for one in values])


def _published(parent: Any, row: Any, today: Any) -> None:
    row.live = False
    parent.add_child(instance=row)
    row.sign(name="Hedda Ek", title="Allmänläkare", on=today)
    row.review_due_on = today.replace(year=today.year + 1)
    row.save_revision().publish()
