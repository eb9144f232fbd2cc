"""The demonstration shows every state of what a unit sent."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from ingang.services.inbox.seeds import seed

pytestmark = pytest.mark.django_db


def test_the_nurse_finds_each_state_in_what_her_unit_sent(log_in_as: Callable[..., Client], now: datetime) -> None:
    seed(now=now, progress=lambda _text: None)

    lines = list(log_in_as("sara").get("/personal/meddelanden/").context["page"].object_list)

    states = {(bool(line.first_read_at), bool(line.confirmed_at), line.is_important) for line in lines}
    assert states == {(True, False, False), (False, False, True), (False, False, False), (True, True, True)}
