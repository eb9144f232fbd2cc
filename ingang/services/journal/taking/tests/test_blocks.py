"""From clean HTML to the values of the document: every word comes along, and nothing becomes markup."""

import re
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.journal.narrative import KEPT, safe_html
from ingang.services.journal.taking.blocks import MOST_NESTED, blocks_of

TAGS = sorted(KEPT - {"br", "hr"})
WORDS = st.text("abcdefåäö0123456789", min_size=1, max_size=6)


def words(value: Any) -> list[str]:
    """Every text in the values, in order."""
    if isinstance(value, str):
        return value.split()
    return [word for one in value for word in words(one)] if isinstance(value, list) else []


def said(blocks: list[Any]) -> list[str]:
    """The words of the blocks, without the names of their kinds."""
    return [word for block in blocks for word in _said(block)]


def _said(one: Any) -> list[str]:
    match one:
        case str():
            return one.split()
        case ["p" | "quote" | "b" | "i" | "u" | "sub" | "sup" | "code", list(inner)]:
            return said(inner)
        case ["ul" | "ol", list(items)]:
            return [word for item in items for word in said(item)]
        case ["pre", str(text)]:
            return text.split()
        case ["table", int(columns), list(head), list(body)]:
            assert all(len(row) == columns for row in (head, *body))
            return [word for row in (head, *body) for cell in row for each in cell for word in _said(each)]
        case ["br"] | ["rule"]:
            return []
    raise AssertionError(one)


def depth(value: Any) -> int:
    return 1 + max(map(depth, value), default=0) if isinstance(value, list) else 0


trees = st.recursive(
    WORDS.map(escape),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda one: f"<{one[0]}> {' '.join(one[1])} </{one[0]}>"
    ),
    max_leaves=40,
)


@given(st.lists(trees, max_size=4).map(" ".join))
def test_every_word_comes_along_and_only_known_shapes(html: str) -> None:
    clean = safe_html(narrative=html)

    found = said(blocks_of(html=clean))

    expected = re.sub(r"<[^>]*>", " ", clean).split()
    assert sorted(word.rstrip(";") for word in found if word != ";") == sorted(expected)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read(html: str) -> None:
    said(blocks_of(html=safe_html(narrative=html)))


@pytest.mark.parametrize("tag", ["ul", "blockquote", "b", "div", "table"])
def test_depth_has_an_end(tag: str) -> None:
    item = "<li>" if tag == "ul" else "<tr><td>" if tag == "table" else ""
    html = safe_html(narrative=f"<{tag}>{item}x " * 60)

    found = blocks_of(html=html)

    assert said(found).count("x") == 60
    assert depth(found) <= 4 * MOST_NESTED


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("hej", [["p", ["hej"]]]),
        ("<p>a<br>b</p>", [["p", ["a", ["br"], "b"]]]),
        ("<p> </p><p><br></p>", []),
        ("<b>fet</b> och <i>kursiv</i>", [["p", [["b", ["fet"]], " och ", ["i", ["kursiv"]]]]]),
        ("<ul><li>a</li><li>b</li></ul>", [["ul", [[["p", ["a"]]], [["p", ["b"]]]]]]),
        ("<pre>a  b\nc</pre>", [["pre", "a  b\nc"]]),
        (
            "<table><caption>Prov</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td></tr></table>",
            [["p", [["b", ["Prov"]]]], ["table", 2, [["A"], ["B"]], [[["1"], []]]]],
        ),
        (
            "<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>",
            [["p", ["a", "; ", "1"]], ["p", ["b", "; ", "2"]]],
        ),
        ("<dl><dt>Hb</dt><dd>112</dd></dl>", [["p", [["b", ["Hb"]]]], ["p", ["112"]]]),
        ("#eval(1) $x$ *a* _b_", [["p", ["#eval(1) $x$ *a* _b_"]]]),
    ],
)  # fmt: skip
def test_what_each_becomes(html: str, blocks: list[Any]) -> None:
    assert blocks_of(html=html) == blocks
