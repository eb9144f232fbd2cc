"""What stands in no index answers to the same words, and to no misspelt ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.search.entries import Shown
from ingang.foundation.search.own import OwnThing, answering

TEXTS = {
    "vaccine": ("Vaccination mot influensa", "Björkbackens vårdcentral", "torsdag 26 november kl. 09.40"),
    "teeth": ("Undersökning hos tandläkare", "Folktandvården Eken", "måndag 30 november kl. 08.00"),
    "blood": ("Blodprov", "Björkbackens vårdcentral", "Anna Åkesson"),
}
THINGS = [OwnThing(shown=Shown(title=name, address=""), texts=texts) for name, texts in TEXTS.items()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vaccinationer", ["vaccine"]),
        ("vacc", ["vaccine"]),
        ("björkbacken", ["vaccine", "blood"]),
        ("bjorkbacken blodprov", ["blood"]),
        ("november", ["vaccine", "teeth"]),
        ("blod", ["blood"]),
        ("åkesson", ["blood"]),
        ("husläkare", ["vaccine", "blood"]),
        ("min tid hos tandläkaren", ["teeth"]),
        ("blodprov eken", []),
        ("blodprav", []),
        ("hosta", []),
        ("30 november", ["teeth"]),
        ("", []),
        ("!?", []),
    ],
)
def test_a_thing_answers_all_the_words(text: str, found: list[str]) -> None:
    assert [one.title for one in answering(text=text, things=THINGS)] == found


@given(text=st.text(max_size=300))
def test_no_text_breaks_it_and_the_order_stays(text: str) -> None:
    found = [one.title for one in answering(text=text, things=THINGS)]

    assert found == [name for name in TEXTS if name in found]
    assert answering(text=text, things=[]) == ()
