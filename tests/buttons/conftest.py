"""Everybody walks the furnished world, where codes and notices reach operators of our own."""

from pathlib import Path

import pytest

from ingang.connectors.mail.fake import FakeMailer
from ingang.connectors.sms.fake import FakeSmsSender
from ingang.foundation.notifications.senders import by_mail, by_sms
from tests.furnished import cast, furnished

__all__ = ["cast", "furnished"]

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def operators(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes for phones and mail addresses leave as if there were an operator."""
    channels = {"sms": by_sms(FakeSmsSender()), "mail": by_mail(FakeMailer())}
    monkeypatch.setattr("ingang.services.my_settings.sending.configured_senders", lambda: channels)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever opens every page takes longer than the quick suite has. The walks are done once, on one core."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.xdist_group("buttons"))
