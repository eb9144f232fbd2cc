"""What the journal says on the resident's start page: never from whom, nor about what (corrections 3.13)."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ingang.foundation.records.queries import count_stored_since, headings_since
from ingang.kernel.grant import Grant
from ingang.kernel.service import Card
from ingang.services.journal.gate import gate
from ingang.services.journal.kinds import TYPES
from ingang.services.journal.sources.records import entry_of

ORDER = 40
RECENT = timedelta(days=30)


def card(grant: Grant, now: datetime) -> Card:
    """How many entries have come in the last 30 days."""
    return Card(
        title=gettext("The journal"),
        sentences=(_sentence(grant, now),),
        address=reverse("journal:start"),
        link_text=gettext("Read the journal"),
        order=ORDER,
    )


def _count(grant: Grant, now: datetime) -> int:
    through, since = gate(grant=grant, now=now), now - RECENT
    if through.is_open:
        return count_stored_since(grant=grant, since=since, types=TYPES)
    found = headings_since(grant=grant, since=since, types=TYPES)
    return sum(through.passes(entry_of(heading=one, care_giver_name="")) for one in found)


def _sentence(grant: Grant, now: datetime) -> str:
    count = _count(grant, now)
    if not count:
        return gettext("Nothing new in the last 30 days.")
    words = ngettext("%(count)s new entry in the last 30 days.", "%(count)s new entries in the last 30 days.", count)
    return words % {"count": count}
