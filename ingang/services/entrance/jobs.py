"""Each day every public page is written to disk, for when the database is away."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import inf

from ingang.foundation.published.publishing import Made, public_addresses, publish
from ingang.foundation.regions.chosen import REGION_COOKIE, page_choices, region_codes
from ingang.kernel.grant import Grant

A_DAY = timedelta(hours=22)
AT_A_TIME = 60.0


def publish_pages(*, grant: Grant, now: datetime) -> None:
    """Each page once a day, as it is read by one who has chosen no region: a minute's work at a time.

    A worker ends a job after two minutes, and there may be more pages than are made in that time.
    """
    write_pages(all_regions=False, progress=lambda _: None, unless_written_after=now - A_DAY, most_seconds=AT_A_TIME)


def write_pages(
    *,
    all_regions: bool,
    progress: Callable[[str], None],
    unless_written_after: datetime | None = None,
    most_seconds: float = inf,
) -> Made:
    """Every page, for no region or for each of them too."""
    wanted = {REGION_COOKIE: ("", *sorted(region_codes()))} if all_regions else {}
    return publish(
        addresses=public_addresses(),
        choices=page_choices(),
        wanted=wanted,
        progress=progress,
        unless_written_after=unless_written_after,
        most_seconds=most_seconds,
    )
