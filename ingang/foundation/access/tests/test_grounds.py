"""The recorded ground: once in a log-in and assignment, weighed anew at every request."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from conftest import staff
from ingang.foundation.access.errors import (
    ChildCanConsent,
    ConsentMissing,
    GroundNeeded,
    NoCareRelation,
    NoEmergencyGround,
    ReasonNeeded,
)
from ingang.foundation.access.grounds import LASTS, ask_existence, open_on_ground, record_ground
from ingang.foundation.access.models import RecordedGround
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import CareRelation, Consent
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant, Ground

Cast = Callable[[str], UUID]
SARA, MONA, TORE = staff("sara"), staff("mona"), staff("tore")
KIND = "records.clinical"
LOG_IN = UUID(int=7)


def say(cast: Cast, now: datetime, ground: Ground, reason: str = "", actor: Staff = SARA, key: str = "alva") -> Grant:
    return record_ground(
        actor=actor, log_in=LOG_IN, person=cast(key), kinds=[KIND], ground=ground, reason=reason, now=now
    )


def again(cast: Cast, now: datetime, actor: Staff = SARA, log_in: UUID = LOG_IN) -> Grant:
    return open_on_ground(actor=actor, log_in=log_in, person=cast("alva"), kinds=[KIND], now=now)


@pytest.fixture(autouse=True)
def _no_consent(cast: Cast) -> None:
    Consent.unguarded.all().delete()


def consent(cast: Cast, now: datetime) -> Consent:
    return Consent.unguarded.create(
        person=cast("alva"), care_giver=SARA.care_giver, unit=SARA.unit, given_at=now,
        valid_until=now + timedelta(days=1), registered_by="x",
    )  # fmt: skip


def last_event() -> tuple[str, str, str, str]:
    event = AuditEvent.objects.latest("id")
    return event.event, event.ground, event.outcome, event.details.get("reason", "")


def test_a_ground_is_recorded_before_anything_is_kept_and_opens_at_later_requests(cast: Cast, now: datetime) -> None:
    say(cast, now, Ground.EMERGENCY, "unconscious")
    first = last_event()
    grant = again(cast, now)

    assert first == last_event() == ("access.across_opened", "emergency", "done", "unconscious")
    assert (grant.ground, grant.beyond) == (Ground.EMERGENCY, SARA.care_giver)


def test_a_later_ground_takes_the_place_of_the_earlier(cast: Cast, now: datetime) -> None:
    say(cast, now, Ground.EMERGENCY, "unconscious")
    consent(cast, now)
    say(cast, now, Ground.CONSENT)

    assert again(cast, now).ground is Ground.CONSENT
    assert RecordedGround.unguarded.count() == 1


@pytest.mark.parametrize("other", ["log-in", "assignment", "hour", "nobody"])
def test_the_ground_holds_in_its_own_log_in_and_assignment_alone(cast: Cast, now: datetime, other: str) -> None:
    if other != "nobody":
        say(cast, now, Ground.EMERGENCY, "unconscious")
    log_in = uuid4() if other == "log-in" else LOG_IN
    actor = replace(SARA, assignment="another") if other == "assignment" else SARA
    later = now + LASTS + timedelta(seconds=1) if other == "hour" else now

    with pytest.raises(GroundNeeded):
        again(cast, later, actor, log_in)
    assert last_event() == ("access.existence_asked", "existence", "done", "")


def test_a_consent_that_is_taken_back_counts_from_the_next_request(cast: Cast, now: datetime) -> None:
    given = consent(cast, now)
    say(cast, now, Ground.CONSENT)
    assert again(cast, now).ground is Ground.CONSENT
    Consent.unguarded.filter(id=given.id).update(revoked_at=now)

    with pytest.raises(ConsentMissing):
        again(cast, now)
    assert last_event() == ("access.across_opened", "consent_missing", "refused", "")


def test_a_relation_that_is_over_counts_from_the_next_request(cast: Cast, now: datetime) -> None:
    consent(cast, now)
    say(cast, now, Ground.CONSENT)
    CareRelation.unguarded.filter(unit=SARA.unit).update(valid_until=now)

    with pytest.raises(NoCareRelation):
        again(cast, now)


def test_one_who_may_not_even_ask_is_told_so(cast: Cast, now: datetime) -> None:
    CareRelation.unguarded.filter(unit=MONA.unit).delete()

    with pytest.raises(NoCareRelation):
        again(cast, now, MONA)


@pytest.mark.parametrize(
    ("actor", "ground", "reason", "refusal"),
    [
        (SARA, Ground.CONSENT, "", ConsentMissing),
        (SARA, Ground.CHILD_WITHOUT_CONSENT, "child_too_young", ChildCanConsent),
        (SARA, Ground.EMERGENCY, "", ReasonNeeded),
        (TORE, Ground.EMERGENCY, "unconscious", NoEmergencyGround),
    ],
)
def test_what_the_law_does_not_have_leaves_no_ground(
    cast: Cast, now: datetime, actor: Staff, ground: Ground, reason: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        say(cast, now, ground, reason, actor)
    assert not RecordedGround.unguarded.exists()


def test_what_is_older_than_any_log_in_is_forgotten(cast: Cast, now: datetime) -> None:
    say(cast, now, Ground.EMERGENCY, "unconscious")
    record_ground(
        actor=SARA,
        log_in=uuid4(),
        person=cast("alva"),
        kinds=[KIND],
        ground=Ground.EMERGENCY,
        reason="unconscious",
        now=now + LASTS + timedelta(seconds=1),
    )

    assert RecordedGround.unguarded.count() == 1


def ask(cast: Cast, now: datetime, actor: Staff = SARA, log_in: UUID = LOG_IN) -> Grant:
    return ask_existence(actor=actor, log_in=log_in, person=cast("alva"), kinds=[KIND], now=now)


def asked() -> int:
    return AuditEvent.objects.filter(event="access.existence_asked", outcome="done").count()


def test_that_existence_was_asked_is_recorded_once_in_a_log_in_and_assignment(cast: Cast, now: datetime) -> None:
    grants = [ask(cast, now) for _ in range(3)]
    with pytest.raises(GroundNeeded):
        again(cast, now)

    assert {grant.ground for grant in grants} == {Ground.EXISTENCE}
    assert asked() == 1


@pytest.mark.parametrize("other", ["log-in", "assignment", "hour"])
def test_another_sitting_records_anew_that_existence_was_asked(cast: Cast, now: datetime, other: str) -> None:
    ask(cast, now)

    ask(
        cast,
        now + LASTS + timedelta(seconds=1) if other == "hour" else now,
        replace(SARA, assignment="another") if other == "assignment" else SARA,
        uuid4() if other == "log-in" else LOG_IN,
    )

    assert asked() == 2


def test_existence_is_weighed_at_every_asking_and_each_refusal_recorded(cast: Cast, now: datetime) -> None:
    ask(cast, now)
    CareRelation.unguarded.filter(unit=SARA.unit).delete()

    for _ in range(2):
        with pytest.raises(NoCareRelation):
            ask(cast, now)

    refused = AuditEvent.objects.filter(event="access.existence_asked", outcome="refused")
    assert [row.ground for row in refused] == ["no_care_relation"] * 2


def test_asking_existence_after_a_ground_leaves_the_ground(cast: Cast, now: datetime) -> None:
    say(cast, now, Ground.EMERGENCY, "unconscious")
    ask(cast, now)

    assert again(cast, now).ground is Ground.EMERGENCY
    assert asked() == 0
