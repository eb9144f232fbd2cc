"""Opening by a link, as SMART Health Links has it: what comes, what does not, and what each leaves behind."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import fhirkit
import pytest
from django.test import Client

from conftest import representative, resident
from demo.cast import person_id
from ingang.foundation.access.models import SecretLink
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.identity.models import LogInLock
from ingang.foundation.notifications.models import Notice
from ingang.foundation.people.models import Person
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Form
from ingang.services.journal.showing.actions import end
from ingang.services.journal.showing.links import LONGEST_ADDRESS, Lasts, shlink
from ingang.services.journal.showing.models import Reading, ShownFile
from ingang.services.journal.showing.tests.conftest import Decide
from ingang.services.journal.showing.tests.opening import Link, ask, opened_by_hand, other, showing_grant, shown, tidy
from ingang.services.journal.taking.tests.making import keeper

pytestmark = pytest.mark.django_db

Move = Callable[[datetime], None]
Deliver = Callable[..., int]


@pytest.fixture
def alva(cast: object, now: datetime) -> Grant:
    return showing_grant(resident("alva"), now=now)


@pytest.fixture
def browser(now: datetime, alva: Grant) -> Keeper:
    return keeper("alva", now=now)


@pytest.fixture
def link(alva: Grant, browser: Keeper, now: datetime) -> Link:
    return shown(grant=alva, keeper=browser, now=now)


@pytest.fixture
def at(time_machine: Any) -> Move:
    return lambda moment: time_machine.move_to(moment, tick=False)


def files() -> int:
    with house_scope():
        return ShownFile.unguarded.count()


def notices() -> list[str]:
    with house_scope():
        return sorted(set(Notice.unguarded.values_list("code", flat=True)))


def test_the_link_carries_what_the_specification_says(link: Link, now: datetime) -> None:
    prefix, _, payload = link.whole.partition("#")

    assert prefix == "http://testserver/visat/"
    assert payload.startswith("shlink:/")
    assert set(link.payload) == {"url", "key", "exp", "flag", "label", "v"}
    assert len(link.payload["url"]) <= 128
    assert len(link.path.split("/")[2]) == 43
    assert len(link.payload["key"]) == 43
    assert link.payload["exp"] == int((now + timedelta(hours=1)).timestamp())
    assert (link.payload["flag"], link.payload["v"]) == ("P", 1)
    assert len(link.payload["label"]) <= 80
    assert len(link.code) == 6
    assert link.code.isdigit()


def test_an_address_that_is_longer_than_it_may_be_is_no_link(now: datetime) -> None:
    with pytest.raises(ValueError, match="longer"):
        shlink(address="x" * (LONGEST_ADDRESS + 1), key=b"0" * 32, until=now, label="")


@pytest.mark.parametrize("form", [Form.SUMMARY, Form.FHIR])
def test_who_has_the_link_and_the_code_reads_a_valid_bundle(
    alva: Grant, browser: Keeper, now: datetime, form: Form
) -> None:
    link = shown(grant=alva, keeper=browser, now=now, form=form)

    answer = ask(link)

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    (file,) = json.loads(answer.content)["files"]
    assert set(file) == {"contentType", "embedded", "lastUpdated", "status", "fhirVersion"}
    assert (file["contentType"], file["status"], file["fhirVersion"]) == ("application/fhir+json", "finalized", "4.0.1")
    bundle = opened_by_hand(file["embedded"], link)
    assert bundle["type"] == ("document" if form is Form.SUMMARY else "collection")
    assert fhirkit.validate(json.dumps(bundle).encode()) == []
    patient = next(one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Patient")
    born = Person.objects.get(id=person_id("alva")).birth_date
    assert (patient["name"][0]["given"], patient["birthDate"]) == (["Alva"], str(born))


def test_nothing_that_the_house_keeps_opens_the_file(link: Link) -> None:
    with house_scope():
        (row,) = SecretLink.unguarded.values()
        (file,) = ShownFile.unguarded.values()

    kept = f"{row} {file}"
    assert link.payload["key"] not in kept
    assert link.code not in str(row["code"])
    assert link.path.split("/")[2] not in kept
    assert len(file["jwe"].split(".")) == 5


def test_a_file_that_is_longer_than_asked_for_is_fetched_once_and_only_for_a_while(
    link: Link, now: datetime, at: Move
) -> None:
    (file,) = json.loads(ask(link, embeddedLengthMax=10).content)["files"]
    place = file["location"].removeprefix("http://testserver")
    fetched, again = Client().get(place), Client().get(place)
    (later,) = json.loads(ask(link, embeddedLengthMax=10).content)["files"]
    at(now + timedelta(minutes=6))
    too_late = Client().get(later["location"].removeprefix("http://testserver"))

    assert "embedded" not in file
    assert fetched["Content-Type"] == "application/jose"
    assert opened_by_hand(fetched.content.decode(), link)["type"] == "document"
    assert (fetched.status_code, again.status_code, too_late.status_code) == (200, 404, 404)


def test_a_file_that_is_as_long_as_asked_for_comes_along(link: Link) -> None:
    length = len(json.loads(ask(link).content)["files"][0]["embedded"])

    exactly, less = ask(link, embeddedLengthMax=length), ask(link, embeddedLengthMax=length - 1)

    assert "embedded" in json.loads(exactly.content)["files"][0]
    assert "location" in json.loads(less.content)["files"][0]


def test_each_opening_is_in_the_log_before_anything_comes_and_who_it_was_is_kept(
    link: Link, alva: Grant, now: datetime
) -> None:
    ask(link)
    ask(link)

    events = AuditEvent.objects.filter(event="access.opened_by_link", outcome="done")
    assert [(one.person, one.way, one.kinds) for one in events] == [
        (person_id("alva"), "secret_link", ["journal.showing", "records.clinical"])
    ] * 2
    with house_scope():
        assert [one.recipient for one in Reading.unguarded.all()] == ["Dr. Test, Testkliniken"] * 2
    assert notices() == ["journal.showing_opened"]


def test_without_its_line_in_the_log_nothing_is_opened(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: Any) -> None:
        raise RuntimeError("no log")

    monkeypatch.setattr("ingang.foundation.audit.actions.record", fails)
    with pytest.raises(RuntimeError, match="no log"):
        ask(link)

    with house_scope():
        assert not Reading.unguarded.exists()


def test_five_wrong_codes_end_it_for_good_and_the_person_is_told(link: Link, deliver: Deliver, now: datetime) -> None:
    answers = [ask(link, code=other(link.code)) for _ in range(6)]
    right = ask(link)
    deliver()

    assert [one.status_code for one in answers] == [401] * 5 + [404]
    assert [json.loads(one.content).get("remainingAttempts") for one in answers[:5]] == [4, 3, 2, 1, 0]
    assert right.status_code == 404
    assert AuditEvent.objects.filter(event="access.opened_by_link", outcome="refused").count() == 5
    assert AuditEvent.objects.get(event="access.link_ended").details["why"] == "codes"
    assert notices() == ["journal.showing_ended"]
    assert files() == 0


def test_right_codes_in_between_give_no_more_tries(link: Link) -> None:
    statuses = [ask(link, code=code).status_code for code in [other(link.code), link.code] * 5]

    assert statuses == [401, 200] * 4 + [401, 404]


def test_a_missing_code_is_no_try(link: Link) -> None:
    answers = [ask(link, code="") for _ in range(6)]

    assert [(one.status_code, json.loads(one.content)) for one in answers] == [(401, {"remainingAttempts": 5})] * 6
    assert ask(link).status_code == 200


def test_what_its_owner_ends_is_gone_at_once(link: Link, alva: Grant, now: datetime) -> None:
    ask(link)
    end(grant=alva, id=link.id, now=now)

    assert (ask(link).status_code, files()) == (404, 0)
    assert AuditEvent.objects.get(event="access.link_ended").details["why"] == "owner"


@pytest.mark.parametrize(
    ("lasts", "until"),
    [
        (Lasts.QUARTER, timedelta(minutes=15)),
        (Lasts.HOUR, timedelta(hours=1)),
        # It is noon in Sweden.
        (Lasts.DAY, timedelta(hours=12)),
    ],
)
def test_it_ends_when_its_time_is_up(
    alva: Grant, browser: Keeper, now: datetime, at: Move, lasts: Lasts, until: timedelta
) -> None:
    link = shown(grant=alva, keeper=browser, now=now, lasts=lasts)
    at(now + until - timedelta(seconds=1))
    before = ask(link).status_code
    at(now + until)
    after = ask(link).status_code
    tidy(now + until)

    assert (before, after, files()) == (200, 404, 0)


def test_the_last_day_of_summer_time_lasts_no_longer_than_a_day(alva: Grant) -> None:
    midnight = datetime.fromisoformat("2026-10-25T00:00:00+02:00")

    assert Lasts.DAY.until(now=midnight) - midnight == timedelta(hours=25)


def _switches_off(decide: Decide, now: datetime) -> None:
    decide(False)


def _is_sealed(decide: Decide, now: datetime) -> None:
    Person.objects.filter(id=person_id("alva")).update(journal_sealed_at=now)


def _is_protected(decide: Decide, now: datetime) -> None:
    Person.objects.filter(id=person_id("alva")).update(protection="confidentiality")


def _is_locked(decide: Decide, now: datetime) -> None:
    LogInLock(person=person_id("alva"), locked_at=now).save()


def _dies(decide: Decide, now: datetime) -> None:
    Person.objects.filter(id=person_id("alva")).update(deceased_on=now.date())


STOPS = [_switches_off, _is_sealed, _is_protected, _is_locked, _dies]


@pytest.mark.parametrize("happens", STOPS)
def test_what_the_owner_could_not_open_any_more_ends_it(
    happens: Callable[[Decide, datetime], None], link: Link, decide: Decide, now: datetime
) -> None:
    happens(decide, now)

    refused = ask(link).status_code
    decide(True)

    assert (refused, ask(link).status_code) == (404, 404)
    assert AuditEvent.objects.get(event="access.link_ended").details["why"] == "refused"


@pytest.mark.parametrize("happens", STOPS)
def test_the_file_goes_also_where_nobody_tries(
    happens: Callable[[Decide, datetime], None], link: Link, decide: Decide, now: datetime
) -> None:
    tidy(now)
    kept = files()
    happens(decide, now)

    tidy(now)

    assert (kept, files()) == (1, 0)


def test_what_changes_in_the_journal_ends_it(link: Link, alva: Grant) -> None:
    with house_scope():
        Resource.unguarded.filter(person=alva.person).update(is_withheld=True)

    answers = [ask(link).status_code, ask(link).status_code]

    assert answers == [404, 404]
    assert AuditEvent.objects.get(event="access.link_ended").details["why"] == "changed"


def test_a_guardians_link_ends_at_the_moment_of_the_13th_birthday(cast: object, now: datetime, at: Move) -> None:
    grant, browser = showing_grant(representative("bo", acting_for="noah"), now=now), keeper("bo", now=now)
    link = shown(grant=grant, keeper=browser, now=now, lasts=Lasts.DAY)
    midnight = datetime.fromisoformat("2026-11-27T00:00:00+01:00")
    statuses = []
    with house_scope():
        # Otherwise its own time would be up by then.
        SecretLink.unguarded.update(until=midnight + timedelta(hours=1))

    for moment in (midnight - timedelta(seconds=1), midnight):
        at(moment)
        statuses.append(ask(link).status_code)

    assert statuses == [200, 404]
    assert AuditEvent.objects.get(event="access.link_ended").details["why"] == "refused"


BAD = {
    "half sent": ('{"recipient": "Dr', "application/json", 400),
    "no object": ("[]", "application/json", 400),
    "nothing": ("", "application/json", 415),
    "another type": ('{"recipient": "Dr"}', "text/plain", 415),
    "a form": ("recipient=Dr", "application/x-www-form-urlencoded", 415),
    "nobody": ('{"passcode": "123456"}', "application/json", 400),
    "an empty name": ('{"recipient": ""}', "application/json", 400),
    "a name of nothing": ('{"recipient": "\\u0000 \\u200b"}', "application/json", 400),
    "a long name": (json.dumps({"recipient": "x" * 201}), "application/json", 400),
    "a huge name": (json.dumps({"recipient": "x" * 1_000_000}), "application/json", 413),
    "a number for a code": ('{"recipient": "Dr", "passcode": 123456}', "application/json", 400),
    "a length below nothing": ('{"recipient": "Dr", "embeddedLengthMax": -1}', "application/json", 400),
    "half a sign": ('{"recipient": "\\ud800"}', "application/json", 400),
    "no text at all": (b"\xff\xfe", "application/json", 400),
}


@pytest.mark.parametrize(("body", "kind", "status"), BAD.values(), ids=BAD)
def test_what_is_no_manifest_request_gets_a_clear_answer_and_costs_no_try(
    link: Link, body: str | bytes, kind: str, status: int
) -> None:
    answer = Client().generic("POST", link.path, body, content_type=kind)

    assert answer.status_code == status
    assert json.loads(answer.content)["error"]
    assert json.loads(ask(link, code="").content) == {"remainingAttempts": 5}


def test_who_asks_is_kept_in_one_line_of_plain_signs(link: Link) -> None:
    ask(link, recipient="Dr\u0000.\n\nTest\u202e  X")

    with house_scope():
        assert Reading.unguarded.get().recipient == "Dr . Test X"


def test_pages_of_other_origins_may_ask_and_no_cookie_counts(link: Link) -> None:
    asked = Client().options(
        link.path, headers={"origin": "https://viewer.example", "access-control-request-method": "POST"}
    )
    answer, got = ask(link), Client().get(link.path)

    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "POST"
    assert asked["Access-Control-Allow-Headers"] == "content-type"
    assert {one["Access-Control-Allow-Origin"] for one in (asked, answer, got)} == {"*"}
    assert "Access-Control-Allow-Credentials" not in answer
    assert not answer.cookies
    assert (got.status_code, got["Allow"]) == (405, "POST, OPTIONS")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path", ["/shl/", "/shl/x/", "/shl/x/y/", "/shl/x/y/z/", "/shl/%00/", "/shl/" + "x" * 5000 + "/"]
)
def test_what_leads_nowhere_is_missing(path: str, cast: object) -> None:
    answer = Client().generic("POST", path, '{"recipient": "Dr", "passcode": "1"}', content_type="application/json")

    assert answer.status_code in {404, 405}
