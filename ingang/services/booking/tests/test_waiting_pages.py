"""The pages of the line: from the booked time to the new one, and what guardians and staff see."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.services.booking.models import (
    LinePlace,
    Slot,
    SlotStatus,
    TimeType,
    Wish,
)
from ingang.services.booking.tests.conftest import own
from ingang.services.booking.tests.test_booking import take
from ingang.services.booking.tests.waiting import MINUTES, give_back, offers, pass_on, wait

LogIn = Callable[..., Client]


def test_a_wait_that_is_hidden_from_guardians_is_theirs_in_nothing(
    log_in_as: LogIn, sara: Grant, kind: TimeType, slots: list[Slot], late: list[Slot], now: datetime
) -> None:
    first = take(own("cleo", now), slots[0], now)
    take(own("ella", now, by="bo"), late[0], now)
    wish = wait("ella", kind, now, by="bo")
    with house_scope():
        Wish.unguarded.filter(id=wish.id).update(hidden_from_guardian=True)
    give_back("cleo", first, now)
    pass_on(now)
    bo, offer = log_in_as("bo", acting_for="ella"), offers()[0]
    address = reverse("booking:offer", kwargs={"offer": offer.id})

    assert offer.hidden_from_guardian
    assert [bo.get(address).status_code, bo.post(address).status_code] == [404, 404]
    assert str(offer.id) not in bo.get(reverse("booking:start")).content.decode()
    assert str(offer.id) not in bo.get(reverse("overview:start")).content.decode()


def test_the_pages_lead_from_the_booked_time_through_the_line_to_the_new_one(
    log_in_as: LogIn, slots: list[Slot], late: list[Slot], kind: TimeType, now: datetime
) -> None:
    first, mine = take(own("cleo", now), slots[0], now), take(own("alva", now), late[0], now)
    alva, where = log_in_as("alva"), {"unit": kind.unit, "time_type": kind.id}
    waiting = reverse("booking:wait", kwargs=where)
    booked = alva.get(reverse("booking:appointment", kwargs={"appointment": mine.id})).content.decode()
    joined = alva.post(waiting, {"weekdays": list("01234"), "hours": ["before", "after"]})
    page = alva.get(waiting).content.decode()
    give_back("cleo", first, now)
    pass_on(now)
    offer = reverse("booking:offer", kwargs={"offer": offers()[0].id})

    start, home, shown = alva.get(reverse("booking:start")), alva.get(reverse("overview:start")), alva.get(offer)
    answer = alva.post(offer)

    assert waiting in booked
    assert joined.status_code == 302
    assert "Du står som nummer 1" in page
    assert all(offer in one.content.decode() for one in (start, home))
    assert "Ja, ta den här tiden" in shown.content.decode()
    assert answer["Location"] == reverse("booking:receipt", kwargs={"appointment": mine.id})
    assert "Du har sagt ja" in alva.get(offer).content.decode()


@pytest.mark.parametrize("sent", [{}, {"weekdays": ["9"], "hours": ["before"]}, {"weekdays": ["1"], "hours": ["x"]}])
def test_a_wish_that_says_nothing_is_answered_in_words(
    log_in_as: LogIn, late: list[Slot], kind: TimeType, now: datetime, sent: dict[str, list[str]]
) -> None:
    take(own("alva", now), late[0], now)
    waiting = reverse("booking:wait", kwargs={"unit": kind.unit, "time_type": kind.id})

    answer = log_in_as("alva").post(waiting, sent)

    assert answer.status_code == 400
    assert LinePlace.objects.count() == 0


def test_saying_no_on_the_page_says_what_happens(log_in_as: LogIn, line: Slot, now: datetime) -> None:
    pass_on(now)
    alva, offer = log_in_as("alva"), offers()[0].id

    answer = alva.post(reverse("booking:decline", kwargs={"offer": offer}), follow=True)
    late = alva.post(reverse("booking:offer", kwargs={"offer": offer}))

    assert "Du har sagt nej" in answer.content.decode()
    assert late.status_code == 409
    assert "Tiden har gått till nästa i kön" in late.content.decode()


def test_where_nothing_is_free_the_calendar_leads_to_the_line(
    log_in_as: LogIn, kind: TimeType, slots: list[Slot], now: datetime
) -> None:
    waiting = reverse("booking:wait", kwargs={"unit": kind.unit, "time_type": kind.id})
    calendar, cleo = reverse("booking:calendar", kwargs={"unit": kind.unit}), log_in_as("cleo")
    before, refused = cleo.get(calendar).content.decode(), cleo.get(waiting)
    Slot.objects.all().update(status=SlotStatus.WITHDRAWN)

    after, shown = cleo.get(calendar).content.decode(), cleo.get(waiting)

    assert (waiting in before, waiting in after) == (False, True)
    assert (refused.status_code, shown.status_code) == (302, 200)


def test_staff_see_the_line_in_order_with_as_many_questions_for_many_as_for_few(
    log_in_as: LogIn, line: Slot, late: list[Slot], kind: TimeType, now: datetime
) -> None:
    sara, page = log_in_as("sara"), reverse("booking:line")
    counts: list[int] = []
    sara.get(page)
    for moment in (now, now + timedelta(minutes=MINUTES)):
        pass_on(moment)
        with CaptureQueriesContext(connection) as asked:
            shown = sara.get(page)
        counts.append(len(asked))
        if moment == now:
            take(own("maja", now), late[5], now)
            wait("maja", kind, now + timedelta(minutes=5))

    words = shown.content.decode()
    assert words.index("Alva Lindqvist") < words.index("Imran Rahimi") < words.index("Maja Ekström")
    assert counts[0] == counts[1]
    assert log_in_as("ulla").get(page).content.decode().count("Alva Lindqvist") == 0
