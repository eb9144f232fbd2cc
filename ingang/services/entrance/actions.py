"""Writing a banner, showing it to everybody, and taking it away."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.published.actions import public_pages_changed
from ingang.kernel.actor import Staff
from ingang.services.entrance.access import banner_region
from ingang.services.entrance.errors import BannerChanged, BannerNotDraft, BannerOver
from ingang.services.entrance.models import Banner
from ingang.services.entrance.queries import own_banner
from ingang.services.entrance.rules import State, state_of


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a banner says, where and when."""

    level: str
    section: str = ""
    swedish_heading: str
    english_heading: str
    swedish: str
    english: str
    link: str = ""
    begins_at: datetime
    ends_at: datetime


@transaction.atomic
def draft_banner(*, actor: Staff, said: Said, replaces: UUID | None = None, now: datetime) -> Banner:
    """Write a banner for the actor's own region that nobody sees yet. Records entrance.banner_drafted.

    Refuses an actor without the role, and to replace another region's.
    """
    region = banner_region(actor=actor)
    if replaces is not None:
        own_banner(actor=actor, id=replaces)
    banner = Banner.objects.create(**asdict(said), region=region, replaces=replaces, made_by=actor.hsa_id, made_at=now)
    record(event="entrance.banner_drafted", actor=actor, now=now, details=_told(banner))
    return banner


@transaction.atomic
def change_banner(*, actor: Staff, id: UUID, version: int, said: Said, now: datetime) -> None:
    """Write something else in a draft. Records entrance.banner_changed.

    Refuses an actor without the role, another region's, what is no draft, and a version that was changed since.
    """
    banner = own_banner(actor=actor, id=id)
    if state_of(banner, now=now) is not State.DRAFT:
        raise BannerNotDraft()
    draft = Banner.objects.filter(id=id, version=version, confirmed_at=None, ended_at=None)
    if not draft.update(**asdict(said), version=version + 1):
        raise BannerChanged()
    record(event="entrance.banner_changed", actor=actor, now=now, details=_told(own_banner(actor=actor, id=id)))


@transaction.atomic
def confirm_banner(*, actor: Staff, id: UUID, version: int, now: datetime) -> None:
    """Show the draft, as it was looked at, on every page from its time on; what it replaces ends then and there.

    Refuses an actor without the role, another region's, what is no draft any more, a version that was changed since it
    was looked at, and one whose end has passed. Records entrance.banner_confirmed with every word.
    """
    banner = own_banner(actor=actor, id=id)
    if state_of(banner, now=now) is State.ENDED or banner.ends_at <= now:
        raise BannerOver()
    draft = Banner.objects.filter(id=id, version=version, confirmed_at=None, ended_at=None)
    if not draft.update(confirmed_at=now, confirmed_by=actor.hsa_id):
        raise BannerChanged()
    if banner.replaces is not None:
        _end(actor, banner.replaces, now)
    for moment in (max(now, banner.begins_at), banner.ends_at):
        public_pages_changed(at=moment)
    record(event="entrance.banner_confirmed", actor=actor, now=now, details=_told(banner))


@transaction.atomic
def end_banner(*, actor: Staff, id: UUID, now: datetime) -> None:
    """Take the banner away at once, or throw the draft away. It stays on record. Records entrance.banner_ended.

    Refuses an actor without the role, another region's, and what has ended.
    """
    own_banner(actor=actor, id=id)
    if not _end(actor, id, now):
        raise BannerOver()


def _end(actor: Staff, id: UUID, now: datetime) -> bool:
    """End a banner that was found to be the actor's; whether it stood."""
    standing = Banner.objects.filter(id=id, ended_at=None, ends_at__gt=now)
    if not standing.update(ended_at=now, ended_by=actor.hsa_id):
        return False
    public_pages_changed(at=now)
    record(event="entrance.banner_ended", actor=actor, now=now, details={"banner": str(id)})
    return True


def _told(banner: Banner) -> dict[str, str]:
    """What the audit row says of it: everything that everybody can read."""
    names = (*Said.__dataclass_fields__, "region", "version", "replaces")
    return {"banner": str(banner.id)} | {name: str(getattr(banner, name) or "") for name in names}
