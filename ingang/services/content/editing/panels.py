"""The first thing that an editor sees: how to begin, and what is late in her own part of the site."""

from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from ingang.kernel.periods import local_date
from ingang.services.content.editing.desk import desk_of
from ingang.services.content.editing.opinions import is_reader
from ingang.services.content.founding import MAY_ADD


class DeskPanel(Component):
    """What waits: late reviews, additions whose chapter is gone, and translations that are older than their source."""

    template_name = "content/editing/desk.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        actor = parent_context["request"].user.actor
        return {
            "desk": desk_of(region=actor.region, on=local_date(timezone.now())),
            "reads_opinions": is_reader(actor=actor),
            "keeps_media": not set(MAY_ADD).isdisjoint(actor.roles),
        }
