"""What is planned and disturbed as an Atom feed, for whoever follows it with a reader of her own.

Source: RFC 4287.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from ingang.foundation.systems.announcing import words_of
from ingang.foundation.systems.models import Maintenance
from ingang.foundation.systems.words import about_words
from ingang.ui.words import date_in_words


def status_feed(*, rows: Iterable[Maintenance], names: Mapping[str, str], page: str, now: datetime) -> str:
    """An entry for each, that keeps its id when it is changed or ended. `page` is the address of the public page."""
    feed = Atom1Feed(
        title=gettext("Operating status"),
        link=page,
        description=gettext("Planned work and disturbances"),
        language=get_language(),
        feed_guid=page,
    )
    for row in rows:
        feed.add_item(
            title=_title(row, names),
            link=page,
            description=f"{_when(row, now)} {words_of(row)}",
            unique_id=f"urn:uuid:{row.id}",
            pubdate=row.planned_at,
            updateddate=row.called_off_at or row.changed_at or row.planned_at,
        )
    return str(feed.writeString("utf-8"))


def _title(row: Maintenance, names: Mapping[str, str]) -> str:
    values = {"about": about_words(row, dict(names))}
    if row.called_off_at:
        return gettext("Over or called off: %(about)s") % values
    if row.is_disturbance:
        return gettext("Disturbance: %(about)s") % values
    return gettext("Planned work: %(about)s") % values


def _when(row: Maintenance, now: datetime) -> str:
    ends = min(row.ends_at, row.called_off_at) if row.called_off_at else row.ends_at
    values = {"begins": date_in_words(value=row.begins_at, now=now), "ends": date_in_words(value=ends, now=now)}
    return gettext("From %(begins)s until %(ends)s.") % values
