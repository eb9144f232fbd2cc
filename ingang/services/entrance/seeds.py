"""Banners of the demonstration, and samples for the permission table."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from ingang.services.entrance.models import Banner, Level


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """A region tells its readers something, and has a draft for a day when the water can not be drunk."""
    vaccination = _banner(
        now, swedish_heading="Vaccinera dig mot influensa", english_heading="Get your flu vaccination"
    )
    vaccination.swedish = "Är du 65 år eller äldre är vaccinet gratis. Ring din vårdcentral för att boka."
    vaccination.english = "It is free of charge if you are 65 or older. Call your health centre to book."
    vaccination.confirmed_at, vaccination.confirmed_by = now, vaccination.made_by
    water = _banner(now, swedish_heading="Koka dricksvattnet", english_heading="Boil your drinking water")
    water.level = Level.CRISIS
    water.swedish = "Vattnet kan göra dig sjuk. Koka det innan du dricker det eller lagar mat med det."
    water.english = "The water can make you ill. Boil it before you drink it or cook with it."
    Banner.objects.bulk_create([vaccination, water])


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """A draft, which nobody but its editors sees."""
    row = _banner(now, swedish_heading="Ett utkast", english_heading="A draft of ours")
    row.save(force_insert=True)
    return {"entrance:banner": {"id": row.id}, "entrance:change_banner": {"id": row.id}}


def _banner(now: datetime, *, swedish_heading: str, english_heading: str) -> Banner:
    return Banner(
        level=Level.INFORMATION,
        region="01",
        swedish_heading=swedish_heading,
        english_heading=english_heading,
        swedish="Det här är bara ett utkast.",
        english="This is a draft only.",
        begins_at=now,
        ends_at=now + timedelta(days=30),
        made_by="SE0000000010-S003",
        made_at=now,
    )
