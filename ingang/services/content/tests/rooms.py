"""What an editor's browser sends, for the tests of the editors' rooms."""

import json
from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from ingang.services.content.models import Article, RegionalAddition

HOME = "/redaktor/"
NOW_BOX = [
    ("urgent", {"level": "now", "heading": "Ring 112 genast om", "text": rich_text("<p>du blir medvetslös</p>")}),
]


def edit(page: Any) -> str:
    """The address of the editor of a page."""
    return f"{HOME}pages/{page.pk}/edit/"


def chapter(code: str, words: str = "Ord.") -> tuple[str, Any]:
    """A chapter as the form sends it."""
    passages = NOW_BOX if code == "seek-care" else [("text", rich_text(f"<p>{words}</p>"))]
    return "chapter", {"code": code, "heading": code.capitalize(), "passages": streamfield(passages)}


ILLNESS = ("seek-care", "symptoms", "self-care", "causes")


def article_form(*, codes: tuple[str, ...] = ILLNESS, words: str = "Ord.", **further: Any) -> dict[str, Any]:
    """The form of an article."""
    return nested_form_data(
        {
            "title": "Huvudvärk",
            "slug": "huvudvark",
            "kind": "illness",
            "section": "sjukdomar-och-besvar",
            "key": "huvudvark",
            "language": "sv",
            "ingress": "Ont i huvudet.",
            "audience": "",
            "chapters": streamfield([chapter(one, words) for one in codes]),
            "picture": streamfield([]),
            "sources": streamfield([]),
            "search_words": "ont i skallen, skallebank",
            "related": "",
            "care": "vardcentral",
            "written_by": "",
            "review_due_on": "2027-11-26",
            **_comments(),
            **further,
        }
    )


def addition_form(**further: Any) -> dict[str, Any]:
    """The form of a region's addition."""
    return nested_form_data(
        {
            "title": "Jour",
            "article_key": "magsjuka",
            "chapter_code": "seek-care",
            "language": "sv",
            "text": rich_text("<p>Jouren i Malmö har öppet.</p>"),
            "written_by": "",
            "review_due_on": "",
            **_comments(),
            **further,
        }
    )


def _comments() -> dict[str, Any]:
    empty = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    return {"comments": empty}


def act(client: Client, page: Any, action: str, form: dict[str, Any] | None = None) -> Any:
    """Do the step of the review that waits: approve, or reject with words."""
    state = page.current_workflow_task_state
    place = f"{HOME}pages/workflow/action/{page.pk}/{action}/{state.pk}/"
    return client.post(place, form or {})


def latest(page: Any) -> Any:
    """The page as the database has it now."""
    return type(page).objects.get(pk=page.pk)


def stored(page: Article | RegionalAddition) -> str:
    """Everything of the page that an editor could have changed."""
    now = latest(page)
    return json.dumps([now.title, str(now.words()), now.live, now.revisions.count(), now.url_path])
