"""One hash over many: the tree of RFC 6962 section 2.1, where leaves and nodes are hashed differently."""

from collections.abc import Iterable
from hashlib import sha256


def leaf(content: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + content).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The hash of all leaves in their order; it changes when one is changed, moved, added or taken away."""
    level = list(leaves)
    if not level:
        return sha256(b"").digest()
    while len(level) > 1:
        pairs = [sha256(b"\x01" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[len(pairs) * 2 :]
    return level[0]
