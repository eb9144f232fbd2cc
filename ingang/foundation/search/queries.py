"""Finding documents. The index holds public data alone, so nothing here needs a grant."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.db.models.functions import Concat

from ingang.foundation.personal.prepared import Prepared
from ingang.foundation.search.danger import Danger, danger_in
from ingang.foundation.search.entries import LANGUAGE
from ingang.foundation.search.models import Document, Word
from ingang.foundation.search.places import named_place, place_names, place_of
from ingang.foundation.search.questions import Question, filter_token, question
from ingang.foundation.search.ranking import Reason, Weigher, score
from ingang.foundation.search.reading import How, Reading, Term, is_circumstance, is_general, read
from ingang.foundation.search.spelling import Vocabulary
from ingang.foundation.search.swedish import fold, stem, words
from ingang.foundation.search.words import is_unimportant, synonyms
from ingang.kernel.registry import current

MOST, FEW, SEEN_FIRST = 200, 20, 3
"""How many of the likeliest documents are weighed: more than anybody reads through; how many are few; and how many
somebody sees at first.
"""

OUR_LANGUAGE = "sv"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for: of which kind, by which words, where, and with which filters (name to value).

    An empty value leaves nothing out, and a municipality counts before a region; `as_typed`: no word is taken for
    another than the one that is typed. Among equals those in the municipality `near` come first, then in its region.
    """

    kind: str
    text: str = ""
    region: str = ""
    municipality: str = ""
    filters: dict[str, str] = field(default_factory=dict)
    near: str = ""
    as_typed: bool = False

    @property
    def language(self) -> str:
        """The language in which the words are typed, as far as is known: that of the texts that are looked for."""
        return self.filters.get(LANGUAGE, OUR_LANGUAGE) if not self.is_care else OUR_LANGUAGE

    @property
    def tokens(self) -> tuple[str, ...]:
        """The tokens of the filters."""
        return tuple(filter_token(name, value) for name, value in self.filters.items() if value)

    @property
    def there(self) -> dict[str, str]:
        """The column that narrows where, if any."""
        if self.municipality:
            return {"municipality": self.municipality}
        return {"region": self.region} if self.region else {}

    @property
    def is_care(self) -> bool:
        """Whether places of care are looked for."""
        findable = current().findables.get(self.kind)
        return findable is None or findable.is_care


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A document that was found: what its service calls it, and why. A lower `order` is a better answer."""

    name: str
    title: str
    reasons: tuple[Reason, ...]
    order: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer: the likeliest first. `is_partial`: nothing answers all the words, these answer some of them.

    `whole` of the hits answer all that somebody needs: they stand first, and others may stand behind them.
    """

    hits: list[Hit]
    reading: Reading
    danger: Danger | None
    are_more: bool = False
    is_partial: bool = False
    whole: int = 0


class _Row(NamedTuple):
    """What is weighed of a document. Two hundred model instances take longer than to weigh them."""

    id: int
    name: str
    title: str
    region: str
    municipality: str
    passages: list[list[Any]]


def find(*, wanted: Wanted) -> Found:
    """What is found, at most `MOST`; with an empty text everything that the filters let through.

    A place that is named in the text is what near means. Where nothing answers all the words, what somebody needs
    counts before where: an eye clinic in the next municipality before everything else in her own.
    """
    return find_each(wanted=(wanted,))[0]


def find_each(*, wanted: Sequence[Wanted]) -> list[Found]:
    """What `find` finds for each; what is understood of a text is worked out once for those that read it alike."""
    knowing = cache(_vocabulary)
    reading = cache(
        lambda text, language, is_care, as_typed: _by_need(
            read(text, vocabulary=knowing(language), with_care=is_care, as_typed=as_typed)
        )
    )
    danger = cache(danger_in)
    return [_found(one, reading(one.text, one.language, one.is_care, one.as_typed), danger(one.text)) for one in wanted]


def _found(wanted: Wanted, reading: Reading, danger: Danger | None) -> Found:
    around = replace(wanted, near=named_place(reading.terms) or wanted.near)
    documents, is_partial = _documents(around, reading)
    weigher = Weigher(reading.terms)
    needs = frozenset(one.said for one in reading.required if not place_of(one))
    hits = sorted((_hit(one, weigher, needs, around.near) for one in documents[:MOST]), key=lambda hit: hit.order)
    return Found(
        hits=hits,
        reading=reading,
        danger=danger,
        are_more=len(documents) > MOST,
        is_partial=is_partial and bool(documents),
        whole=sum(-hit.order[0] >= len(needs) for hit in hits) if _may_be_near(wanted, needs) else len(hits),
    )


