"""Push: one story for the fake and for the client over the simulator, and what only a real push service can do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric import ec

from demo.simulators.push.browser import Browser, Sealed, decoded, opened
from demo.simulators.push.server import PushSimulator
from demo.simulators.serving import Beside
from ingang.connectors.http import Limits
from ingang.connectors.push import errors
from ingang.connectors.push.client import PushClient, Pusher, PushSettings
from ingang.connectors.push.fake import FakePusher
from ingang.connectors.push.messages import Push, Subscription, encrypted
from ingang.connectors.push.vapid import Vapid

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

VAPID = Vapid(private_key="yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw", contact="mailto:push@example.se")
ORIGIN = "http://127.0.0.1:1"


def subscription_of(browser: Browser, origin: str) -> Subscription:
    told: Any = browser.subscription(origin=origin)
    return Subscription(endpoint=told["endpoint"], key=told["keys"]["p256dh"], auth=told["keys"]["auth"])


def push_to(origin: str, *, name: str = "alva-phone", key: str = "notice-1") -> Push:
    return Push(subscription=subscription_of(Browser(name), origin), payload=b'{"code":"inbox"}', idempotency_key=key)


@dataclass(frozen=True)
class World:
    """A pusher, where its browsers are, what arrived, and how things go wrong."""

    pusher: Pusher
    origin: str
    texts: Callable[[], list[str]]
    refuse: Callable[[str], None]
    end: Callable[[str], None]


def settings(**changes: Any) -> PushSettings:
    return PushSettings(**{"vapid": VAPID, "hosts": ("127.0.0.1",), "limits": Limits(read_seconds=5), **changes})


def fake_world() -> World:
    fake = FakePusher()
    kinds = {
        "403": errors.LogInRefused(status=403),
        "400": errors.PushRefused(status=400),
        "429": errors.PushPostponed(status=429),
        "503": errors.PushPostponed(status=503),
    }
    return World(
        pusher=fake,
        origin=ORIGIN,
        texts=lambda: [push.payload.decode() for push in fake.sent],
        refuse=lambda status: fake.break_with(kinds[status]),
        end=lambda name: fake.end(endpoint=f"{ORIGIN}/push/{name}"),
    )


def simulated_world(beside: Beside) -> World:
    simulator = PushSimulator()
    origin = beside.web(simulator.app())

    def refuse(status: str) -> None:
        simulator.control.error = status

    return World(
        pusher=PushClient(settings=settings()),
        origin=origin,
        texts=lambda: [one.text for one in simulator.received],
        refuse=refuse,
        end=lambda name: requests.delete(f"{origin}/api/browsers/{name}", timeout=5).raise_for_status(),
    )


@pytest.fixture(params=["fake", "client and simulator"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    if request.param == "fake":
        yield fake_world()
        return
    with Beside() as beside:
        yield simulated_world(beside)


@pytest.fixture
def now() -> datetime:
    """The simulator looks at the clock as any push service does."""
    return datetime.now(UTC)


def test_a_message_arrives_as_it_was_written(world: World, now: datetime) -> None:
    world.pusher.send(push=push_to(world.origin), now=now)

    assert world.texts() == ['{"code":"inbox"}']


def test_the_same_key_gives_the_same_topic_and_another_key_another(world: World, now: datetime) -> None:
    topics = [
        world.pusher.send(push=push_to(world.origin, key=key), now=now) for key in ("notice-1", "notice-1", "notice-2")
    ]

    assert topics[0] == topics[1] != topics[2]
    assert all(0 < len(topic) <= 32 for topic in topics)


@pytest.mark.parametrize(
    ("status", "kind", "may_try_again"),
    [
        ("403", errors.LogInRefused, False),
        ("400", errors.PushRefused, False),
        ("429", errors.PushPostponed, True),
        ("503", errors.PushPostponed, True),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    world: World, now: datetime, status: str, kind: type[errors.PushError], may_try_again: bool
) -> None:
    world.refuse(status)

    with pytest.raises(kind) as caught:
        world.pusher.send(push=push_to(world.origin), now=now)

    assert caught.value.may_try_again is may_try_again
    assert world.texts() == []


def test_a_subscription_that_the_browser_ended_is_gone(world: World, now: datetime) -> None:
    world.end("alva-phone")

    with pytest.raises(errors.Gone):
        world.pusher.send(push=push_to(world.origin), now=now)
    world.pusher.send(push=push_to(world.origin, name="alva-computer"), now=now)

    assert len(world.texts()) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "ftp://127.0.0.1/push/a"},
        {"endpoint": "http://someone@127.0.0.1/push/a"},
        {"endpoint": "http://127.0.0.1/" + "a" * 1000},
        {"endpoint": "http://127.0.0.1:99999/"},
        {"endpoint": ""},
        {"key": "AAAA"},
        {"key": "ä"},
        {"key": ""},
        {"auth": "AAAA"},
        {"auth": "not base64!"},
    ],
)
def test_what_is_no_subscription_is_refused(world: World, now: datetime, changes: dict[str, str]) -> None:
    push = push_to(world.origin)

    with pytest.raises(errors.PushInvalid):
        world.pusher.send(push=replace(push, subscription=replace(push.subscription, **changes)), now=now)

    assert world.texts() == []


def test_a_payload_that_no_browser_takes_is_refused(world: World, now: datetime) -> None:
    with pytest.raises(errors.PushInvalid):
        world.pusher.send(push=replace(push_to(world.origin), payload=b"x" * 2049), now=now)

    assert world.texts() == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://internal.example/push/a",
        "https://push.example.evil.example/a",
        "https://evilpush.example/a",
        "http://push.example/a",
        "http://169.254.169.254/latest",
        "https://[::1]/a",
    ],
)
def test_nothing_is_sent_to_a_host_that_is_no_push_service(endpoint: str, now: datetime) -> None:
    client = PushClient(settings=settings(hosts=("push.example",)))
    push = push_to(ORIGIN)

    with pytest.raises(errors.PushInvalid):
        client.send(push=replace(push, subscription=replace(push.subscription, endpoint=endpoint)), now=now)


def test_a_push_service_that_is_away_or_slow_is_told_from_a_refusal(now: datetime) -> None:
    simulator = PushSimulator()
    with Beside() as beside:
        origin = beside.web(simulator.app())
        impatient = PushClient(settings=settings(limits=Limits(read_seconds=0.2)))
        simulator.control.delay = 1.0
        with pytest.raises(errors.TimedOut):
            impatient.send(push=push_to(origin), now=now)
        simulator.control.delay, simulator.control.down = 0.0, True
        with pytest.raises(errors.Unreachable):
            impatient.send(push=push_to(origin), now=now)


@pytest.mark.parametrize("days", [-2, 2])
def test_a_signature_that_is_old_or_lasts_too_long_is_refused(now: datetime, days: int) -> None:
    with Beside() as beside:
        push = push_to(beside.web(PushSimulator().app()))

        with pytest.raises(errors.LogInRefused):
            PushClient(settings=settings()).send(push=push, now=now + timedelta(days=days))


def test_the_far_side_sees_our_contact_an_end_and_no_word_of_the_message(now: datetime) -> None:
    simulator = PushSimulator()
    with Beside() as beside:
        PushClient(settings=settings()).send(push=push_to(beside.web(simulator.app())), now=now)

    received = simulator.received[0]
    assert (received.contact, received.ttl, received.urgency) == ("mailto:push@example.se", 86400, "normal")
    assert b"inbox" not in encrypted(push=push_to(ORIGIN))


def test_only_its_own_browser_can_open_a_message() -> None:
    body = encrypted(push=push_to(ORIGIN))

    assert Browser("alva-phone").open(body) == b'{"code":"inbox"}'
    with pytest.raises(Sealed):
        Browser("cleo-phone").open(body)


def test_the_simulated_browser_opens_the_example_of_the_standard() -> None:
    number = int.from_bytes(decoded("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"), "big")
    body = decoded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
        "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )

    text = opened(
        body,
        private_key=ec.derive_private_key(number, ec.SECP256R1()),
        auth=decoded("BTBZMqHH6r4Tts7J_aSIgg"),
    )

    assert text == b"When I grow up, I want to be a watermelon"
