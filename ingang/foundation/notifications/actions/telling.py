"""Writing notices inside the writer's transaction."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.notifications.errors import UnknownNotice
from ingang.foundation.notifications.models import Channel, Notice, NoticeState
from ingang.foundation.notifications.queries import NOBODY, recipients, refusal
from ingang.foundation.notifications.rules import after_quiet_hours
from ingang.foundation.notifications.ways import Way, reach_of
from ingang.foundation.personal.scope import check_in_scope
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current


def notify(
    *,
    person: UUID,
    code: str,
    about: UUID,
    kind: str,
    now: datetime,
    grant: Grant,
    readable_from: datetime | None = None,
    hidden_from_guardian: bool = False,
    among: frozenset[UUID] | None = None,
) -> None:
    """Tell those who look after the person's matters that something waits; called in the writer's transaction.

    `among` leaves those of them alone who are told, where what waits is not for all.
    One notice per recipient and way, however often it is called. Writes a suppressed row with its reason when
    nobody can be told. Refuses a code without words and a call outside the grant's scope.
    """
    check_in_scope(grant)
    if code not in current().notices:
        raise UnknownNotice(code)
    planned = [
        (recipient, *way)
        for recipient in recipients(person=person, hidden_from_guardian=hidden_from_guardian, now=now)
        if among is None or recipient in among
        for way in _ways(recipient, person, code, kind, now)
    ]
    readable_from = max(readable_from or now, now)
    for recipient, way, reason in planned or [(person, NO_CHANNEL, NOBODY)]:
        _write(
            Notice(
                person=person,
                recipient=recipient,
                code=code,
                kind=kind,
                about=about,
                channel=way.channel,
                device=way.device,
                state=NoticeState.SUPPRESSED if reason else NoticeState.WAITING,
                reason=reason,
                written_at=now,
                readable_from=readable_from,
                not_before=_first_chance(way.channel, readable_from),
                hidden_from_guardian=hidden_from_guardian,
            )
        )


NO_CHANNEL = Way(channel="", address="")


def _ways(recipient: UUID, person: UUID, code: str, kind: str, now: datetime) -> list[tuple[Way, str]]:
    """Ways with nothing against them; or no way and why, so that somebody can see it."""
    if reason := refusal(recipient=recipient, person=person, kind=kind, now=now):
        return [(NO_CHANNEL, reason)]
    reach = reach_of(persons=[recipient], on=local_date(now))[recipient]
    return [(way, "") for way in reach.wanted(code)] or [(NO_CHANNEL, reach.why_not(code))]


def _first_chance(channel: str, readable_from: datetime) -> datetime:
    return after_quiet_hours(moment=readable_from) if channel == Channel.SMS else readable_from


def _write(notice: Notice) -> None:
    key = {name: getattr(notice, name) for name in ("person", "code", "about", "recipient", "channel", "device")}
    if not Notice.unguarded.filter(**key).exists():
        notice.save(force_insert=True)
