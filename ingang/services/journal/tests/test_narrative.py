"""Text of others made safe."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.journal.narrative import EMPTY, KEPT, safe_html

PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<script>", "</script>", "<table><tr><td>", "</table>", "<b onclick=x>", "</b>", "<br/>",
        "<svg/onload=x>", "<a href='javascript:x'>", "<img src=x onerror=y alt='<b>'>", "&lt;script&gt;", "<!--",
        "-->", "<![CDATA[", "<h1>", "</h1>", "<style>p{}</style>", "< p", "<p", "text", "å & ä", "\x00",
        "<iframe src=//x>", "<math><mi>", "<div style='x'>", "</div>",
    ]
)  # fmt: skip


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, int]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, len(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(narrative=st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_nothing_but_kept_tags_without_attributes_comes_through_and_all_are_closed(narrative: str) -> None:
    reader = _Reader()

    reader.feed(safe_html(narrative=narrative))
    reader.close()

    assert {tag for tag, _ in reader.tags} <= KEPT
    assert all(attributes == 0 for _, attributes in reader.tags)
    assert reader.open == []


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ('<div xmlns="http://www.w3.org/1999/xhtml"><p>Hej</p></div>', "<div><p>Hej</p></div>"),
        ("<h2>Bedömning</h2>Astma", "<strong>Bedömning</strong>Astma"),
        ("<script>alert(1)</script>Kvar", "Kvar"),
        ("<svg><script>x</script></svg>Kvar", "Kvar"),
        ("a<br/>b<br>c", "a<br>b<br>c"),
        ("<p>1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>"),
        ('<a href="javascript:x">länk</a>', "länk"),
        ('<img src="x" alt="Bild på <b>knä</b>">', "Bild på &lt;b&gt;knä&lt;/b&gt;"),
        ("<b><i>x</b></i>", "<b><i>x</i></b>"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("<p onclick=alert(1) style='x'>y</p>", "<p>y</p>"),
        ("", ""),
    ],
)
def test_what_becomes_of_what_others_write(written: str, safe: str) -> None:
    assert safe_html(narrative=written) == safe


def test_a_bottomless_narrative_stays_shallow() -> None:
    safe = safe_html(narrative="<div>" * 10_000 + "x")

    assert len(re.findall("<div>", safe)) <= 60
    assert "x" in safe
