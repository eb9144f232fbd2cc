"""The level of a log-in is demanded, and told before anything that is missing."""

from collections.abc import Mapping
from typing import Any

import pytest

from ingang.connectors.oidc.claims import ClaimMap
from ingang.connectors.oidc.errors import AttributeMissing, LevelMissing
from ingang.connectors.oidc.log_in import logged_in
from ingang.connectors.oidc.settings import OidcSettings

CLAIMS: Mapping[str, Any] = {"sub": "alva", "acr": "loa3", "personalIdentityNumber": "194308219817", "sid": 5}
SETTINGS = OidcSettings(
    issuer="https://issuer.example",
    client_id="ingang",
    client_secret="x",
    redirect_uri="https://ingang.example/tillbaka",
    accepted_levels=frozenset({"loa3", "loa4"}),
    claim_map=ClaimMap(),
)


def test_an_accepted_level_is_let_in() -> None:
    person = logged_in(claims=CLAIMS, id_token="i", settings=SETTINGS)

    assert (person.attributes.level, person.session_id) == ("loa3", "")


@pytest.mark.parametrize("level", ["loa2", "", None, 3, ["loa3"], {"loa3": 1}])
def test_any_other_level_is_refused(level: Any) -> None:
    with pytest.raises(LevelMissing):
        logged_in(claims={**CLAIMS, "acr": level}, id_token="i", settings=SETTINGS)


def test_a_level_that_is_too_weak_is_told_before_what_is_missing() -> None:
    with pytest.raises(LevelMissing):
        logged_in(claims={"sub": "alva", "acr": "loa2"}, id_token="i", settings=SETTINGS)
    with pytest.raises(AttributeMissing):
        logged_in(claims={"sub": "alva", "acr": "loa3"}, id_token="i", settings=SETTINGS)
