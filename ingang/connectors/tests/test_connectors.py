"""What holds for every connector."""

import subprocess
import sys
from inspect import getmembers, isclass
from types import ModuleType

import pytest

from ingang.connectors.bankid import errors as bankid
from ingang.connectors.errors import ConnectorError
from ingang.connectors.fhir import errors as fhir
from ingang.connectors.http import is_safe_address
from ingang.connectors.mail import errors as mail
from ingang.connectors.oidc import errors as oidc
from ingang.connectors.push import errors as push
from ingang.connectors.sms import errors as sms


def tree(module: ModuleType) -> list[type[ConnectorError]]:
    return [
        kind
        for _, kind in getmembers(module, isclass)
        if issubclass(kind, ConnectorError) and kind.__module__ == module.__name__
    ]


@pytest.mark.parametrize("module", [bankid, oidc, mail, push, sms, fhir], ids=lambda module: module.__name__)
def test_every_error_is_drawn_and_has_a_code_and_a_sentence(module: ModuleType) -> None:
    kinds = tree(module)

    assert len({kind.code for kind in kinds}) == len(kinds) > 5
    assert all(kind.__name__ in (module.__doc__ or "") for kind in kinds)
    assert all(kind.__doc__ and kind.sentence.endswith(".") for kind in kinds)


def test_neither_connectors_nor_simulators_load_django() -> None:
    code = (
        "import sys, demo.simulators.__main__, ingang.connectors.bankid.client, ingang.connectors.oidc.client, "
        "ingang.connectors.mail.client, ingang.connectors.push.client, ingang.connectors.sms.client, "
        "ingang.connectors.fhir.client, ingang.connectors.background; "
        "sys.exit('django' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_simulators_load_nothing_of_the_product_but_its_kernel() -> None:
    code = (
        "import sys, demo.simulators.__main__; "
        "sys.exit(any(name.startswith('ingang.') and not name.startswith('ingang.kernel') for name in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("url", "is_safe"),
    [
        ("https://issuer.example/", True),
        ("http://localhost:1180/", True),
        ("http://127.0.0.1/", True),
        ("http://[::1]:80/", True),
        ("http://issuer.example/", False),
        ("http://localhost.example/", False),
        ("http://127.0.0.1.example/", False),
        ("http://localhost@issuer.example/", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_secrets_travel_by_tls_or_stay_on_this_machine(url: str, is_safe: bool) -> None:
    assert is_safe_address(url) is is_safe
