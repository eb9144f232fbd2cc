"""Two who take in files at the same moment: the room of the place is never passed."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, local
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone
from modelsearch.backends.database.postgres import weights

from conftest import staff
from demo.nation import write_cast
from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.sessions import SESSION_KEY
from ingang.services.content.editing import uploads
from ingang.services.content.models import Picture
from ingang.services.content.tests import files
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live
CLIENTS, PATIENCE = 4, 30
"""So many at once, each with a picture of her own."""


@pytest.fixture
def nora(database: OwnDatabase, tmp_path: Path, settings: Any) -> str:
    """The key of an editor's session."""
    settings.MEDIA_ROOT, settings.MEDIA_QUOTA_MB = str(tmp_path / "media"), 0.001
    now = timezone.now()
    write_cast(now=now)
    if not weights.BOOSTS_WEIGHTS:
        # Wagtail's index asks for it where a process begins on PostgreSQL.
        weights.set_weights()
    who = staff("nora")
    log_in = LogIn.objects.create(
        staff=who.hsa_id, assignment=who.assignment, issuer="test", assurance="loa3", started_at=now, last_active_at=now
    )
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(log_in.id)
    session.save()
    return client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_room_of_a_place_is_not_passed_by_several_at_once(nora: str, settings: Any) -> None:
    meeting, here, check = Barrier(CLIENTS), local(), uploads.check_room

    def looked_at(**asked: Any) -> None:
        """All have looked and found room before anybody writes."""
        check(**asked)
        if not hasattr(here, "met"):
            here.met = True
            meeting.wait(PATIENCE)

    def sent(number: int) -> tuple[int, str]:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = nora
        answer = files.add(client, files.picture(size=(40 + number, 20)))
        connections.close_all()
        return answer.status_code, answer.content.decode()

    with patch.object(uploads, "check_room", looked_at), ThreadPoolExecutor(CLIENTS) as clients:
        answers = list(clients.map(sent, range(CLIENTS)))

    sizes = list(Picture.objects.values_list("file_size", flat=True))
    assert sum(sizes) <= settings.MEDIA_QUOTA_MB * uploads.MEGABYTE
    assert [status for status, _ in answers].count(302) == len(sizes) >= 1
    assert all("MB" in text for status, text in answers if status != 302)
