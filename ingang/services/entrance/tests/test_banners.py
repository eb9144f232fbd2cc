"""Banners: drafted, looked at, shown, replaced and taken away, by those who answer for them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client

from conftest import staff
from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import Person
from ingang.foundation.published.current import version
from ingang.foundation.published.models import PublicChange
from ingang.kernel.actor import Staff
from ingang.services.entrance.actions import Said, change_banner, confirm_banner, draft_banner, end_banner
from ingang.services.entrance.errors import (
    BannerChanged,
    BannerError,
    BannerNotDraft,
    BannerOver,
    BannerUnknown,
    NotBannerEditor,
)
from ingang.services.entrance.models import Banner, Level
from ingang.services.entrance.rules import NATIONAL, State, state_of
from ingang.services.entrance.showing import CACHE
from ingang.services.entrance.words import sections

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
PAGE = "/personal/banderoller/"
FILLED = {
    "level": "crisis", "section": "", "swedish_heading": "Koka vattnet", "english_heading": "Boil the water",
    "swedish": "Vattnet kan göra dig sjuk.", "english": "The water can make you ill.", "link": "/driftlage/",
    "begins_at": "", "ends_at": "2026-12-02T12:00",
}  # fmt: skip
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def said(now: datetime, **changes: object) -> Said:
    words: dict[str, object] = {
        "level": Level.CRISIS, "swedish_heading": "Koka vattnet", "english_heading": "Boil the water",
        "swedish": "Vattnet kan göra dig sjuk.", "english": "The water can make you ill.", "begins_at": now,
        "ends_at": now + 24 * HOUR, **changes,
    }  # fmt: skip
    return Said(**words)  # type: ignore[arg-type]


def shown(now: datetime, *, by: str = "zita", **changes: object) -> Banner:
    made = draft_banner(actor=staff(by), said=said(now, **changes), now=now)
    confirm_banner(actor=staff(by), id=made.id, version=1, now=now)
    cache.clear()
    made.refresh_from_db()
    return made


def page(path: str = "/", client: Client | None = None, region: str = "") -> str:
    client = client or Client()
    if region:
        client.cookies["region"] = region
    return client.get(path).content.decode()


def test_an_editor_writes_looks_and_shows_it_on_every_page(log_in_as: LogIn, now: datetime) -> None:
    zita = log_in_as("zita")

    looked = zita.post(PAGE + "ny/", FILLED, follow=True)
    text = looked.content.decode()
    assert "Så ser den ut" in text
    assert "Koka vattnet" in text
    assert "Boil the water" in text
    assert "Hela landet" in text
    assert "Koka vattnet" not in page()

    done = zita.post(looked.request["PATH_INFO"], {"confirm": "1", "version": "1"}, follow=True).content.decode()
    cache.clear()
    assert "Den visas från sin tid." in done
    row = Banner.objects.get()
    assert (row.region, row.begins_at, row.ends_at) == (NATIONAL, now, datetime(2026, 12, 2, 11, tzinfo=UTC))
    for client, path in ((Client(), "/"), (Client(), "/logga-in/"), (log_in_as("alva"), "/min/"), (zita, "/personal/")):
        assert "Vattnet kan göra dig sjuk." in page(path, client)
    assert "The water can make you ill." in page("/en/")
    assert '<a href="/en/driftlage/">' in page("/en/")
    assert "Vattnet kan göra dig sjuk." in page("/finns-inte/")


def test_every_step_is_recorded_with_every_word(now: datetime, cast: object) -> None:
    made = draft_banner(actor=staff("zita"), said=said(now), now=now)
    change_banner(actor=staff("zita"), id=made.id, version=1, said=said(now, swedish="Nya ord"), now=now)
    confirm_banner(actor=staff("zita"), id=made.id, version=2, now=now)
    end_banner(actor=staff("zita"), id=made.id, now=now)

    events = AuditEvent.objects.filter(event__startswith="entrance.").order_by("id")
    assert [one.event for one in events] == [
        "entrance.banner_drafted", "entrance.banner_changed", "entrance.banner_confirmed", "entrance.banner_ended",
    ]  # fmt: skip
    assert events[2].details["swedish"] == "Nya ord"
    assert {one.details["banner"] for one in events} == {str(made.id)}


def test_finished_pages_are_told_now_when_it_begins_and_when_it_ends(now: datetime, cast: object) -> None:
    row = shown(now, begins_at=now + HOUR)
    end_banner(actor=staff("zita"), id=row.id, now=now)

    assert set(PublicChange.objects.values_list("at", flat=True)) == {now + HOUR, now + 24 * HOUR, now}


def test_a_draft_is_told_to_nobody(now: datetime, cast: object) -> None:
    draft_banner(actor=staff("zita"), said=said(now), now=now)

    assert not PublicChange.objects.exists()
    assert "Koka vattnet" not in page()


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({"confirmed_at": None}, State.DRAFT),
        ({"begins_at": HOUR}, State.SCHEDULED),
        ({}, State.ACTIVE),
        ({"ends_at": timedelta()}, State.ENDED),
        ({"ended_at": timedelta()}, State.ENDED),
        ({"confirmed_at": None, "ended_at": timedelta()}, State.ENDED),
        ({"confirmed_at": None, "ends_at": -HOUR}, State.DRAFT),
    ],
)
def test_its_state_follows_from_what_was_done_and_the_clock(
    changes: dict[str, timedelta | None], state: State, now: datetime
) -> None:
    row = Banner(begins_at=now - HOUR, ends_at=now + HOUR, confirmed_at=now - HOUR, ended_at=None)
    for name, away in changes.items():
        setattr(row, name, None if away is None else now + away)

    assert state_of(row, now=now) is state


def test_a_regions_banner_is_for_its_own_readers_and_its_own_staff(log_in_as: LogIn, now: datetime) -> None:
    row = shown(now, by="yusuf")

    assert row.region == "01"
    assert "Koka vattnet" in page(region="01")
    assert "Koka vattnet" not in page(region="12")
    assert "Koka vattnet" not in page()
    assert "Koka vattnet" in page("/personal/", log_in_as("sara"))
    assert "Koka vattnet" in page("/min/", log_in_as("alva"))


def test_one_who_lives_elsewhere_sees_another_regions_banner_where_she_has_chosen_it(
    log_in_as: LogIn, now: datetime
) -> None:
    shown(now, by="yusuf")
    Person.objects.filter(id=person_id("alva")).update(municipality="1280")

    assert "Koka vattnet" not in page("/min/", log_in_as("alva"))
    assert "Koka vattnet" in page("/min/", log_in_as("alva"), region="01")


def test_a_sections_banner_stands_on_the_pages_of_the_section(now: datetime, cast: object) -> None:
    shown(now, section="driftlage")

    assert "Koka vattnet" in page("/driftlage/")
    assert "Boil the water" in page("/en/driftlage/")
    assert "Koka vattnet" not in page()


def test_the_host_of_the_young_is_no_section(settings: Any) -> None:
    settings.YOUTH_HOST = "ung.ingang.example"

    assert "driftlage" in sections()
    assert settings.YOUTH_HOST not in sections()


def test_it_is_shown_from_its_time_until_its_end(now: datetime, cast: object, time_machine: object) -> None:
    shown(now, begins_at=now + HOUR, ends_at=now + 2 * HOUR)
    seen = []

    for minutes in (59, 60, 119, 120):
        time_machine.move_to(now + timedelta(minutes=minutes), tick=False)  # type: ignore[attr-defined]
        cache.clear()
        seen.append("Koka vattnet" in page())

    assert seen == [False, True, True, False]


def test_a_crisis_stands_first_and_can_not_be_put_away(now: datetime, cast: object) -> None:
    shown(now, level=Level.INFORMATION, swedish_heading="Influensa")
    shown(now, level=Level.CRISIS)
    shown(now, level=Level.WARNING, swedish_heading="Halka")
    text = page()

    assert text.index("Koka vattnet") < text.index("Halka") < text.index("Influensa")
    banner = text.partition('class="banner banner-crisis"')[2].partition("</section>")[0]
    assert "<button" not in banner
    assert "<details" not in banner


def test_another_one_replaces_it_in_one_moment(log_in_as: LogIn, now: datetime) -> None:
    former, zita = shown(now), log_in_as("zita")

    form = page(f"{PAGE}ny/?av={former.id}", zita)
    looked = zita.post(f"{PAGE}ny/?av={former.id}", FILLED | {"swedish_heading": "Vattnet är rent"}, follow=True)
    cache.clear()
    assert "Koka vattnet" in form
    assert "Koka vattnet" in page()
    zita.post(looked.request["PATH_INFO"], {"confirm": "1", "version": "1"})
    cache.clear()

    assert "Vattnet är rent" in page()
    assert "Koka vattnet" not in page()
    former.refresh_from_db()
    assert state_of(former, now=now) is State.ENDED


def test_what_everybody_has_read_is_never_changed(log_in_as: LogIn, now: datetime) -> None:
    row = shown(now)
    with pytest.raises(BannerNotDraft):
        change_banner(actor=staff("zita"), id=row.id, version=1, said=said(now), now=now)

    answer = log_in_as("zita").post(f"{PAGE}{row.id}/andra/", FILLED | {"version": "1"})

    assert answer.status_code == 409
    assert "Skriv en ny som ersätter den" in answer.content.decode()


def test_of_two_editors_the_second_is_told_and_nothing_unseen_is_shown(log_in_as: LogIn, now: datetime) -> None:
    made, zita = draft_banner(actor=staff("zita"), said=said(now), now=now), log_in_as("zita")
    change_banner(actor=staff("zita"), id=made.id, version=1, said=said(now, swedish="Andras ord"), now=now)

    confirmed = zita.post(f"{PAGE}{made.id}/", {"confirm": "1", "version": "1"})
    changed = zita.post(f"{PAGE}{made.id}/andra/", FILLED | {"version": "1", "swedish": "Mina ord"})

    assert (confirmed.status_code, changed.status_code) == (409, 409)
    assert "Andras ord" in confirmed.content.decode()
    assert "Mina ord" in changed.content.decode()
    assert state_of(Banner.objects.get(), now=now) is State.DRAFT


def test_it_ends_once_and_a_passed_end_is_never_shown(now: datetime, cast: object) -> None:
    row = shown(now)
    end_banner(actor=staff("zita"), id=row.id, now=now)
    with pytest.raises(BannerOver):
        end_banner(actor=staff("zita"), id=row.id, now=now)
    with pytest.raises(BannerOver):
        confirm_banner(actor=staff("zita"), id=row.id, version=1, now=now)
    late = draft_banner(actor=staff("zita"), said=said(now), now=now)
    with pytest.raises(BannerOver):
        confirm_banner(actor=staff("zita"), id=late.id, version=1, now=now + 25 * HOUR)
    with pytest.raises(BannerChanged):
        confirm_banner(actor=staff("zita"), id=late.id, version=7, now=now)


def of_region(code: str) -> Staff:
    return replace(staff("yusuf"), region=code)


@pytest.mark.parametrize("actor", ["yusuf", "zita", "12"])
def test_nobody_reaches_another_regions_banner(actor: str, log_in_as: LogIn, now: datetime) -> None:
    owner = "zita" if actor == "yusuf" else "yusuf"
    row = shown(now, by=owner)
    other = of_region(actor) if actor.isdigit() else staff(actor)

    attempts: list[Callable[[], object]] = [
        lambda: end_banner(actor=other, id=row.id, now=now),
        lambda: confirm_banner(actor=other, id=row.id, version=1, now=now),
        lambda: change_banner(actor=other, id=row.id, version=1, said=said(now), now=now),
        lambda: draft_banner(actor=other, said=said(now), replaces=row.id, now=now),
    ]
    for attempt in attempts:
        with pytest.raises(BannerUnknown):
            attempt()
    if not actor.isdigit():
        client = log_in_as(actor)
        assert client.get(f"{PAGE}{row.id}/").status_code == 404
        assert client.post(f"{PAGE}{row.id}/", {"end": "1"}).status_code == 404
        assert row.swedish_heading not in page(f"{PAGE}ny/?av={row.id}", client).partition("<main")[2]


@pytest.mark.parametrize(
    "actor", [replace(staff("yusuf"), region=""), replace(staff("yusuf"), region="00"), staff("sara")]
)
def test_who_answers_for_no_region_or_has_not_the_role_writes_nothing(
    actor: Staff, now: datetime, cast: object
) -> None:
    with pytest.raises(NotBannerEditor):
        draft_banner(actor=actor, said=said(now), now=now)

    assert not Banner.objects.exists()


@pytest.mark.parametrize(("key", "status"), [("sara", 403), ("vera", 403), ("alva", 404), ("cleo", 404)])
def test_nobody_else_gets_in(key: str, status: int, log_in_as: LogIn, now: datetime) -> None:
    row = shown(now)

    for path in (PAGE, PAGE + "ny/", f"{PAGE}{row.id}/", f"{PAGE}{row.id}/andra/"):
        assert log_in_as(key).get(path).status_code == status
        assert log_in_as(key).post(path, FILLED | {"confirm": "1", "end": "1"}).status_code in {status, 405}


@pytest.mark.parametrize(
    "wrong",
    [
        {"level": ""}, {"level": "panic"}, {"section": "nowhere"}, {"swedish_heading": ""}, {"english": "x" * 401},
        {"swedish": "Ring 19430821-9817"}, {"link": "javascript:alert(1)"}, {"link": "//evil.example"},
        {"link": "http://plain.example"}, {"link": "https://a@evil.example"}, {"link": "/\\evil.example"},
        {"link": "https://["}, {"ends_at": ""}, {"ends_at": "2026-11-26T12:00"}, {"ends_at": "2027-06-01T12:00"},
        {"begins_at": "2026-12-03T12:00"}, {"begins_at": "9999-12-31T23:59"}, {"begins_at": "0001-01-01T00:00"},
        {"ends_at": "soon"}, {"swedish": "\0"},
    ],
)  # fmt: skip
def test_what_does_not_hold_together_makes_no_draft(wrong: dict[str, str], log_in_as: LogIn) -> None:
    answer = log_in_as("zita").post(PAGE + "ny/", FILLED | wrong)

    assert answer.status_code == 400
    assert "Fel:" in answer.content.decode()
    assert not Banner.objects.exists()


def test_words_are_words_and_never_markup(now: datetime, cast: object) -> None:
    shown(now, swedish_heading="<b>Fet</b>", swedish="<script>alert(1)</script>")

    assert "<script>alert" not in page()
    assert "&lt;b&gt;Fet" in page()


def test_a_form_that_asks_for_nothing_changes_nothing(log_in_as: LogIn, now: datetime) -> None:
    row = draft_banner(actor=staff("zita"), said=said(now), now=now)

    assert log_in_as("zita").post(f"{PAGE}{row.id}/", {}).status_code == 400
    assert log_in_as("zita").get(f"{PAGE}{uuid4()}/").status_code == 404
    assert issubclass(BannerUnknown, BannerError)


def test_the_last_known_banners_stand_while_the_database_is_away(now: datetime, cast: object) -> None:
    shown(now)
    page()
    cache.delete(f"{CACHE}.{version().mark}")

    def fail(*_: object) -> None:
        raise OperationalError

    with connection.execute_wrapper(fail):
        text = page()

    assert "Koka vattnet" in text
