"""Issuers are data: what the settings name, and nothing that they misspell."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from ingang.foundation.identity.issuers import active_issuers, bankid_settings, issuer, oidc_client

BANKID = {"code": "bankid", "kind": "bankid", "title": "BankID", "assurance": {"*": "loa3"}}


def test_two_issuers_are_active_for_residents_and_one_for_staff() -> None:
    assert [one.code for one in active_issuers(audience="resident")] == ["bankid", "freja"]
    assert [one.code for one in active_issuers(audience="staff")] == ["siths"]


def test_certificates_are_read_as_paths(settings: Any) -> None:
    settings.INGANG_ISSUERS = [{**BANKID, "settings": {"tls": {"client_certificate": "/etc/ingang/rp.pem"}}}]
    chosen = issuer(code="bankid")

    assert chosen is not None
    assert bankid_settings(chosen).tls.client_certificate == Path("/etc/ingang/rp.pem")


def test_a_misspelt_setting_of_a_connector_is_refused(settings: Any) -> None:
    settings.INGANG_ISSUERS = [{**BANKID, "settings": {"base_ulr": "https://bankid.example"}}]
    chosen = issuer(code="bankid")

    assert chosen is not None
    with pytest.raises(ValueError, match="base_ulr"):
        bankid_settings(chosen)


@pytest.mark.parametrize("wrong", [{"kind": "saml"}, {"audience": "everybody"}, {"colour": "blue"}, {"title": 1}])
def test_an_issuer_out_of_shape_is_refused(settings: Any, wrong: dict[str, object]) -> None:
    settings.INGANG_ISSUERS = [{**BANKID, **wrong}]

    with pytest.raises(msgspec.ValidationError):
        active_issuers(audience="resident")


def test_a_level_that_nobody_mapped_is_none() -> None:
    chosen = issuer(code="freja")

    assert chosen is not None
    assert chosen.level("http://id.elegnamnden.se/loa/1.0/loa3") == "loa3"
    assert chosen.level("http://id.elegnamnden.se/loa/1.0/loa4") == ""


def test_an_issuers_client_is_kept_while_its_settings_stay(settings: Any) -> None:
    chosen = issuer(code="freja")
    assert chosen is not None
    kept = oidc_client(chosen)
    changed = msgspec.structs.replace(chosen, settings={**chosen.settings, "client_id": "another"})

    assert oidc_client(chosen) is kept
    assert oidc_client(changed) is not kept
