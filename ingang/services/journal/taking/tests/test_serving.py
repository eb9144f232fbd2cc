"""A download that was broken off goes on from there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.services.journal.taking.serving import wanted_range

SIZES = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("", (0, 99)),
        ("bytes=0-", (0, 99)),
        ("bytes=10-19", (10, 19)),
        ("bytes=90-200", (90, 99)),
        ("bytes=99-99", (99, 99)),
        ("bytes=-1", (99, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=100-", None),
        ("bytes=-0", None),
        ("bytes=20-10", (0, 99)),
        ("bytes=0-1,5-6", (0, 99)),
        ("bytes=-", (0, 99)),
        ("bytes=a-b", (0, 99)),
        ("lines=0-1", (0, 99)),
        ("bytes=" + "9" * 5000 + "-", (0, 99)),
    ],
)
def test_which_bytes_are_meant(asked: str, wanted: tuple[int, int] | None) -> None:
    assert wanted_range(asked=asked, size=100) == wanted


@given(st.data(), SIZES)
def test_the_parts_of_a_download_make_the_whole(data: st.DataObject, size: int) -> None:
    begins, got = 0, 0

    while begins < size:
        first, last = wanted_range(asked=f"bytes={begins}-", size=size) or (0, -1)
        assert (first, last) == (begins, size - 1)
        broken_at = data.draw(st.integers(first, last))
        got += broken_at - first + 1
        begins = broken_at + 1

    assert got == size
