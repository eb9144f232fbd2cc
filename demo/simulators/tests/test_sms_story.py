"""SMS: one story for the fake and for the client over the simulator, and bad input on both sides."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
import requests

from demo.simulators.serving import Beside
from demo.simulators.sms import pdu
from demo.simulators.sms.server import STATUSES, SmsSimulator
from ingang.connectors.sms import errors
from ingang.connectors.sms.client import Sms, SmsClient, SmsSender, SmsSettings
from ingang.connectors.sms.fake import FakeSmsSender

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

SMS = Sms(recipient="+46701740605", text="Du har en ny kallelse. Logga in på Ingång.", idempotency_key="notice-1")
LONG = "Åäö [€] " * 60


@dataclass(frozen=True)
class World:
    """A sender, and what arrived."""

    sender: SmsSender
    texts: Callable[[], list[str]]
    refuse: Callable[[str], None]


def settings_for(port: int) -> SmsSettings:
    return SmsSettings(host="127.0.0.1", port=port, system_id="ingang", password="hemlig", source="Ingang")


def fake_world() -> World:
    fake = FakeSmsSender()
    kinds: dict[str, errors.SmsError] = {
        "invalid_recipient": errors.RecipientRefused(status=11),
        "throttled": errors.SmsPostponed(status=88),
    }
    return World(
        sender=fake,
        texts=lambda: [sms.text for sms in fake.sent],
        refuse=lambda error: fake.break_with(kinds.get(error)),
    )


def simulated_world(beside: Beside) -> World:
    simulator = SmsSimulator(system_id="ingang", password="hemlig")
    port = beside.keep(simulator.serve_smpp())

    def refuse(error: str) -> None:
        simulator.control.error = error

    return World(
        sender=SmsClient(settings=settings_for(port)),
        texts=lambda: [one.text for one in simulator.received],
        refuse=refuse,
    )


@pytest.fixture(params=["fake", "client and simulator"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield fake_world()
        return
    with Beside() as beside:
        yield simulated_world(beside)


@pytest.mark.parametrize(
    ("text", "parts"),
    [(SMS.text, 1), ("x" * 160, 1), ("x" * 161, 2), ("العربية", 1), ("ж" * 71, 2), (LONG, 5), ("😀" * 40, 2)],
)
def test_a_text_arrives_whole_with_an_id_for_each_part(world: World, text: str, parts: int) -> None:
    ids = world.sender.send(sms=replace(SMS, text=text))

    assert world.texts() == [text]
    assert len(set(ids)) == parts


def test_what_is_sent_while_kept_arrives_also_after_a_refusal(world: World) -> None:
    with world.sender.kept() as kept:
        kept.send(sms=replace(SMS, text="one"))
        world.refuse("throttled")
        with pytest.raises(errors.SmsPostponed):
            kept.send(sms=replace(SMS, text="two"))
        world.refuse("")
        kept.send(sms=replace(SMS, text="three"))

    assert world.texts() == ["one", "three"]


def test_the_operator_can_be_asked_for_a_sign_of_life(world: World) -> None:
    world.sender.check()

    assert world.texts() == []


@pytest.mark.parametrize(
    ("error", "kind", "may_try_again"),
    [("invalid_recipient", errors.RecipientRefused, False), ("throttled", errors.SmsPostponed, True)],
)
def test_a_refusal_says_whether_to_try_again(
    world: World, error: str, kind: type[errors.SmsError], may_try_again: bool
) -> None:
    world.refuse(error)

    with pytest.raises(kind) as caught:
        world.sender.send(sms=SMS)

    assert caught.value.may_try_again is may_try_again
    assert world.texts() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"recipient": "0701740605"},
        {"recipient": "+46 70 174 06 05"},
        {"recipient": "+4670"},
        {"recipient": "+46701740605\n"},
        {"recipient": ""},
        {"text": ""},
        {"text": "  \n"},
        {"text": "x" * 2_000},
        {"text": "\ud800"},
    ],
)
def test_what_is_no_number_or_no_text_is_refused(world: World, changes: dict[str, str]) -> None:
    with pytest.raises(errors.SmsInvalid):
        world.sender.send(sms=replace(SMS, **changes))

    assert world.texts() == []


def test_a_wrong_password_is_refused(beside: Beside) -> None:
    port = beside.keep(SmsSimulator(system_id="ingang", password="another").serve_smpp())

    with pytest.raises(errors.LogInRefused):
        SmsClient(settings=settings_for(port)).send(sms=SMS)


@pytest.mark.parametrize("error", sorted(STATUSES))
def test_every_answer_of_the_switch_is_an_error_of_ours(beside: Beside, error: str) -> None:
    simulator = SmsSimulator(system_id="ingang", password="hemlig")
    simulator.control.error = error
    port = beside.keep(simulator.serve_smpp())

    with pytest.raises(errors.SmsError) as caught:
        SmsClient(settings=settings_for(port)).send(sms=SMS)

    assert caught.value.values["status"] == STATUSES[error]


def test_an_operator_that_is_down_is_unreachable(beside: Beside) -> None:
    simulator = SmsSimulator(system_id="ingang", password="hemlig")
    simulator.control.down = True
    port = beside.keep(simulator.serve_smpp())

    with pytest.raises(errors.Unreachable):
        SmsClient(settings=settings_for(port)).send(sms=SMS)


def test_a_slow_operator_is_given_up(beside: Beside) -> None:
    simulator = SmsSimulator(system_id="ingang", password="hemlig")
    simulator.control.delay = 0.5
    port = beside.keep(simulator.serve_smpp())

    with pytest.raises(errors.TimedOut):
        SmsClient(settings=replace(settings_for(port), timeout_seconds=0.1)).send(sms=SMS)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x00\x00\x00\x00" * 4,
        b"\x00\x00\x00\x10" + b"\xff" * 12,
        pdu.write(command=pdu.GENERIC_NACK, status=3, sequence=1),
        pdu.write(command=pdu.BIND_TRANSMITTER | pdu.RESPONSE, status=0, sequence=1, body=b"no end"),
        pdu.write(command=pdu.ENQUIRE_LINK, status=0, sequence=7),
    ],
    ids=["web", "zeros", "unknown", "nack", "no end", "question"],
)
def test_something_that_is_no_operator_is_told_as_an_error_of_ours(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1_000)
                connection.sendall(answer)

        thread = threading.Thread(target=talk)
        thread.start()
        settings = replace(settings_for(server.getsockname()[1]), timeout_seconds=0.2)

        with pytest.raises(errors.SmsError):
            SmsClient(settings=settings).send(sms=SMS)
        thread.join()


def ask(port: int, *requests_: bytes) -> list[tuple[int, int]]:
    """Command and status of each answer; an end of the conversation gives nothing."""
    answers = []
    with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        for request in requests_:
            connection.sendall(request)
            raw = connection.recv(1_000)
            if len(raw) >= 16:
                answers.append(struct.unpack(">IIII", raw[:16])[1:3])
    return answers


BIND = pdu.write(command=pdu.BIND_TRANSCEIVER, status=0, sequence=1, body=b"ingang\0hemlig\0\0\x34\0\0\0")
NACK = pdu.GENERIC_NACK


@pytest.mark.parametrize(
    ("sent", "last"),
    [
        ([b"\x00\x00\x00\x05" + b"x" * 12], (NACK, pdu.INVALID_LENGTH)),
        ([b"\xff\xff\xff\xff" + b"x" * 12], (NACK, pdu.INVALID_LENGTH)),
        ([pdu.write(command=0x77, status=0, sequence=1)], (NACK, pdu.INVALID_COMMAND)),
        ([pdu.write(command=pdu.SUBMIT_SM, status=0, sequence=1)], (0x80000004, pdu.NOT_BOUND)),
        ([pdu.write(command=pdu.BIND_TRANSMITTER, status=0, sequence=1)], (NACK, pdu.INVALID_LENGTH)),
        ([BIND, BIND], (0x80000009, pdu.BOUND_ALREADY)),
        ([BIND, pdu.write(command=pdu.SUBMIT_SM, status=0, sequence=2, body=b"x")], (NACK, pdu.INVALID_LENGTH)),
        ([BIND, pdu.write(command=pdu.ENQUIRE_LINK, status=0, sequence=2)], (0x80000015, pdu.OK)),
        ([BIND, pdu.write(command=pdu.UNBIND, status=0, sequence=2)], (0x80000006, pdu.OK)),
    ],
)
def test_the_operator_answers_garbage_as_the_protocol_says(
    beside: Beside, sent: list[bytes], last: tuple[int, int]
) -> None:
    port = beside.keep(SmsSimulator(system_id="ingang", password="hemlig").serve_smpp())

    assert ask(port, *sent)[-1] == last


def test_received_texts_are_listed_and_forgotten(beside: Beside) -> None:
    simulator = SmsSimulator(system_id="ingang", password="hemlig")
    port, root = beside.keep(simulator.serve_smpp()), beside.web(simulator.app())
    SmsClient(settings=settings_for(port)).send(sms=replace(SMS, text="<b>hej</b>"))

    page = requests.get(f"{root}/", timeout=5).text
    listed = requests.get(f"{root}/api/texts", timeout=5).json()
    requests.delete(f"{root}/api/texts", timeout=5)

    assert "&lt;b&gt;hej&lt;/b&gt;" in page
    assert [(one["recipient"], one["text"]) for one in listed] == [("46701740605", "<b>hej</b>")]
    assert requests.get(f"{root}/api/texts", timeout=5).json() == []
