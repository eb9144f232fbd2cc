"""One story for the fake issuer and for the client over the simulator: else the fake would lie."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from demo.simulators.oidc.clients import DEFAULT
from demo.simulators.oidc.profiles import RESIDENTS, STAFF
from demo.simulators.oidc.server import OidcSimulator
from demo.simulators.serving import Beside
from demo.simulators.tests.people import ALVA, CAST, NURSE
from ingang.connectors.oidc import claims, errors
from ingang.connectors.oidc.client import Oidc, OidcClient
from ingang.connectors.oidc.fake import FakeOidc
from ingang.connectors.oidc.log_in import BegunLogIn
from ingang.connectors.oidc.settings import OidcSettings

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

LEVEL = "http://id.elegnamnden.se/loa/1.0/loa3"
WEAK = "http://id.elegnamnden.se/loa/1.0/loa2"
Callback = dict[str, str]


def settings_for(issuer: str) -> OidcSettings:
    return OidcSettings(
        issuer=issuer,
        client_id=DEFAULT.client_id,
        client_secret=DEFAULT.client_secret,
        redirect_uri="http://localhost:1177/logga-in/oidc/tillbaka",
        post_logout_redirect_uri="http://localhost:1177/",
        accepted_levels=frozenset({LEVEL}),
        acr_values=(LEVEL,),
        asks_userinfo=True,
    )


def choose(begun: BegunLogIn, fields: dict[str, str]) -> Callback:
    """What a browser does: open the page, press one of its buttons, and be sent back."""
    shown = requests.get(begun.url, timeout=5)
    ticket = unescape(re.findall(r'name="ticket" value="([^"]+)"', shown.text)[0])
    address = "{0.scheme}://{0.netloc}/choose".format(urlsplit(begun.url))
    answer = requests.post(address, data={"ticket": ticket, **fields}, timeout=5, allow_redirects=False)
    return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


@dataclass(frozen=True)
class World:
    """An issuer, and a person in front of it."""

    oidc: Oidc
    approve: Callable[[BegunLogIn, str], Callback]
    refuse: Callable[[BegunLogIn], Callback]
    take_down: Callable[[], None]
    end_session: Callable[[], str]


def fake_world() -> World:
    fake = FakeOidc(settings=settings_for("https://issuer.example"))

    def approve(begun: BegunLogIn, level: str) -> Callback:
        told = RESIDENTS.claims(ALVA)
        return fake.approve(begun=begun, claims={**told, "acr": level, "sub": "s", "sid": "i"})

    return World(
        oidc=fake,
        approve=approve,
        refuse=lambda begun: fake.refuse(begun=begun),
        take_down=lambda: fake.break_with(errors.IssuerUnreachable()),
        end_session=lambda: fake.end_session(subject="s", session_id="i"),
    )


def simulated_world(beside: Beside) -> World:
    simulator = OidcSimulator(profile=RESIDENTS, cast=CAST)
    issuer = simulator.provider.issuer = beside.web(simulator.app())

    def take_down() -> None:
        requests.post(f"{issuer}/control", json={"down": True}, timeout=5).raise_for_status()

    def end_session() -> str:
        body = {"person_number": ALVA.person_number}
        told = requests.post(f"{issuer}/api/end_sessions", json=body, timeout=5).json()["told"]
        return str(told[0]["logout_token"])

    return World(
        oidc=OidcClient(settings=settings_for(issuer)),
        approve=lambda begun, level: choose(begun, {"person": ALVA.person_number, "level": level}),
        refuse=lambda begun: choose(begun, {}),
        take_down=take_down,
        end_session=end_session,
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
    return datetime.now(UTC)


def test_an_approved_log_in_tells_who_it_is(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)

    person = world.oidc.finish(begun=begun, callback=world.approve(begun, LEVEL), now=now)

    assert person.attributes.person_number == ALVA.person_number
    assert (person.attributes.given_name, person.attributes.family_name) == ("Alva", "Ek")
    assert person.attributes.level == LEVEL
    assert person.subject
    assert person.session_id


def test_a_code_works_once(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)
    callback = world.approve(begun, LEVEL)
    world.oidc.finish(begun=begun, callback=callback, now=now)

    with pytest.raises(errors.IssuerRefused):
        world.oidc.finish(begun=begun, callback=callback, now=now)


def test_a_callback_of_another_log_in_is_refused(world: World, now: datetime) -> None:
    mine, stolen = world.oidc.begin(now=now), world.oidc.begin(now=now)
    callback = world.approve(stolen, LEVEL)

    with pytest.raises(errors.CallbackInvalid):
        world.oidc.finish(begun=mine, callback=callback, now=now)


def test_a_code_of_another_log_in_is_refused_even_with_the_right_state(world: World, now: datetime) -> None:
    mine, stolen = world.oidc.begin(now=now), world.oidc.begin(now=now)
    callback = {**world.approve(stolen, LEVEL), "state": mine.state}

    with pytest.raises(errors.IssuerRefused):
        world.oidc.finish(begun=mine, callback=callback, now=now)


def test_stopping_is_told_apart_from_failing(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)

    with pytest.raises(errors.RefusedByUser):
        world.oidc.finish(begun=begun, callback=world.refuse(begun), now=now)


def test_a_level_that_is_too_weak_is_refused(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)

    with pytest.raises(errors.LevelMissing):
        world.oidc.finish(begun=begun, callback=world.approve(begun, WEAK), now=now)


def test_an_issuer_that_is_down_is_told_when_beginning(world: World, now: datetime) -> None:
    world.take_down()

    with pytest.raises(errors.IssuerUnreachable):
        world.oidc.begin(now=now)


def test_an_issuer_that_goes_down_in_the_middle_is_told_when_finishing(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)
    callback = world.approve(begun, LEVEL)
    world.take_down()

    with pytest.raises(errors.IssuerUnreachable):
        world.oidc.finish(begun=begun, callback=callback, now=now)


def test_a_back_channel_log_out_names_the_session(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)
    person = world.oidc.finish(begun=begun, callback=world.approve(begun, LEVEL), now=now)

    notice = world.oidc.read_logout(logout_token=world.end_session(), now=now)

    assert (notice.subject, notice.session_id) == (person.subject, person.session_id)
    assert notice.token_id


def test_an_id_token_is_no_logout_token(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)
    person = world.oidc.finish(begun=begun, callback=world.approve(begun, LEVEL), now=now)

    with pytest.raises(errors.TokenInvalid):
        world.oidc.read_logout(logout_token=person.id_token, now=now)


def test_log_out_goes_by_the_issuer(world: World, now: datetime) -> None:
    begun = world.oidc.begin(now=now)
    person = world.oidc.finish(begun=begun, callback=world.approve(begun, LEVEL), now=now)

    url = world.oidc.logout_url(id_token=person.id_token, now=now)

    assert person.id_token in url


def test_staff_bring_their_assignments(beside: Beside, now: datetime) -> None:
    simulator = OidcSimulator(profile=STAFF, cast=CAST)
    issuer = simulator.provider.issuer = beside.web(simulator.app())
    client = OidcClient(
        settings=OidcSettings(
            issuer=issuer,
            client_id=DEFAULT.client_id,
            client_secret=DEFAULT.client_secret,
            redirect_uri="http://localhost:1177/personal/tillbaka",
            claim_map=claims.STAFF,
        )
    )
    begun = client.begin(now=now)
    callback = choose(begun, {"person": NURSE.person_number, "level": "http://id.sambi.se/loa/loa3"})

    told = client.finish(begun=begun, callback=callback, now=now).attributes

    assert told.employee_hsa_id == "SE2321000016-2001"
    assert [one.commission_purpose for one in told.commissions] == ["Vård och behandling", "Kvalitetssäkring"]
    assert told.commissions[0].unit_hsa_id == "SE2321000016-1001"
    assert (told.title_codes, told.licences, told.chosen) == (("206010",), ("SJ",), None)


def test_somebody_without_an_employment_is_not_offered_to_staff_and_cannot_be_forced(
    beside: Beside, now: datetime
) -> None:
    simulator = OidcSimulator(profile=STAFF, cast=CAST)
    simulator.provider.issuer = beside.web(simulator.app())
    client = OidcClient(settings=settings_for(simulator.provider.issuer))
    begun = client.begin(now=now)

    callback = choose(begun, {"person": ALVA.person_number, "level": "http://id.sambi.se/loa/loa3"})

    assert callback["error"] == "access_denied"
