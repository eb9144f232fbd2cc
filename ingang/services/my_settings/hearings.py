"""A youth and a guardian share a contact way, and nobody answered: a unit that knows her asks at the next contact."""

from datetime import datetime, timedelta

from ingang.foundation.consents.queries import latest_unit
from ingang.foundation.work_items.actions import create_work
from ingang.kernel.events import Event
from ingang.kernel.grant import OPERATION, Grant

WITHIN = timedelta(days=30)


def shared_way_unanswered(*, event: Event, grant: Grant, now: datetime) -> None:
    """Give the work to the unit that has the youth in its care; to the portal's operation where none has."""
    create_work(
        grant=grant,
        unit=latest_unit(grant=grant, now=now) or OPERATION,
        kind="my_settings.shared_way",
        subject=event.fields["shared"],
        person=grant.person,
        due_at=now + WITHIN,
        now=now,
    )
