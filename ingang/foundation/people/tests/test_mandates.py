"""Powers of attorney: given, narrowed and revoked by the one they are about, never wider than the law."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from conftest import TODAY, opened, representative, resident
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.actions.mandates import give_mandate, narrow_mandate, revoke_mandate
from ingang.foundation.people.errors import (
    MandateEnded,
    MandateNeedsAdults,
    MandateRefused,
    MandateTooWide,
    OnlyThePersonHerself,
)
from ingang.foundation.people.models import Mandate
from ingang.foundation.people.queries import mandates_given
from ingang.kernel.grant import Grant

Cast = Callable[[str], UUID]
KINDS = ["people.person"]
NEXT_YEAR = TODAY + timedelta(days=365)


def own(key: str, now: datetime) -> Grant:
    return opened(resident(key), "people.person", now=now)


def given(cast: Cast, now: datetime) -> UUID:
    return give_mandate(grant=own("alva", now), ombud=cast("erik"), kinds=KINDS, valid_until=NEXT_YEAR, now=now)


def events(name: str) -> list[dict[str, str]]:
    return list(AuditEvent.objects.filter(event=name).order_by("id").values_list("details", flat=True))


def test_an_adult_gives_a_power_of_attorney_and_it_is_recorded(cast: Cast, now: datetime) -> None:
    mandate = given(cast, now)

    (row,) = mandates_given(person=cast("alva"), on=TODAY)
    assert (row.id, row.ombud, row.kinds, row.valid_until) == (mandate, cast("erik"), KINDS, NEXT_YEAR)
    assert events("people.mandate_given") == [
        {"mandate": str(mandate), "ombud": str(cast("erik")), "kinds": "people.person"}
    ]


@pytest.mark.parametrize(
    ("grantor", "ombud", "kinds", "until", "refusal"),
    [
        ("alva", "erik", [], NEXT_YEAR, MandateTooWide),
        ("alva", "erik", ["journal.entry"], NEXT_YEAR, MandateTooWide),
        ("alva", "maja", KINDS, NEXT_YEAR, MandateNeedsAdults),
        ("maja", "erik", KINDS, NEXT_YEAR, MandateNeedsAdults),
        ("alva", "alva", KINDS, NEXT_YEAR, MandateRefused),
        ("alva", "linnea", KINDS, NEXT_YEAR, MandateRefused),
        ("alva", "nobody", KINDS, NEXT_YEAR, MandateRefused),
        ("alva", "erik", KINDS, TODAY, MandateRefused),
    ],
)
def test_a_power_of_attorney_is_refused(
    cast: Cast, now: datetime, grantor: str, ombud: str, kinds: list[str], until: date, refusal: type[MandateRefused]
) -> None:
    before = Mandate.unguarded.count()

    with pytest.raises(refusal):
        give_mandate(grant=own(grantor, now), ombud=cast(ombud), kinds=kinds, valid_until=until, now=now)

    assert Mandate.unguarded.count() == before
    assert events("people.mandate_given") == []


def test_nobody_gives_one_for_another_not_even_a_guardian_or_the_ombud(cast: Cast, now: datetime) -> None:
    for key, acting_for in (("bo", "ella"), ("erik", "dagny")):
        grant = opened(representative(key, acting_for=acting_for), "people.person", now=now)
        with pytest.raises(OnlyThePersonHerself):
            give_mandate(grant=grant, ombud=cast("cleo"), kinds=KINDS, valid_until=NEXT_YEAR, now=now)


def test_a_mandate_is_narrowed_but_never_widened(cast: Cast, now: datetime) -> None:
    (mandate,) = (row.id for row in mandates_given(person=cast("dagny"), on=TODAY))
    grant, sooner = own("dagny", now), TODAY + timedelta(days=10)

    narrow_mandate(grant=grant, mandate=mandate, kinds=KINDS, valid_until=sooner, now=now)
    with pytest.raises(MandateTooWide):
        narrow_mandate(grant=grant, mandate=mandate, kinds=["inbox.message"], valid_until=sooner, now=now)
    with pytest.raises(MandateRefused):
        narrow_mandate(grant=grant, mandate=mandate, kinds=KINDS, valid_until=NEXT_YEAR, now=now)

    row = Mandate.unguarded.get(id=mandate)
    assert (row.kinds, row.valid_until) == (KINDS, sooner)
    assert len(events("people.mandate_narrowed")) == 1


def test_a_revoked_mandate_is_over_and_can_not_be_revoked_again(cast: Cast, now: datetime) -> None:
    mandate, grant = given(cast, now), own("alva", now)

    revoke_mandate(grant=grant, mandate=mandate, now=now)
    with pytest.raises(MandateEnded):
        revoke_mandate(grant=grant, mandate=mandate, now=now)

    assert mandates_given(person=cast("alva"), on=TODAY) == []
    assert len(events("people.mandate_revoked")) == 1


def test_another_persons_mandate_looks_as_if_it_had_ended(cast: Cast, now: datetime) -> None:
    mandate = given(cast, now)

    for asked in (mandate, uuid4()):
        with pytest.raises(MandateEnded):
            revoke_mandate(grant=own("cleo", now), mandate=asked, now=now)

    assert Mandate.unguarded.get(id=mandate).revoked_at is None


def test_a_mandate_is_over_on_the_day_that_it_ends(cast: Cast, now: datetime) -> None:
    given(cast, now)

    assert len(mandates_given(person=cast("alva"), on=NEXT_YEAR - timedelta(days=1))) == 1
    assert mandates_given(person=cast("alva"), on=NEXT_YEAR) == []
