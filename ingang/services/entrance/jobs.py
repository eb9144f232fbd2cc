"""Each night every public page is written to disk, for when the database is away."""

from collections.abc import Callable
from datetime import datetime

from ingang.foundation.published.publishing import Made, public_addresses, publish
from ingang.foundation.regions.chosen import REGION_COOKIE, page_choices, region_codes
from ingang.kernel.grant import Grant


def publish_pages(*, grant: Grant, now: datetime) -> None:
    """Every page as it is read by one who has chosen no region."""
    write_pages(all_regions=False, progress=lambda _: None)


def write_pages(*, all_regions: bool, progress: Callable[[str], None]) -> Made:
    """Every page, for no region or for each of them too."""
    wanted = {REGION_COOKIE: ("", *sorted(region_codes()))} if all_regions else {}
    return publish(addresses=public_addresses(), choices=page_choices(), wanted=wanted, progress=progress)
