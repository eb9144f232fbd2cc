"""Every public page is written to disk, for when the database is away."""

from datetime import UTC, datetime
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import resolve
from django.utils import translation

from ingang.foundation.published import publishing
from ingang.foundation.published.front import Front
from ingang.foundation.published.keeping import keeping_of
from ingang.foundation.published.publishing import public_addresses, publish
from ingang.foundation.published.setting_up import front_before
from ingang.foundation.regions.chosen import page_choices
from ingang.services.entrance.jobs import publish_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the pages are written to."""
    settings.PUBLISHED_FOLDER = str(tmp_path)
    return tmp_path


def written(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.glob("*/*.page")]


def test_every_address_that_a_service_names_is_kept_finished() -> None:
    loose = []
    for address in public_addresses():
        with translation.override(translation.get_language_from_path(address) or "sv"):
            if keeping_of(resolve(address).func) is None:
                loose.append(address)

    assert loose == []


def test_the_job_writes_each_page_for_those_who_have_chosen_no_region(
    folder: Path, now: datetime, cast: object
) -> None:
    publish_pages(grant=None, now=now)  # type: ignore[arg-type]

    pages = written(folder)
    assert len(pages) == len(public_addresses())
    assert any("Ingen region vald" in one and 'href="tel:1177"' in one for one in pages)


def test_whoever_makes_all_pages_holds_none_of_them(
    folder: Path, cast: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    fronts: list[Front] = []

    def noted(*given: Any, **named: Any) -> Front:
        fronts.append(front_before(*given, **named))
        return fronts[-1]

    monkeypatch.setattr(publishing, "front_before", noted)

    publish(addresses=public_addresses()[:5], choices=page_choices(), wanted={}, progress=lambda _text: None)

    assert len(written(folder)) == 5
    assert [(len(one.pages), one.pages.size) for one in fronts] == [(0, 0)]


def test_a_job_with_too_many_pages_goes_on_where_it_was(
    folder: Path, now: datetime, cast: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = public_addresses()[:5]
    monkeypatch.setattr(publishing, "monotonic", count(0, 10).__next__)

    runs = [
        publish(
            addresses=addresses,
            choices=page_choices(),
            wanted={},
            progress=lambda _text: None,
            unless_written_after=datetime(2026, 1, 1, tzinfo=UTC),
            most_seconds=25,
        )
        for _ in range(4)
    ]

    assert [one.left for one in runs] == [3, 1, 0, 0]
    assert len(written(folder)) == 5


def test_the_command_tells_how_far_it_has_come_and_writes_regions_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, addresses = StringIO(), public_addresses()[:4]
    monkeypatch.setattr("ingang.services.entrance.jobs.public_addresses", lambda: addresses)

    call_command("publish_pages", "--regions", stdout=told)

    count = 22 * len(addresses)
    assert f"50 of {count} pages" in told.getvalue()
    assert f"{count} pages are on disk" in told.getvalue()
    assert any("Du läser för: </span><strong>Region Skåne</strong>" in one for one in written(folder))


def test_a_page_that_can_not_be_made_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr("ingang.services.entrance.views.public.fronts", broken)

    with pytest.raises(CommandError, match="/en/"):
        call_command("publish_pages", stdout=StringIO())

    assert len(written(folder)) == len(public_addresses()) - 2
