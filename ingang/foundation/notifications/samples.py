"""Things of a person for addresses that take arguments."""

from datetime import datetime
from uuid import UUID, uuid4

from ingang.connectors.push.messages import Subscription
from ingang.foundation.access.actions import open_subject
from ingang.foundation.notifications.actions import turn_on_push
from ingang.kernel.actor import Resident

# A point of the curve and a secret that anybody can know: nothing is ever sent there.
KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A device of the owner's."""
    grant = open_subject(actor=Resident(person=owner), kinds=["notifications.choices"], now=now)
    device = turn_on_push(
        grant=grant,
        subscription=Subscription(endpoint=f"https://push.example/{uuid4()}", key=KEY, auth=AUTH),
        log_in=uuid4(),
        agent="",
        hosts=("push.example",),
        now=now,
    )
    return {"notifications:turn_off": {"device": device}}
