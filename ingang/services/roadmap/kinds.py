"""Everything that the editors write, as one table: its form, how it is read, added, changed and published."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms.models import model_to_dict
from django.utils.translation import gettext

from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.services.roadmap import queries
from ingang.services.roadmap.actions import documents as document_actions
from ingang.services.roadmap.actions import initiatives as initiative_actions
from ingang.services.roadmap.actions import telling
from ingang.services.roadmap.editing import Standing
from ingang.services.roadmap.forms import (
    DocumentForm,
    EditingForm,
    InitiativeForm,
    MeetingForm,
    NewDocumentForm,
    NewsForm,
)
from ingang.services.roadmap.models import Initiative
from ingang.services.roadmap.words import is_swedish


def _nothing(now: datetime) -> dict[str, Any]:
    return {}


def _allowed(before: Any, values: Mapping[str, Any]) -> None:
    """Nothing but its form says what it may look like."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Something that is edited. `find(**key)` reads one, `form(data, initial, is_new)` fills it in."""

    new: str
    form: Callable[[Any, Mapping[str, Any], bool], EditingForm]
    find: Callable[..., Any]
    add: Callable[..., object]
    change: Callable[..., object]
    publish: Callable[..., object]
    begins: Callable[[datetime], dict[str, Any]] = _nothing
    check: Callable[[Any, Mapping[str, Any]], None] = _allowed
    values: Callable[[Any], dict[str, Any]] = model_to_dict

    def title_of_new(self) -> str:
        """The heading of the page where a new one is written."""
        return gettext(self.new)

    def standing(self, *, now: datetime, **key: Any) -> Standing:
        """What stands there now; without a key what a new one begins with."""
        if not key:
            return Standing(values=self.begins(now), version=0)
        row = self.find(**key)
        return Standing(values=self.values(row), version=row.version)


def _about() -> list[tuple[str, str]]:
    return [(slug, sv if is_swedish() else en) for slug, (sv, en) in queries.titles().items()]


def _check_initiative(before: Initiative | None, values: Mapping[str, Any]) -> None:
    initiative_actions.check_initiative(before=before, values=values)


KINDS = {
    "initiative": Kind(
        new=marked("A new initiative"),
        form=lambda data, initial, is_new: InitiativeForm(data, initial=initial, is_new=is_new),
        find=queries.any_initiative,
        add=initiative_actions.add_initiative,
        change=initiative_actions.change_initiative,
        publish=initiative_actions.publish_initiative,
        check=_check_initiative,
    ),
    "meeting": Kind(
        new=marked("A new meeting"),
        form=lambda data, initial, _is_new: MeetingForm(data, initial=initial, about=_about()),
        find=queries.any_meeting,
        add=telling.add_meeting,
        change=telling.change_meeting,
        publish=telling.publish_meeting,
    ),
    "news": Kind(
        new=marked("A new piece of news"),
        form=lambda data, initial, is_new: NewsForm(data, initial=initial, about=_about(), is_new=is_new),
        find=queries.any_news,
        add=telling.add_news,
        change=telling.change_news,
        publish=telling.publish_news,
        begins=lambda now: {"told_on": local_date(now)},
    ),
    "document": Kind(
        new=marked("A new document"),
        form=lambda data, initial, is_new: (NewDocumentForm if is_new else DocumentForm)(
            data, initial=initial, about=_about()
        ),
        find=queries.any_document,
        add=document_actions.add_document,
        change=document_actions.change_document,
        publish=document_actions.publish_document,
        begins=lambda now: {"valid_from": local_date(now)},
        values=lambda row: {**model_to_dict(row), "initiative": row.initiative.slug if row.initiative else ""},
    ),
}
"""By the name that its addresses carry."""