def _may_be_near(wanted: Wanted, needs: Collection[object]) -> bool:
    """Whether behind what answers all that was asked for may stand what answers some of it."""
    return not wanted.is_care and len(needs) > 1


def _by_need(reading: Reading) -> Reading:
    """The reading in which a doctor need not be found beside what he is a doctor of, nor a child beside what it has.

    A place is no need.
    """
    specific = [one for one in reading.required if not _tells_little(one) and not place_of(one)]
    if not specific:
        return reading
    terms = tuple(replace(one, is_optional=one.is_optional or _tells_little(one)) for one in reading.terms)
    return replace(reading, terms=terms)


def _tells_little(term: Term) -> bool:
    return is_general(term) or is_circumstance(term)


def place_in(*, text: str) -> str:
    """The code of the municipality or region that somebody names in a text, misspelt or colloquial; or empty."""
    return named_place(read(text, vocabulary=_vocabulary(OUR_LANGUAGE)).terms)


def _documents(wanted: Wanted, reading: Reading) -> tuple[list[_Row], bool]:
    """The likeliest documents, and whether they answer only some of the words."""
    asking = partial(question, kind=wanted.kind, filters=wanted.tokens)
    required = reading.required
    if not required:
        return _asked(wanted, asking(())), False
    is_understood = all(term.how is not How.UNKNOWN for term in required)
    needs = [term for term in required if term.how is not How.UNKNOWN and not place_of(term)]
    if is_understood and (found := _answering_all(wanted, required, asking)):
        return _with_near_answers(wanted, found, needs, asking), False
    if is_understood and len(required) == len(needs) == 1:
        return [], False
    if needs:
        return _asked(wanted, asking(needs, beginnings=True, is_any=True)), True
    # Only places, and nothing lies in any of them: what lies around, of what lies anywhere.
    return (_asked(wanted, asking(())), True) if wanted.is_care and named_place(required) else ([], False)


def _with_near_answers(
    wanted: Wanted, found: list[_Row], needs: Sequence[Term], asking: Callable[..., Question]
) -> list[_Row]:
    """Those few of which all the words are told, and behind them those of which some are: a text on another matter may
    be the only one that happens to hold them all.
    """
    if len(found) >= SEEN_FIRST or not _may_be_near(wanted, needs):
        return found
    near = _asked(wanted, asking(needs, beginnings=True, is_any=True))
    return list({one.id: one for one in (*found, *near)}.values())


def _answering_all(wanted: Wanted, required: Sequence[Term], asking: Callable[..., Question]) -> list[_Row]:
    """Those with the words themselves; where they are few, then those with words that begin so."""
    exact = _asked(wanted, asking(required))
    if len(exact) > FEW:
        return exact
    begun = _asked(wanted, asking(required, beginnings=True))
    return list({one.id: one for one in (*exact, *begun)}.values())


def _asked(wanted: Wanted, asked: Question) -> list[_Row]:
    """One more than are weighed, those near first, so that a cut leaves the likeliest."""
    there = wanted.there
    if not (asked.groups or asked.filters):
        return _nearest_first(Document.objects.filter(kind=wanted.kind, **there), wanted.near)
    prepared = _PREPARED[next(iter(there), "")]
    near = {"near": wanted.near, "around": wanted.near[:2]}
    rows: list[Any] = prepared.all(kind=wanted.kind, asked=asked.said_to(connection.vendor), **near, **there)
    return [_Row(*one) for one in rows]


def begun(*, typed: Sequence[str], kinds: Sequence[str], near: str = "") -> list[tuple[str, str, str]]:
    """Documents in which each of the words begins another: kind, title and tokens. One question, whatever there is.

    First those whose title begins with the words, then those in whose title the last one stands, then those near;
    what answers to other words than its title's comes last, and is cut first.
    """
    groups = tuple(((stem(word),), (fold(word),)) for word in typed)
    asked = Question(kinds=tuple(kinds), groups=groups, beginnings=True)
    begins = When(title__istartswith=" ".join(typed), then=Value(0))
    holds = When(title__icontains=typed[-1], then=Value(1))
    rows = Document.objects.filter(tokens__answers=asked.said_to(connection.vendor), kind__in=kinds)
    how = Case(begins, holds, default=Value(2), output_field=IntegerField())
    rows = rows.order_by(how, _distance_column(near, near[:2]), "title", "name")
    return list(rows.values_list("kind", "title", "tokens")[:MOST])


