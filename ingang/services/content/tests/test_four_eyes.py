"""Four eyes: whoever wrote the words since they were last signed and published is not the one who signs them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import rich_text

from ingang.foundation.identity.models import Account
from ingang.kernel.periods import local_date
from ingang.services.content.errors import WroteItHerself
from ingang.services.content.founding import found
from ingang.services.content.models import RegionalAddition, RegionHome
from ingang.services.content.tests.rooms import HOME, act, addition_form, edit, latest

LogIn = Callable[..., Client]


@pytest.fixture
def room(cast: Callable[[str], Any], log_in_as: LogIn) -> Callable[..., RegionalAddition]:
    """Writes an addition of Region Skåne's as the one named, changed by the others, and sends it to the expert."""

    def written(*writers: str) -> RegionalAddition:
        found()
        home = RegionHome.objects.get(region="12")
        log_in_as(writers[0]).post(f"{HOME}pages/add/content/regionaladdition/{home.pk}/", addition_form())
        page = RegionalAddition.objects.get(region="12")
        for number, key in enumerate(writers[1:]):
            log_in_as(key).post(edit(page), changed(f"Ord {number}."))
        log_in_as(writers[-1]).post(edit(page), _as_it_is(page) | {"action-submit": "1"})
        act(log_in_as("linn"), latest(page), "approve")
        return page

    return written


def changed(words: str, **further: Any) -> dict[str, Any]:
    """The addition's form with other words."""
    return addition_form(text=rich_text(f"<p>{words}</p>"), **further)


def _as_it_is(page: Any) -> dict[str, Any]:
    return addition_form(text=rich_text(latest(page).get_latest_revision_as_object().text))


@pytest.mark.parametrize(
    ("writers", "signer", "may"),
    [
        (("linn",), "linn", False),
        (("linn",), "ture", True),
        (("ture",), "ture", False),
        (("ture",), "linn", True),
        (("linn", "ture"), "ture", False),
        (("ture", "linn"), "ture", False),
        (("linn", "ture", "linn"), "linn", False),
    ],
)
def test_who_may_sign_what(
    writers: tuple[str, ...], signer: str, may: bool, room: Callable[..., Any], log_in_as: LogIn
) -> None:
    page = room(*writers)

    act(log_in_as(signer), latest(page), "approve")

    assert (latest(page).get_latest_revision_as_object().expert_name != "") is may
    assert (latest(page).current_workflow_task.name == "Sakkunnig") is not may


def test_the_program_is_told_the_same(room: Callable[..., Any], now: datetime) -> None:
    page = room("linn")
    linn = Account.objects.get(hsa_id="SE0000000060-S001")
    text = latest(page).get_latest_revision_as_object()

    with pytest.raises(WroteItHerself):
        text.sign(name="Linn Persson", title="Redaktör", on=local_date(now), by=linn.hsa_id)
    text.sign(name="Linn Persson", title="Redaktör", on=local_date(now))
    text.signed_by = linn.hsa_id
    with pytest.raises(WroteItHerself):
        text.save_revision(clean=False).publish()

    assert not latest(page).live


def test_what_was_signed_and_published_is_nobodys_own_any_more(room: Callable[..., Any], log_in_as: LogIn) -> None:
    page = room("ture")
    for key in ("linn", "linn", "linn"):
        act(log_in_as(key), latest(page), "approve")
    assert (latest(page).live, latest(page).writers) == (True, [])

    log_in_as("linn").post(edit(page), changed("Nytt.") | {"action-submit": "1"})
    for key in ("linn", "ture", "linn", "linn"):
        act(log_in_as(key), latest(page), "approve")

    assert latest(page).expert_name == "Ture Malm"
    assert "Nytt." in latest(page).text


def test_an_urgent_change_is_reviewed_afterwards_by_another_than_its_writer(
    room: Callable[..., Any], log_in_as: LogIn
) -> None:
    page, linn = room("ture"), log_in_as("linn")
    linn.post(edit(page), changed("Bråttom.", is_urgent_change="on") | {"action-publish": "1"})
    published = latest(page)
    linn.post(edit(page), changed("Bråttom.") | {"action-submit": "1"})
    for key in ("linn", "linn"):
        act(log_in_as(key), latest(page), "approve")

    assert (published.live, published.urgent_by) == (True, "Linn Persson")
    assert set(published.writers) == {"SE0000000060-S001", "SE0000000060-S002"}
    assert latest(page).current_workflow_task.name == "Sakkunnig"
    assert latest(page).urgent_until is not None
