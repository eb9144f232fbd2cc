"""Where few texts hold all the words, those that hold some of them stand behind; among places of care they do not."""

import pytest

from ingang.foundation.search.entries import Entry
from ingang.foundation.search.models import Document, Word
from ingang.foundation.search.queries import Wanted, find
from ingang.foundation.search.ranking import Passage

pytestmark = pytest.mark.django_db
TEXTS = {
    "paracetamol": ("Paracetamol", "Ipren är ett annat läkemedel. Ta inte mer på tom mage."),
    "ibuprofen": ("Ibuprofen", "Ipren ska tas med mat, så att magen inte retas."),
    "cough": ("Hosta", "Drick något varmt."),
}


def written(kind: str) -> None:
    for name, (title, text) in TEXTS.items():
        entry = Entry(name=name, title=title, passages=(Passage("name", title, 1), Passage("ingress", text, -1)))
        Document(kind=kind, name=name, **entry.columns).save(force_insert=True)
        for stem, word in entry.written().items():
            Word.objects.get_or_create(stem=stem, language="sv", defaults={"written": word})


@pytest.mark.parametrize(
    ("kind", "found"),
    [("content.article", ["paracetamol", "ibuprofen"]), ("care_finder.unit", ["paracetamol"])],
)
def test_a_text_that_happens_to_hold_all_the_words_hides_no_other(kind: str, found: list[str]) -> None:
    written(kind)

    answer = find(wanted=Wanted(kind=kind, text="ipren på tom mage"))

    assert [hit.name for hit in answer.hits] == found
    assert not answer.is_partial
    assert answer.whole == 1
