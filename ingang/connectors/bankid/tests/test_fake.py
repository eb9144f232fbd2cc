"""The fake has the client's methods, with the same names and arguments."""

import inspect

from ingang.connectors.bankid.client import BankID, BankIDClient
from ingang.connectors.bankid.fake import FakeBankID

METHODS = [name for name in vars(BankID) if not name.startswith("_")]


def test_fake_and_client_have_the_methods_that_callers_may_use() -> None:
    assert len(METHODS) == 6
    for name in METHODS:
        wanted = inspect.signature(getattr(BankID, name))
        assert inspect.signature(getattr(BankIDClient, name)) == wanted
        assert inspect.signature(getattr(FakeBankID, name)) == wanted
