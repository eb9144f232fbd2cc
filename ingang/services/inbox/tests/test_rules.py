"""The text of a message: what may stand in it, and how it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.inbox.rules import blocks_of, linked, on_one_line, paragraphs_of, tidied

TURNING = "\u202e\u2066\u200f"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("rad ett\r\nrad två\rrad tre", "rad ett\nrad två\nrad tre"),
        ("noll\0byte\x07", "nollbyte"),
        (f"svar{TURNING}fdp.exe", "svarfdp.exe"),
        ("  å med ring: a\u030a ", "å med ring: å"),
    ],
)
def test_a_text_loses_what_has_no_business_in_it(text: str, whole: str) -> None:
    assert tidied(text) == whole


def test_a_subject_is_one_line() -> None:
    assert on_one_line(" Efter\nditt\t besök ") == "Efter ditt besök"


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    assert paragraphs_of("Hej!\n\n\nVi ses.\n \nTa med:\nlegitimation\n") == (
        "Hej!",
        "Vi ses.",
        "Ta med:\nlegitimation",
    )


def test_lines_of_terms_and_values_become_facts() -> None:
    (block,) = blocks_of(["Dag: torsdag 3 december\nTid: 09.40\nPlats: våning 2"])

    assert [(fact.term, fact.pieces[0].text) for fact in block.facts] == [
        ("Dag", "torsdag 3 december"),
        ("Tid", "09.40"),
        ("Plats", "våning 2"),
    ]


@pytest.mark.parametrize("text", ["Obs: ring oss.", "Dag: torsdag\noch ta med legitimation", "Hej\nSara"])
def test_other_lines_stay_text(text: str) -> None:
    (block,) = blocks_of([text])

    assert block.facts == ()
    assert "\n".join("".join(piece.text for piece in line) for line in block.lines) == text


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("Ring 08-465 004 00 i dag.", ["tel:0846500400"]),
        ("Ring tel:+46 8 465 004 00.", ["tel:+46846500400"]),
        ("Ring 1177 eller 112.", ["tel:1177", "tel:112"]),
        ("Se /min/tider/ först.", ["/min/tider/"]),
        ("Se https://elak.example/min/tider/ och //elak.example/min/", []),
        ("<a href='javascript:alert(1)'>klicka</a> javascript:alert(1)", []),
        ("Provet togs 2026-11-26 kl 09.40, värde 11774.", []),
    ],
)
def test_only_phone_numbers_and_our_own_addresses_become_links(text: str, urls: list[str]) -> None:
    assert [piece.url for piece in linked(text) if piece.url] == urls


@given(st.text())
def test_no_text_is_lost_when_it_is_shown(text: str) -> None:
    shown = "".join(piece.text for piece in linked(text))

    assert shown == text.replace("tel:", "") or shown == text or shown.replace("tel:", "") == text.replace("tel:", "")


@given(st.text())
def test_every_link_is_a_call_or_our_own(text: str) -> None:
    assert all(piece.url.startswith(("tel:", "/min/")) for piece in linked(text) if piece.url)
