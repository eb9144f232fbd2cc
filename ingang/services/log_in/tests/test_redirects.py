"""Logging in at an OpenID Connect issuer, residents and staff, and every way in which it must not succeed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from demo.cast import STAFF
from ingang.connectors.oidc.errors import (
    AnswerGarbled,
    DiscoveryBroken,
    IssuerTimedOut,
    IssuerUnreachable,
    TokenInvalid,
)
from ingang.connectors.oidc.fake import FakeOidc
from ingang.connectors.oidc.log_in import BegunLogIn
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import Account, LogIn, Order, OrderState
from ingang.foundation.people.models import Assignment
from ingang.services.log_in.tests.conftest import RESIDENT_LEVEL, STAFF_LEVEL, number_of

Fakes = dict[str, FakeOidc]


class AtIssuer:
    """A browser that begins at an issuer and comes back."""

    def __init__(self, *, issuer: str, fake: FakeOidc, client: Client | None = None) -> None:
        self.issuer, self.fake, self.client = issuer, fake, client or Client()

    def begin(self, **fields: str) -> "AtIssuer":
        self.sent = self.client.post(reverse("log_in:begin", args=[self.issuer]), fields)
        if self.sent.status_code == 302:
            state = self.sent["Location"].rpartition("state=")[2]
            self.begun = BegunLogIn(url="", state=state, nonce="", code_verifier="")
        return self

    def approve(self, claims: dict[str, Any]) -> Any:
        return self.come_back(self.fake.approve(begun=self.begun, claims=claims))

    def come_back(self, words: dict[str, str]) -> Any:
        return self.client.get(reverse("log_in:answer", args=[self.issuer]), words)


@pytest.fixture
def resident_browser(cast: Callable[[str], UUID], oidc: Fakes) -> AtIssuer:
    return AtIssuer(issuer="freja", fake=oidc["freja"])


@pytest.fixture
def staff_browser(cast: Callable[[str], UUID], oidc: Fakes) -> AtIssuer:
    return AtIssuer(issuer="siths", fake=oidc["siths"])


def resident_claims(key: str, now: Any, **more: object) -> dict[str, object]:
    return {"personalIdentityNumber": number_of(key, now), "acr": RESIDENT_LEVEL, "sid": "session-1", **more}


def staff_claims(key: str, **more: object) -> dict[str, object]:
    member = next(one for one in STAFF if one.key == key)
    commissions = [
        {
            "commissionHsaId": one.hsa_id,
            "commissionName": one.name,
            "commissionPurpose": "Vård och behandling",
            "healthCareUnitHsaId": one.unit,
            "healthCareProviderHsaId": one.care_giver,
        }
        for one in member.assignments
    ]
    named = {"employeeHsaId": member.hsa_id, "given_name": member.given_name, "family_name": member.family_name}
    return {**named, "allCommissions": commissions, "acr": STAFF_LEVEL, "sid": "session-2", **more}


def test_a_resident_logs_in_at_the_other_issuer(
    resident_browser: AtIssuer, cast: Callable[[str], UUID], now: Any
) -> None:
    answer = resident_browser.begin().approve(resident_claims("alva", now))

    assert answer.status_code == 302
    log_in = LogIn.objects.get()
    assert (log_in.person, log_in.issuer, log_in.issuer_session) == (cast("alva"), "freja", "session-1")
    assert "id-token" not in log_in.issuer_token


def test_the_log_in_goes_on_to_the_page_that_was_wanted(resident_browser: AtIssuer, now: Any) -> None:
    answer = resident_browser.begin(next="/min/inkorg/?sida=2").approve(resident_claims("alva", now))

    assert answer["Location"] == "/min/inkorg/?sida=2"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "///evil.example", "/\t/evil.example",
        "javascript:x",
        "/logga-in/ut/", "/personal/", "min/", "/" + "a" * 600, "/min/\r\nSet-Cookie: a=b", "/%5cevil.example\\@",
    ],
)  # fmt: skip
def test_the_log_in_never_leads_to_another_site_or_audience(
    resident_browser: AtIssuer, now: Any, wanted: str
) -> None:
    answer = resident_browser.begin(next=wanted).approve(resident_claims("alva", now))

    assert answer["Location"] in {"/", "/min/", reverse("home")}


def test_an_answer_without_a_log_in_under_way_logs_nobody_in(resident_browser: AtIssuer) -> None:
    answer = resident_browser.come_back({"code": "code-1", "state": "state-1"})

    assert answer["Location"].endswith("besked=wrong_browser")
    assert LogIn.objects.count() == 0


def test_an_answer_in_another_browser_logs_nobody_in(resident_browser: AtIssuer, now: Any) -> None:
    words = resident_browser.begin().fake.approve(begun=resident_browser.begun, claims=resident_claims("alva", now))
    thief = AtIssuer(issuer="freja", fake=resident_browser.fake)
    thief.begin()
    thief.come_back(words)

    assert LogIn.objects.count() == 0


def test_a_forged_answer_does_not_end_the_real_log_in(resident_browser: AtIssuer, now: Any) -> None:
    resident_browser.begin()
    resident_browser.come_back({"code": "x", "state": "of-somebody-else"})
    resident_browser.approve(resident_claims("alva", now))

    assert LogIn.objects.count() == 1


def test_an_answer_is_used_once(resident_browser: AtIssuer, now: Any) -> None:
    words = resident_browser.begin().fake.approve(begun=resident_browser.begun, claims=resident_claims("alva", now))
    held = resident_browser.client.session["order"]
    resident_browser.come_back(words)
    session = resident_browser.client.session
    session["order"] = held
    session.save()
    resident_browser.come_back(words)

    assert LogIn.objects.count() == 1


def test_two_tabs_leave_only_the_later_log_in_in_force(resident_browser: AtIssuer, now: Any) -> None:
    first = resident_browser.begin().begun
    resident_browser.begin()
    resident_browser.come_back(resident_browser.fake.approve(begun=first, claims=resident_claims("alva", now)))

    assert LogIn.objects.count() == 0


@pytest.mark.parametrize("issuer", ["siths", "bankid", "nobody"])
def test_an_answer_at_another_issuers_address_logs_nobody_in(
    resident_browser: AtIssuer, now: Any, issuer: str
) -> None:
    words = resident_browser.begin().fake.approve(begun=resident_browser.begun, claims=resident_claims("alva", now))
    answer = resident_browser.client.get(reverse("log_in:answer", args=[issuer]), words)

    assert answer.status_code in {302, 404}
    assert LogIn.objects.count() == 0


@pytest.mark.parametrize("check", ["signature", "nonce", "aud", "iss", "exp", "alg", "at_hash"])
def test_a_token_that_fails_a_check_logs_nobody_in(
    resident_browser: AtIssuer, now: Any, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    resident_browser.begin()

    def finish(**_: object) -> None:
        raise TokenInvalid(check=check)

    monkeypatch.setattr(resident_browser.fake, "finish", finish)
    answer = resident_browser.approve(resident_claims("alva", now))
    page = resident_browser.client.get(answer["Location"]).content.decode()

    assert "talade inte om för oss vem du är" in page
    assert Order.objects.get().state == OrderState.FAILED
    assert LogIn.objects.count() == 0


@pytest.mark.parametrize(
    "error", [IssuerUnreachable(), IssuerTimedOut(), DiscoveryBroken(), AnswerGarbled()], ids=lambda one: one.code
)
def test_an_issuer_that_goes_down_is_told_of_at_the_start_and_at_the_return(
    resident_browser: AtIssuer, now: Any, error: Any
) -> None:
    words = resident_browser.begin().fake.approve(begun=resident_browser.begun, claims=resident_claims("alva", now))
    resident_browser.fake.break_with(error)
    back = resident_browser.come_back(words)
    resident_browser.begin()

    assert back["Location"].startswith(reverse("log_in:start"))
    assert resident_browser.sent.status_code == 503
    assert "Freja+ svarar inte just nu" in resident_browser.sent.content.decode()
    assert LogIn.objects.count() == 0


def test_one_who_stops_at_the_issuer_is_told_that_nothing_was_done(resident_browser: AtIssuer) -> None:
    resident_browser.begin()
    answer = resident_browser.come_back(resident_browser.fake.refuse(begun=resident_browser.begun))

    assert "Du avbröt inloggningen" in resident_browser.client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize("level", ["http://id.elegnamnden.se/loa/1.0/loa2", "", "loa3", "unknown"])
def test_a_level_that_is_not_accepted_is_refused(resident_browser: AtIssuer, now: Any, level: str) -> None:
    answer = resident_browser.begin().approve(resident_claims("alva", now, acr=level))

    assert "nivå 3" in resident_browser.client.get(answer["Location"]).content.decode()
    assert LogIn.objects.count() == 0


def test_claims_without_a_number_are_refused(resident_browser: AtIssuer, now: Any) -> None:
    claims = resident_claims("alva", now)
    del claims["personalIdentityNumber"]
    answer = resident_browser.begin().approve(claims)

    assert "vem du är" in resident_browser.client.get(answer["Location"]).content.decode()
    assert AuditEvent.objects.get(event="identity.log_in_refused").details["code"] == "claims_missing"


@pytest.mark.parametrize(
    "query",
    ["state=a&state=b&code=c", "state=" + "s" * 7000, "error=" + "e" * 9000, "code=%00&state=%FF", "", "iss=https://evil"],
)
def test_strange_answers_log_nobody_in(resident_browser: AtIssuer, query: str) -> None:
    resident_browser.begin()
    answer = resident_browser.client.get(reverse("log_in:answer", args=["freja"]) + "?" + query)

    assert answer.status_code in {302, 400}
    assert LogIn.objects.count() == 0


def test_staff_with_one_assignment_go_straight_in(staff_browser: AtIssuer) -> None:
    answer = staff_browser.begin().approve(staff_claims("mona"))

    log_in = LogIn.objects.get()
    assert log_in.assignment == "SE0000000010-A002"
    assert answer["Location"] != reverse("log_in:choose_assignment")
    assert Account.objects.get().hsa_id == "SE0000000010-S001"
    assert not Account.objects.get().has_usable_password()


def test_staff_with_two_assignments_choose_where_they_work(staff_browser: AtIssuer) -> None:
    answer = staff_browser.begin().approve(staff_claims("sara"))
    page = staff_browser.client.get(answer["Location"]).content.decode()
    staff_browser.client.post(answer["Location"], {"assignment": "SE0000000010-A001"})

    assert answer["Location"] == reverse("log_in:choose_assignment")
    assert "Björkbackens vårdcentral" in page
    assert "Eklundens barnavårdscentral" in page
    assert LogIn.objects.get().assignment == "SE0000000010-A001"


def test_an_assignment_that_was_chosen_at_the_issuer_is_not_asked_for_again(staff_browser: AtIssuer) -> None:
    claims = staff_claims("sara")
    chosen = claims["allCommissions"][1]  # type: ignore[index]
    staff_browser.begin().approve({**claims, **chosen})

    assert LogIn.objects.get().assignment == "SE0000000010-A001"


def test_every_change_of_assignment_is_a_recorded_decision(staff_browser: AtIssuer) -> None:
    staff_browser.begin().approve(staff_claims("sara"))
    for assignment in ("SE0000000010-A001", "SE0000000020-A001"):
        staff_browser.client.post(reverse("log_in:choose_assignment"), {"assignment": assignment})

    events = AuditEvent.objects.filter(event="identity.assignment_chosen").order_by("id")
    assert [event.assignment for event in events] == ["SE0000000010-A001", "SE0000000020-A001"]
    assert events[1].details["former"] == "SE0000000010-A001"


@pytest.mark.parametrize("assignment", ["SE0000000010-A002", "", "x" * 5000])
def test_somebody_elses_assignment_can_not_be_chosen(staff_browser: AtIssuer, assignment: str) -> None:
    staff_browser.begin().approve(staff_claims("sara"))
    answer = staff_browser.client.post(reverse("log_in:choose_assignment"), {"assignment": assignment})

    assert answer.status_code == 400
    assert LogIn.objects.get().assignment == ""


def test_staff_without_an_assignment_are_told_whom_to_ask(staff_browser: AtIssuer) -> None:
    answer = staff_browser.begin().approve(staff_claims("zack"))
    page = staff_browser.client.get(answer["Location"]).content.decode()

    assert "HSA-administratör" in page
    assert "Logga ut" in page


def test_staff_without_a_service_identity_are_refused(staff_browser: AtIssuer) -> None:
    claims = {key: value for key, value in staff_claims("mona").items() if key != "employeeHsaId"}
    answer = staff_browser.begin().approve(claims)

    assert "HSA-administratör" in staff_browser.client.get(answer["Location"]).content.decode()
    assert LogIn.objects.count() == 0


def test_an_assignment_that_the_issuer_no_longer_names_ends(staff_browser: AtIssuer, now: Any) -> None:
    claims = staff_claims("sara")
    staff_browser.begin().approve({**claims, "allCommissions": claims["allCommissions"][:1]})  # type: ignore[index]

    assert LogIn.objects.get().assignment == "SE0000000020-A001"
    assert Assignment.objects.get(hsa_id="SE0000000010-A001").valid_until == now.date()


def test_an_assignment_at_a_unit_that_is_not_connected_is_not_offered(staff_browser: AtIssuer) -> None:
    commission = {"commissionHsaId": "SE0000000099-A001", "commissionPurpose": "Vård och behandling",
                  "healthCareUnitHsaId": "SE0000000099-U001"}  # fmt: skip
    staff_browser.begin().approve(staff_claims("zack", allCommissions=[commission]))

    assert not Assignment.objects.filter(hsa_id="SE0000000099-A001").exists()


def test_claims_can_not_take_over_somebody_elses_assignment(staff_browser: AtIssuer) -> None:
    theirs = staff_claims("mona")["allCommissions"]
    staff_browser.begin().approve(staff_claims("zack", allCommissions=theirs))

    assert Assignment.objects.get(hsa_id="SE0000000010-A002").staff == "SE0000000010-S001"
    assert LogIn.objects.get().assignment == ""


def test_the_issuer_can_end_a_log_in_from_outside(resident_browser: AtIssuer, now: Any) -> None:
    resident_browser.begin().approve(resident_claims("alva", now))
    token = resident_browser.fake.end_session(session_id="session-1")
    answer = Client(enforce_csrf_checks=True).post(
        reverse("log_in:ended_at_issuer"), {"logout_token": token}
    )

    assert answer.status_code == 200
    assert LogIn.objects.get().end_reason == "issuer"


@pytest.mark.parametrize("token", ["", "garbage", "a" * 100_000])
def test_a_logout_token_that_nobody_signed_ends_nothing(
    resident_browser: AtIssuer, now: Any, token: str
) -> None:
    resident_browser.begin().approve(resident_claims("alva", now))
    answer = Client().post(reverse("log_in:ended_at_issuer"), {"logout_token": token})

    assert answer.status_code == 400
    assert LogIn.objects.get().ended_at is None


def test_a_logout_for_another_session_ends_nothing(resident_browser: AtIssuer, now: Any) -> None:
    resident_browser.begin().approve(resident_claims("alva", now))
    token = resident_browser.fake.end_session(session_id="another")
    Client().post(reverse("log_in:ended_at_issuer"), {"logout_token": token})

    assert LogIn.objects.get().ended_at is None


def test_logging_out_ends_the_issuers_session_too(resident_browser: AtIssuer, now: Any) -> None:
    resident_browser.begin().approve(resident_claims("alva", now))
    answer = resident_browser.client.post(reverse("log_in:out"))

    assert "/end_session?id_token_hint=id-token" in answer["Location"]
    assert LogIn.objects.get().issuer_token == ""


def test_logging_out_works_though_the_issuer_is_down(resident_browser: AtIssuer, now: Any) -> None:
    resident_browser.begin().approve(resident_claims("alva", now))
    resident_browser.fake.break_with(IssuerUnreachable())
    answer = resident_browser.client.post(reverse("log_in:out"))

    assert answer["Location"] == reverse("log_in:logged_out")
    assert LogIn.objects.get().end_reason == "logged_out"
