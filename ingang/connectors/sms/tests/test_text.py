"""Texts become SMS without a letter cut in two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.connectors.sms.errors import SmsInvalid
from ingang.connectors.sms.text import GSM, HAS_HEADER, UCS2, encode


@pytest.mark.parametrize(
    ("text", "data_coding", "parts"),
    [
        ("Hej åäö ÅÄÖ é", GSM, 1),
        ("x" * 160, GSM, 1),
        ("x" * 161, GSM, 2),
        ("€" * 80, GSM, 1),
        ("€" * 81, GSM, 2),
        ("`", UCS2, 1),
        ("ж" * 70, UCS2, 1),
        ("ж" * 71, UCS2, 2),
        ("x" * 1_530, GSM, 10),
    ],
)
def test_the_alphabet_and_the_number_of_parts(text: str, data_coding: int, parts: int) -> None:
    encoded = encode(text=text, reference=7)

    assert (encoded.data_coding, len(encoded.parts)) == (data_coding, parts)
    assert encoded.esm_class == (HAS_HEADER if parts > 1 else 0)


@pytest.mark.parametrize(
    ("text", "octets"),
    [("@", b"\x00"), ("å", b"\x0f"), ("Ö", b"\x5c"), ("à", b"\x7f"), ("€", b"\x1be"), ("[", b"\x1b<")],
)
def test_letters_have_the_codes_of_the_standard(text: str, octets: bytes) -> None:
    assert encode(text=text, reference=0).parts == (octets,)


def test_parts_tell_how_many_they_are_and_which_they_are() -> None:
    encoded = encode(text="x" * 200, reference=7)

    assert [part[:6] for part in encoded.parts] == [b"\x05\x00\x03\x07\x02\x01", b"\x05\x00\x03\x07\x02\x02"]


@given(text=st.text(alphabet="aå€[😀ж", min_size=1, max_size=400))
def test_no_part_ends_inside_a_letter_or_is_too_long(text: str) -> None:
    encoded = encode(text=text, reference=1)

    bodies = [part[6:] if encoded.esm_class else part for part in encoded.parts]
    if encoded.data_coding == UCS2:
        assert "".join(body.decode("utf-16-be") for body in bodies) == text
    assert all(not body.endswith(b"\x1b") for body in bodies if encoded.data_coding == GSM)
    assert all(len(part) <= (160 if encoded.data_coding == GSM else 140) for part in encoded.parts)


@pytest.mark.parametrize("text", ["", " \n", "x" * 1_531, "ж" * 671, "\ud83d"])
def test_no_text_and_too_much_text_are_refused(text: str) -> None:
    with pytest.raises(SmsInvalid):
        encode(text=text, reference=0)
