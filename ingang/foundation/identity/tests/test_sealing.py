"""What is sealed opens for its own row and under its own secret alone."""

from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.identity.sealing import seal, unseal

ROW, OTHER = UUID(int=1), UUID(int=2)


@given(text=st.text())
def test_what_was_sealed_opens_again(text: str) -> None:
    assert unseal(seal(text, row=ROW), row=ROW) == text


def test_a_sealed_text_moved_to_another_row_does_not_open() -> None:
    assert unseal(seal("secret", row=ROW), row=OTHER) is None


def test_a_sealed_text_does_not_open_under_another_secret(settings: Any) -> None:
    sealed = seal("secret", row=ROW)
    settings.SECRET_KEY = "another"

    assert unseal(sealed, row=ROW) is None


def test_the_same_text_is_never_sealed_alike_twice() -> None:
    assert seal("secret", row=ROW) != seal("secret", row=ROW)


def test_nothing_opens_to_nothing() -> None:
    assert unseal("", row=ROW) is None
