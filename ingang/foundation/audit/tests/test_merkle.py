"""The root tells of every leaf, its place, and how many there are."""

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.audit.merkle import leaf, root

LEAVES = st.lists(st.binary(max_size=8).map(leaf), min_size=1, max_size=40)


def recursive_root(leaves: list[bytes]) -> bytes:
    """The definition in RFC 6962, word by word: split at the largest power of two below the number."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + recursive_root(leaves[:split]) + recursive_root(leaves[split:])).digest()


@given(LEAVES)
def test_the_root_is_the_one_of_rfc_6962(leaves: list[bytes]) -> None:
    assert root(leaves) == recursive_root(leaves)


@given(LEAVES, st.data())
def test_changing_any_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaf(b"something else that is longer"), *leaves[place + 1 :]]

    assert root(changed) != root(leaves)


@given(LEAVES, st.data())
def test_removing_any_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))

    assert root(leaves[:place] + leaves[place + 1 :]) != root(leaves)


@given(LEAVES, st.data())
def test_adding_a_leaf_anywhere_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves)))
    added = data.draw(st.sampled_from(leaves) | st.binary(max_size=8).map(leaf))

    assert root([*leaves[:place], added, *leaves[place:]]) != root(leaves)


@given(LEAVES)
def test_turning_the_order_changes_the_root(leaves: list[bytes]) -> None:
    turned = leaves[::-1]

    assert (root(turned) == root(leaves)) is (turned == leaves)


def test_a_node_can_not_pass_for_a_leaf() -> None:
    first, second = leaf(b"a"), leaf(b"b")

    assert root([leaf(first + second)]) != root([first, second])
