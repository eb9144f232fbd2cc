"""DocBook from senders: what is meant is shown, everything else is dropped, and nothing of it acts."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.template.loader import render_to_string
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from demo.cast import person_id
from ingang.foundation.access.actions import open_job
from ingang.services.inbox.actions import Draft, receive_message
from ingang.services.inbox.docbook import LONGEST, blocks_of_docbook, plain_text
from ingang.services.inbox.models import MESSAGE, Category
from ingang.services.inbox.tests.conftest import BJORKBACKEN, messages_of

LogInAs = Callable[..., Client]
LETTER = """<article xmlns="http://docbook.org/ns/docbook">
<section><title>Din tid</title>
<para>Välkommen, <emphasis role="bold">ta med legitimation</emphasis>.</para>
<variablelist><varlistentry><term>Dag</term><listitem><para>torsdag</para></listitem></varlistentry></variablelist>
<itemizedlist mark="bullet"><listitem><para>Vatten</para></listitem>
<listitem><para>Kläder</para></listitem></itemizedlist>
<section><title>Ring</title><para><ulink url="tel:08-465 004 00">08-465 004 00</ulink></para></section></section>
</article>"""


def shown(text: str) -> str:
    blocks = blocks_of_docbook(text)
    assert blocks is not None
    return render_to_string("inbox/parts/text.html", {"blocks": blocks})


def test_a_letter_is_shown_with_headings_facts_lists_and_phone_numbers() -> None:
    page = shown(LETTER)

    for piece in ("<h2>Din tid</h2>", "<strong>ta med legitimation</strong>", "<dt>Dag</dt>", "<h3>Ring</h3>"):
        assert piece in page
    assert page.count("<li>") == 2
    assert '<a href="tel:0846500400">08-465 004 00</a>' in page


@pytest.mark.parametrize("role", ["information", "observe", "frame", "collapsible"])
@pytest.mark.parametrize("heading", ["Viktigt", ""])
def test_the_four_boxes_are_boxes_with_and_without_a_heading(role: str, heading: str) -> None:
    text = f'<section><title><emphasis role="{role}">{heading}</emphasis></title><para>Kom i tid.</para></section>'

    page = shown(f"<article>{text}</article>")

    assert "message-box" in page
    assert "Kom i tid." in page
    assert (heading in page) if heading else "<h2>" not in page


@pytest.mark.parametrize(
    ("inside", "kept", "gone"),
    [
        ("<para>Hej<script>alert(1)</script> du</para>", "Hej du", "alert"),
        ("<para><emphasis role='&quot;onclick=x'>Hej</emphasis></para>", "Hej", "onclick"),
        ("<para><ulink url='javascript:alert(1)'>Klicka</ulink></para>", "Klicka (javascript:alert(1))", "href"),
        ("<para><ulink url='https://elak.example/'>Klicka</ulink></para>", "Klicka (https://elak.example/)", "href"),
        ("<para><ulink url='//elak.example/min/'>Klicka</ulink></para>", "Klicka", "href"),
        ("<para><imagedata fileref='https://elak.example/a.png'/>Hej</para>", "Hej", "elak"),
        ("<mediaobject><para>Bild</para></mediaobject><para>Hej</para>", "Hej", "Bild"),
        ("<para>&lt;img src=x onerror=alert(1)&gt;</para>", "&lt;img src=x", "<img"),
        ("<para>{{ 1|add:1 }}{% now 'Y' %}</para>", "{{ 1|add:1 }}", "2026"),
        ("<?php evil ?><!-- hemligt --><para>Hej</para>", "Hej", "hemligt"),
    ],
)
def test_what_is_hostile_or_unknown_never_acts(inside: str, kept: str, gone: str) -> None:
    page = shown(f"<article>{inside}</article>")

    assert kept in page
    assert gone not in page


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><article><para>&c;</para></article>'
FILE = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><article><para>&f;</para></article>'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bara text",
        "<article><para>Hej</article>",
        "<html><body>Hej</body></html>",
        BOMB,
        FILE,
        "<article>" + "<section>" * 50 + "</section>" * 50 + "</article>",
        f"<article><para>{'x' * LONGEST}</para></article>",
        "<article>\ud800</article>",
    ],
    ids=["nothing", "text", "unbalanced", "html", "bomb", "file", "deep", "long", "half a sign"],
)
def test_what_is_no_docbook_is_not_read_as_it(text: str) -> None:
    assert blocks_of_docbook(text) is None


@given(text=st.text(alphabet="<>/&;\"' =articlepash!-[]", max_size=200))
def test_whatever_comes_is_blocks_or_plain_text_without_tags(text: str) -> None:
    blocks = blocks_of_docbook(f"<article>{text}</article>")

    assert blocks is None or render_to_string("inbox/parts/text.html", {"blocks": blocks}) is not None
    assert "<" not in plain_text(text).replace("&lt;", "") or "&lt" in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "is_docbook", "words"),
    [(LETTER, True, "<strong>ta med legitimation</strong>"), ("<article><para>Hej <b du", False, "Hej")],
)
def test_a_message_in_docbook_is_read_and_a_malformed_one_comes_as_plain_text(
    cast: Callable[[str], UUID], log_in_as: LogInAs, now: datetime, text: str, is_docbook: bool, words: str
) -> None:
    grant = open_job(name="inbox.hear", kinds=(MESSAGE,), persons=(cast("alva"),), now=now)
    draft = Draft(
        unit=BJORKBACKEN, category=Category.SUMMONS, subject="Kallelse", paragraphs=(text,), is_docbook=True,
        source="test", source_id="1",
    )  # fmt: skip
    message = receive_message(person=person_id("alva"), draft=draft, grant=grant, now=now)

    page = log_in_as("alva").get(f"/min/inkorg/{message}/").content.decode()

    assert words in page
    assert "&lt;article" not in page
    assert messages_of("alva")[0].is_docbook is is_docbook
