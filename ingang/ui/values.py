"""Small frozen values that pages hand to components."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Tone = Literal["neutral", "info", "success", "warning", "error"]


@dataclass(frozen=True, kw_only=True)
class Link:
    """A place to go: breadcrumbs, tabs, actions."""

    title: str
    url: str
    current: bool = False
    count: int = 0


@dataclass(frozen=True, kw_only=True)
class FrontLink:
    """A way on from the public start page; `about` is a sentence below it."""

    title: str
    address: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Front:
    """A service's part of the public start page: a heading, sentences, and ways on. Lower `order` comes first."""

    title: str
    sentences: tuple[str, ...] = ()
    links: tuple[FrontLink, ...] = ()
    order: int = 100


@dataclass(frozen=True, kw_only=True)
class SummaryRow:
    """One answer on a "check your answers" page; `about` completes the change link for screen readers."""

    question: str
    answer: str
    change_url: str = ""
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class TimelineItem:
    """Something that happened at a time, from a source; `when` says it in words where the date is not fully known.

    `mark` is a word that the reader should see first, as "New". `also` leads to the same thing elsewhere.
    """

    at: datetime | date
    title: str
    text: str = ""
    source: str = ""
    url: str = ""
    icon: str = ""
    when: str = ""
    mark: str = ""
    also: Sequence[Link] = ()


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of a table; `number` aligns it for comparison."""

    text: str
    url: str = ""
    tone: Tone | None = None
    number: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with a caption. The first cell of a row is its heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def headings(self) -> list[tuple[str, bool]]:
        """Each column's title, and whether it stands above numbers."""
        numbers = [cell.number for cell in self.rows[0]] if self.rows else [False] * len(self.columns)
        return list(zip(self.columns, numbers, strict=True))

    @property
    def labelled_rows(self) -> list[list[tuple[str, Cell]]]:
        """Each cell with its column's title, which narrow screens show beside the cell."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A time one can choose. Without `url` it is shown but cannot be chosen."""

    at: datetime
    url: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Day:
    """A day of a week view."""

    on: date
    slots: Sequence[Slot] = ()


@dataclass(frozen=True, kw_only=True)
class Week:
    """A week of times. `earlier_url` and `later_url` are empty where there is no such week."""

    title: str
    days: Sequence[Day]
    earlier_url: str = ""
    later_url: str = ""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A line of a log: a whole sentence and when it became true. `mark` is a word that stands out beside it.

    `notes` are further sentences about it; `url` leads to what can be done with the line, which `action` says.
    `folded` are lines that it stands for, which the reader can unfold.
    """

    text: str
    at: datetime
    detail: str = ""
    mark: str = ""
    notes: Sequence[str] = ()
    url: str = ""
    action: str = ""
    folded: "Sequence[Sentence]" = ()


@dataclass(frozen=True, kw_only=True)
class Shortcut:
    """A key and what it does, for staff."""

    key: str
    does: str


@dataclass(frozen=True, kw_only=True)
class PersonSigns:
    """What staff must know beside a person's name.

    `languages` are her own where it is not Swedish, and the interpreter's.
    """

    name: str
    legal_name: str = ""
    pronoun: str = ""
    languages: tuple[str, str] = ("", "")
    needs: tuple[str, ...] = ()
    safe_contact: tuple[str, ...] = ()
    is_locked: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell beside the name."""
        return not (self.legal_name or self.pronoun or any(self.languages) or self.warns or self.needs)

    @property
    def warns(self) -> bool:
        """Whether contacting her in the usual way could harm, or would not reach her."""
        return bool(self.safe_contact) or self.is_locked
