"""Mail: one story for the fake and for the client over the simulator, and what only real SMTP can do."""

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import requests

from demo.simulators.certificates import Authority
from demo.simulators.mail.server import MailSimulator
from demo.simulators.serving import Beside
from ingang.connectors.mail import errors
from ingang.connectors.mail.client import MailClient, Mailer, MailSettings
from ingang.connectors.mail.fake import FakeMailer
from ingang.connectors.mail.messages import Mail

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MAIL = Mail(
    recipient="alva@example.se",
    subject="Du har fått ett nytt meddelande på Ingång",
    text="Logga in för att läsa det.\n.\nSlut",
    idempotency_key="notice-1",
)


@dataclass(frozen=True)
class World:
    """A mailer, and what arrived."""

    mailer: Mailer
    subjects: Callable[[], list[str]]
    refuse: Callable[[str], None]


def settings_for(port: int) -> MailSettings:
    return MailSettings(
        host="localhost", port=port, sender="Ingång <ingang@example.se>", domain="example.se", has_starttls=False
    )


def fake_world() -> World:
    fake = FakeMailer()
    kinds = {"550 no": errors.RecipientRefused(status=550), "451 later": errors.MailPostponed(status=451)}
    return World(
        mailer=fake,
        subjects=lambda: [mail.subject for mail in fake.sent],
        refuse=lambda answer: fake.break_with(kinds.get(answer)),
    )


def simulated_world(beside: Beside) -> World:
    simulator = MailSimulator()
    port = beside.keep(simulator.serve_smtp())

    def refuse(answer: str) -> None:
        simulator.control.error = answer

    return World(
        mailer=MailClient(settings=settings_for(port)),
        subjects=lambda: [one.subject for one in simulator.received],
        refuse=refuse,
    )


@pytest.fixture(params=["fake", "client and simulator"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield fake_world()
        return
    with Beside() as beside:
        yield simulated_world(beside)


def test_a_mail_arrives(world: World) -> None:
    world.mailer.send(mail=MAIL, now=NOW)

    assert world.subjects() == [MAIL.subject]


def test_the_same_key_gives_the_same_message_id_and_another_key_another(world: World) -> None:
    ids = [world.mailer.send(mail=mail, now=NOW) for mail in (MAIL, MAIL, replace(MAIL, idempotency_key="notice-2"))]

    assert ids[0] == ids[1] != ids[2]


def test_what_is_sent_while_kept_arrives_also_after_a_refusal(world: World) -> None:
    keys = ("one", "two", "three")

    with world.mailer.kept() as kept:
        kept.send(mail=replace(MAIL, subject=keys[0]), now=NOW)
        world.refuse("451 later")
        with pytest.raises(errors.MailPostponed):
            kept.send(mail=replace(MAIL, subject=keys[1]), now=NOW)
        world.refuse("")
        kept.send(mail=replace(MAIL, subject=keys[2]), now=NOW)

    assert world.subjects() == [keys[0], keys[2]]


@pytest.mark.parametrize(
    ("answer", "kind", "may_try_again"),
    [("550 no", errors.RecipientRefused, False), ("451 later", errors.MailPostponed, True)],
)
def test_a_refusal_says_whether_to_try_again(
    world: World, answer: str, kind: type[errors.MailError], may_try_again: bool
) -> None:
    world.refuse(answer)

    with pytest.raises(kind) as caught:
        world.mailer.send(mail=MAIL, now=NOW)

    assert caught.value.may_try_again is may_try_again
    assert world.subjects() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Hej\r\nBcc: cleo@example.se"},
        {"recipient": "alva@example.se\r\nBcc: cleo@example.se"},
        {"recipient": "alva@example.se, cleo@example.se"},
        {"recipient": "alva"},
        {"recipient": "@"},
        {"recipient": ""},
    ],
)
def test_an_address_or_heading_that_could_smuggle_something_is_refused(world: World, changes: dict[str, Any]) -> None:
    with pytest.raises(errors.MailInvalid):
        world.mailer.send(mail=replace(MAIL, **changes), now=NOW)

    assert world.subjects() == []