def _answering(near: Any, around: Any, asked: Any, kind: Any, **there: Any) -> "QuerySet[Any, Any]":
    rows = Document.objects.filter(tokens__answers=asked, kind=kind)
    for column, value in there.items():
        # Not by an index of its own: PostgreSQL would read all that lies there, and take the words out of each.
        rows = rows.alias(only=Concat(column, Value(""))).filter(only=value)
    return rows.order_by(_distance_column(near, around), "title", "name").values_list(*_Row._fields)[: MOST + 1]


_PREPARED = {
    "": Prepared(lambda kind, asked, near, around: _answering(near, around, asked, kind)),
    "region": Prepared(lambda kind, asked, near, around, region: _answering(near, around, asked, kind, region=region)),
    "municipality": Prepared(
        lambda kind, asked, near, around, municipality: _answering(near, around, asked, kind, municipality=municipality)
    ),
}
"""By the column that narrows: each search asks some of these several times."""


def _nearest_first(rows: QuerySet[Document], near: str) -> list[_Row]:
    """The first of all, near ones first. Ring by ring, so that each is read in the order of an index."""
    here = {"municipality": near, "region": near[:2]}
    rings = [
        rows.filter(**here),
        rows.filter(region=near[:2]).exclude(municipality=near),
        rows.exclude(region=near[:2]),
    ]
    found: list[_Row] = []
    for ring in rings if near else [rows]:
        found += _read(ring.order_by("title", "name"), MOST + 1 - len(found))
    return found


def _read(rows: QuerySet[Document], most: int) -> list[_Row]:
    return [_Row(*one) for one in rows.values_list(*_Row._fields)[:most]]


def _distance_column(near: Any, around: Any) -> Case:
    """How far away; what has no place is near those who named none.

    Never a constant: PostgreSQL would read in the order of titles, and where nothing answers, every row there is.
    """
    here, in_region = When(municipality=near, then=Value(0)), When(region=around, then=Value(1))
    return Case(here, in_region, default=Value(2), output_field=IntegerField())


def _hit(document: _Row, weigher: Weigher, needs: frozenset[str], near: str) -> Hit:
    found = weigher.reasons(document.passages)
    likeness, nicety = score(found)
    answered = sum([one.term.said in needs for one in found])
    distance = 0 if document.municipality == near else 1 if near and document.region == near[:2] else 2
    order = (-answered, -likeness, distance, -nicety)
    return Hit(name=document.name, title=document.title, reasons=found, order=order)


def _vocabulary(language: str) -> Vocabulary:
    """Every word that leads somewhere in a language. Each process keeps them, and reads those that have come since.

    A word that no document has any longer stays known to the process: it then leads to nothing, which is told.
    """
    latest = Word.objects.order_by("-id").values_list("id", "stem").first() or (0, "")
    kept = _kept.get(language)
    if kept is None or kept[0] != latest:
        kept = _kept[language] = (latest, _read_up_to(kept, language))
    return kept[1]


_kept: dict[str, tuple[tuple[int, str], Vocabulary]] = {}
"""By language: the newest word that was read, and all of them."""


def _read_up_to(kept: tuple[tuple[int, str], Vocabulary] | None, language: str) -> Vocabulary:
    """The words that are kept, with those that have come since; all of them where what is kept is of another index."""
    rows = Word.objects.filter(language__in=("", language))
    (newest, stem_of_it), known = kept or ((0, ""), _of_this_part())
    if newest and not Word.objects.filter(id=newest, stem=stem_of_it).exists():
        newest, known = 0, _of_this_part()
    return known.with_also(dict(rows.filter(id__gt=newest).values_list("stem", "written")))


def _of_this_part() -> Vocabulary:
    """What people say, and the names of places."""
    meanings = (text for one in synonyms().values() for text in (one.said, *one.means, *one.care))
    said = _stems_of(word for text in meanings for word in words(text))
    places = _stems_of(word for name in place_names() for word in words(name))
    return Vocabulary({**places, **said}, first=frozenset(said))


def _stems_of(found: Iterable[str]) -> dict[str, str]:
    return {stem(word): word for word in found if not is_unimportant(word)}
