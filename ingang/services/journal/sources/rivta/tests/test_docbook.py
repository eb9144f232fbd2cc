"""The text of a note: DocBook and plain words become XHTML that can do nothing."""

import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ingang.services.journal.narrative import safe_html
from ingang.services.journal.sources.rivta.docbook import XHTML, xhtml

ARTICLE = '<article xmlns="http://docbook.org/ns/docbook" version="5.0">{}</article>'
TAGS = {
    "div", "p", "br", "ul", "ol", "li", "em", "strong", "pre", "blockquote", "sub", "sup", "table", "thead", "tbody",
    "tr", "td", "dl", "dt",
}  # fmt: skip


def inner(written: str) -> str:
    return xhtml(written=written).removeprefix(f'<div xmlns="{XHTML}">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Mår bra.", "<p>Mår bra.</p>"),
        ("Rad 1\nRad 2", "<p>Rad 1<br/>Rad 2</p>"),
        ("CRP < 5 & Hb > 120", "<p>CRP &lt; 5 &amp; Hb &gt; 120</p>"),
        ("<5 mg", "<p>&lt;5 mg</p>"),
        ("<b>fet</b>", "<p>&lt;b&gt;fet&lt;/b&gt;</p>"),
        ("", ""),
        (ARTICLE.format("<para>Hej</para>"), "<p>Hej</p>"),
        (escape(ARTICLE.format("<para>Hej</para>")), "<p>Hej</p>"),
        ("<article><para>Utan namnrymd</para></article>", "<p>Utan namnrymd</p>"),
        (
            ARTICLE.format("<info><title>Besök</title></info>"),
            "<p><strong>Besök</strong></p>",
        ),
        (
            ARTICLE.format("<section><title>Status</title><para>u.a.</para></section>"),
            "<div><p><strong>Status</strong></p><p>u.a.</p></div>",
        ),
        (
            ARTICLE.format("<itemizedlist><listitem><para>ett</para></listitem></itemizedlist>"),
            "<ul><li><p>ett</p></li></ul>",
        ),
        (ARTICLE.format("<para>5 <emphasis>mg</emphasis> x 2</para>"), "<p>5 <em>mg</em> x 2</p>"),
        (
            ARTICLE.format(
                "<informaltable><tgroup><tbody><row><entry>a</entry></row></tbody></tgroup></informaltable>"
            ),
            "<table><tbody><tr><td>a</td></tr></tbody></table>",
        ),
        (ARTICLE.format("<bibliography><bibliomixed>Källa</bibliomixed></bibliography>"), "<div><p>Källa</p></div>"),
        (ARTICLE.format("<para>före<!-- x --> efter</para>"), "<p>före efter</p>"),
        (ARTICLE.format("<para>före<?php x ?> efter</para>"), "<p>före efter</p>"),
        (ARTICLE.format("<para><unknown>kvar</unknown></para>"), "<p>kvar</p>"),
        (ARTICLE.format("<mediaobject><x>bild</x></mediaobject>"), ""),
        (ARTICLE.format('<para onclick="x()">a</para>'), "<p>a</p>"),
    ],
)
def test_text_becomes_plain_xhtml(written: str, shown: str) -> None:
    assert inner(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><article><para>&b;</para></article>',
        ARTICLE.format("<para>inte stängd"),
        "<html><script>alert(1)</script></html>",
    ],
)
def test_what_is_not_clean_docbook_stands_as_it_is_written(written: str) -> None:
    assert inner(written) == f"<p>{escape(written)}</p>"


def test_very_deep_text_loses_its_shape_and_no_words() -> None:
    deep = ARTICLE.format("<section>" * 200 + "<para>djupt</para>" + "</section>" * 200)

    assert "djupt" in xhtml(written=deep)


SCRAPS = st.sampled_from(
    ["<para>", "</para>", "<section>", "</section>", "<script>", "</script>", "<a href='x'>", "&lt;", "&", "<!--", "å",
     " onload=x ", "<title>", "</title>", "]]>", "<![CDATA[", "\x00", "<img src=x onerror=y>"]
)  # fmt: skip


@given(st.lists(SCRAPS).map("".join), st.booleans())
def test_nothing_but_kept_tags_without_attributes_ever_comes_out(scraps: str, in_article: bool) -> None:
    out = xhtml(written=ARTICLE.format(scraps) if in_article else scraps)

    tags = re.findall(r"<\s*/?\s*([^\s>/]*)([^>]*)>", out.replace(f' xmlns="{XHTML}"', ""))
    assert {name for name, _ in tags} <= TAGS
    assert {rest.strip() for _, rest in tags} <= {"", "/"}
    if "\x00" not in out:
        etree.fromstring(out)
    assert "<script" not in safe_html(narrative=out)
