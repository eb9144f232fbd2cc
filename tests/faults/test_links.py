"""What the log tells of a link by which something is shown: nothing."""

import io
import logging
from datetime import datetime

import pytest
from django.test import Client

from conftest import resident
from ingang.project import logs
from ingang.services.journal.showing.tests.conftest import Decide, decide
from ingang.services.journal.showing.tests.opening import ask, other, showing_grant, shown
from ingang.services.journal.taking.tests.making import keeper

__all__ = ["decide"]

pytestmark = pytest.mark.django_db


def test_no_line_of_the_log_tells_the_link_or_who_asked(cast: object, decide: Decide, now: datetime) -> None:
    decide(True)
    link = shown(grant=showing_grant(resident("alva"), now=now), keeper=keeper("alva", now=now), now=now)
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Lines())
    logging.getLogger().addHandler(handler)

    ask(link)
    ask(link, code=other(link.code))
    Client().get(link.path)
    Client().get(link.path + "x/")
    logging.getLogger().removeHandler(handler)

    assert stream.getvalue().count("answered") >= 4
    for secret in (link.path.split("/")[2], "Dr. Test"):
        assert secret not in stream.getvalue()
