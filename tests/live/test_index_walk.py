"""The telling of everything that is stored survives being killed: what was told is not forgotten, and all is told."""

import json
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone

from conftest import person_id
from demo.nation import write_cast
from ingang.connectors.engagement_index.messages import UPDATE, responder
from ingang.connectors.rivta.envelope import SOAP
from ingang.foundation.people.models import PersonNumber
from ingang.foundation.records.importing import import_text
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live

KEYS = ("alva", "bo", "cleo", "ella", "maja")
TAKEN = (
    f'<e:Envelope xmlns:e="{SOAP}"><e:Body><r:{UPDATE}Response xmlns:r="{responder(UPDATE)}">'
    f"<r:ResultCode>OK</r:ResultCode></r:{UPDATE}Response></e:Body></e:Envelope>"
).encode()


class Index(ThreadingHTTPServer):
    """Takes every update, and kills whoever tells at the one that it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.bodies: list[str] = []
        self.victim, self.kill_at = 0, 0


class Taking(BaseHTTPRequestHandler):
    """One message."""

    server: Index

    def do_POST(self) -> None:
        """Note it, and answer, unless the sender is to die before the answer."""
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if len(self.server.bodies) == self.server.kill_at:
            os.killpg(self.server.victim, signal.SIGKILL)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/xml")
        self.send_header("Content-Length", str(len(TAKEN)))
        self.end_headers()
        self.wfile.write(TAKEN)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def an_index() -> Iterator[Index]:
    """An index of this test's own."""
    with Index() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_killed_telling_goes_on_where_it_was(database: OwnDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    write_cast(now=timezone.now())
    for key in KEYS:
        condition = json.dumps({"resourceType": "Condition", "id": key, "code": {"text": "Torra ögon"}})
        import_text(text=condition, care_giver="SE0000000010-G001", person=person_id(key), now=timezone.now())
    with an_index() as index:
        monkeypatch.setenv("INGANG_ENGAGEMENT_INDEX_URL", f"http://127.0.0.1:{index.server_port}")
        monkeypatch.setenv("INGANG_ENGAGEMENT_INDEX_OWN_ADDRESS", "SE0000000099-I001")
        index.kill_at = 3
        command = ("manage.py", "tell_index", "--persons", "1", "--pause", "0.5")
        first = database.start(*command)
        index.victim = first.pid
        assert first.wait(60) == -signal.SIGKILL
        said, _ = database.start(*command).communicate(timeout=60)

    assert "Goes on after 3 persons." in said
    assert "Persons with records: 5. Engagements told: 5." in said
    numbers = PersonNumber.objects.filter(person__in=map(person_id, KEYS)).values_list("value", flat=True)
    told = [sum(number in body for body in index.bodies) for number in numbers]
    # Only what was told without an answer is told twice.
    assert sorted(told) == [1, 1, 1, 1, 2]
