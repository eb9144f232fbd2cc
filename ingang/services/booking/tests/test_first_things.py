"""What booking asks for first: the times of today and tomorrow, and kallelser that wait."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from ingang.kernel.grant import Grant
from ingang.kernel.periods import start_of_day
from ingang.services.booking.actions.summonses import answer_summons
from ingang.services.booking.first_things import first_things
from ingang.services.booking.models import Slot, TimeType
from ingang.services.booking.tests.conftest import own, publish
from ingang.services.booking.tests.test_booking import take
from ingang.services.booking.tests.test_clinic import call
from ingang.ui.words import day_in_words

Cast = Callable[[str], UUID]


@pytest.mark.parametrize(("days", "word"), [(0, "i dag"), (1, "i morgon"), (2, None)])
def test_a_time_of_today_or_tomorrow_comes_first_and_a_later_one_not(
    sara: Grant, alva: Grant, visit: TimeType, now: datetime, days: int, word: str | None
) -> None:
    row = take(alva, publish(sara, visit, now, days=days, hour=14)[0], now)

    found = first_things(alva, now)

    assert [one.due for one in found] == ([row.starts_at] if word else [])
    assert all(str(word) in one.title for one in found)
    assert all(one.address == f"/min/tider/{row.id}/" for one in found)


def test_a_kallelse_waits_until_it_is_answered(
    sara: Grant, alva: Grant, cleo: Grant, visit: TimeType, slots: list[Slot], now: datetime, cast: Cast
) -> None:
    summons = call(sara, cast("alva"), visit, now)
    (waiting,), others = first_things(alva, now), first_things(cleo, now)

    answer_summons(grant=alva, summons=summons.id, slot=slots[0].id, now=now)

    assert waiting.address == f"/min/tider/kallelse/{summons.id}/"
    assert summons.valid_until
    assert waiting.due == start_of_day(summons.valid_until)
    assert (others, first_things(alva, now)) == ((), ())


def test_every_page_tells_the_last_day_to_answer_in_the_same_words(
    log_in_as: Callable[..., Client], sara: Grant, visit: TimeType, now: datetime, cast: Cast
) -> None:
    summons = call(sara, cast("alva"), visit, now)
    assert summons.valid_until
    client, last = log_in_as("alva"), summons.valid_until - timedelta(days=1)
    day = f"senast {day_in_words(value=last, now=now)}"

    pages = [
        client.get(page).content.decode() for page in ("/min/tider/", f"/min/tider/kallelse/{summons.id}/", "/min/")
    ]

    assert [day in page for page in pages] == [True, True, True]
    assert not any("en tid före" in page for page in pages)


def test_a_hidden_kallelse_asks_nothing_of_a_guardian(sara: Grant, visit: TimeType, now: datetime, cast: Cast) -> None:
    call(sara, cast("ella"), visit, now, hidden_from_guardian=True)

    assert first_things(own("ella", now, by="bo"), now) == ()