def test_the_text_arrives_as_it_was_written(beside: Beside) -> None:
    simulator = MailSimulator()
    port = beside.keep(simulator.serve_smtp())

    given = MailClient(settings=settings_for(port)).send(mail=MAIL, now=NOW)

    [received] = simulator.received
    assert received.text.splitlines() == MAIL.text.splitlines()
    assert (received.recipients, received.message_id) == (["alva@example.se"], given)


def test_encryption_is_used_where_it_is_demanded(beside: Beside, tmp_path: Path) -> None:
    authority = Authority(folder=tmp_path, name="issuer", now=datetime.now(UTC))
    pair = authority.issue(name="mail", is_server=True)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(pair.certificate, pair.key)
    simulator = MailSimulator()
    port = beside.keep(simulator.serve_smtp(tls=tls))
    settings = replace(settings_for(port), has_starttls=True, ca_bundle=authority.bundle)

    MailClient(settings=settings).send(mail=MAIL, now=NOW)

    assert simulator.received[0].was_encrypted
    with pytest.raises(errors.TlsMissing):
        MailClient(settings=replace(settings, ca_bundle=None)).send(mail=MAIL, now=NOW)


def test_a_server_without_encryption_gets_nothing_where_it_is_demanded(beside: Beside) -> None:
    simulator = MailSimulator()
    port = beside.keep(simulator.serve_smtp())

    with pytest.raises(errors.TlsMissing):
        MailClient(settings=replace(settings_for(port), has_starttls=True)).send(mail=MAIL, now=NOW)

    assert not simulator.received


def test_a_server_that_is_down_is_unreachable(beside: Beside) -> None:
    simulator = MailSimulator()
    port = beside.keep(simulator.serve_smtp())
    simulator.control.down = True

    with pytest.raises(errors.Unreachable):
        MailClient(settings=settings_for(port)).send(mail=MAIL, now=NOW)


def test_a_slow_server_is_given_up(beside: Beside) -> None:
    simulator = MailSimulator()
    port = beside.keep(simulator.serve_smtp())
    simulator.control.delay = 0.5

    with pytest.raises(errors.TimedOut):
        MailClient(settings=replace(settings_for(port), timeout_seconds=0.1)).send(mail=MAIL, now=NOW)


def test_something_that_is_no_mail_server_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

        thread = threading.Thread(target=talk)
        thread.start()

        with pytest.raises(errors.MailError) as caught:
            MailClient(settings=settings_for(server.getsockname()[1])).send(mail=MAIL, now=NOW)
        thread.join()

    assert caught.value.may_try_again


def test_mail_without_encryption_to_another_machine_can_not_be_configured() -> None:
    with pytest.raises(ValueError, match="encryption"):
        replace(settings_for(25), host="mail.example.se")


def test_received_mails_are_shown_as_text_listed_and_forgotten(beside: Beside) -> None:
    simulator = MailSimulator()
    port, root = beside.keep(simulator.serve_smtp()), beside.web(simulator.app())
    MailClient(settings=settings_for(port)).send(mail=replace(MAIL, text="<b>hej</b>"), now=NOW)

    page = requests.get(f"{root}/", timeout=5).text
    listed = requests.get(f"{root}/api/mails", timeout=5).json()
    requests.delete(f"{root}/api/mails", timeout=5)

    assert "&lt;b&gt;hej&lt;/b&gt;" in page
    assert [one["recipients"] for one in listed] == [["alva@example.se"]]
    assert requests.get(f"{root}/api/mails", timeout=5).json() == []


def test_one_connection_carries_all_that_is_sent_while_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[smtplib.SMTP] = []
    original = smtplib.SMTP.connect

    def connect(server: smtplib.SMTP, *arguments: Any, **options: Any) -> Any:
        begun.append(server)
        return original(server, *arguments, **options)

    monkeypatch.setattr(smtplib.SMTP, "connect", connect)
    simulator = MailSimulator()
    with Beside() as beside, MailClient(settings=settings_for(beside.keep(simulator.serve_smtp()))).kept() as kept:
        for _ in range(3):
            kept.send(mail=MAIL, now=NOW)

    assert (len(begun), len(simulator.received)) == (1, 3)
