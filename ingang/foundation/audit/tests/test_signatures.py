"""A seal is believed only with the whole signature of a key that is believed."""

import pytest

from ingang.foundation.audit.errors import SealKeyMissing
from ingang.foundation.audit.signatures import is_signed, seal_key

KEY = seal_key(secret="a secret that is long enough to sign with")
OTHER = seal_key(secret="another secret, as long as the first one")
CONTENT = b"content"


@pytest.mark.parametrize("secret", ["", "short", "x" * 31])
def test_a_missing_or_short_secret_is_refused(secret: str) -> None:
    with pytest.raises(SealKeyMissing):
        seal_key(secret=secret)


def test_the_same_secret_gives_the_same_key() -> None:
    again = seal_key(secret="a secret that is long enough to sign with")

    assert again.public == KEY.public != OTHER.public


@pytest.mark.parametrize(
    ("content", "signature", "key", "believed"),
    [
        (b"other", KEY.sign(CONTENT), KEY.public, {KEY.public}),
        (CONTENT, OTHER.sign(CONTENT), KEY.public, {KEY.public}),
        (CONTENT, OTHER.sign(CONTENT), OTHER.public, {KEY.public}),
        (CONTENT, "no hex", KEY.public, {KEY.public}),
        (CONTENT, "", KEY.public, {KEY.public}),
        (CONTENT, KEY.sign(CONTENT), "no hex", {"no hex"}),
        (CONTENT, KEY.sign(CONTENT), KEY.public, set()),
    ],
)
def test_anything_but_a_believed_keys_own_signature_is_refused(
    content: bytes, signature: str, key: str, believed: set[str]
) -> None:
    assert not is_signed(content=content, signature=signature, key=key, believed=believed)


def test_a_former_key_is_believed_when_it_is_named() -> None:
    signature = OTHER.sign(CONTENT)

    assert is_signed(content=CONTENT, signature=signature, key=OTHER.public, believed={KEY.public, OTHER.public})
