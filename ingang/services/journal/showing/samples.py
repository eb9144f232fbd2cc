"""A link of the owner's with what is behind it, for the test that walks every address."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from uuid6 import uuid7

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.queries import subject_facts
from ingang.foundation.access.secret_links import give_link, open_by_link
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import scope
from ingang.foundation.regions.models import RegionDecision
from ingang.kernel.actor import Origin, Resident
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.journal.models import Form
from ingang.services.journal.queries import timeline
from ingang.services.journal.showing.links import encrypted, new_key
from ingang.services.journal.showing.models import SHOWING, Reading, Showing, ShownFile
from ingang.services.journal.showing.opening import KINDS
from ingang.services.journal.showing.queries import Handed
from ingang.services.journal.taking.contents import plan
from ingang.services.journal.taking.sealing import houses_seal
from ingang.services.journal.taking.wishes import Wish


def samples(*, owner: UUID, taking: dict[str, UUID], now: datetime) -> dict[str, dict[str, Any]]:
    """The owner's region has it on, and she shows something that somebody has opened."""
    _turn_on(owner, now)
    grant = open_subject(actor=Resident(person=owner), kinds=KINDS, now=now)
    shown = uuid7()
    given = give_link(grant=grant, use=SHOWING, thing=shown, until=now + timedelta(hours=1), now=now)
    _write(grant, shown, now)
    opened = open_by_link(
        secret=given.secret, code=given.code, use=SHOWING, kinds=KINDS, origin=Origin(way="page"), now=now
    )
    return {
        "journal:showing": {"id": shown},
        "journal:end_showing": {"id": shown},
        "journal:prepare_showing": taking,
        "journal:prepare_waits": taking,
        "journal:manifest": {"secret": given.secret},
        "journal:shown_file": {"secret": given.secret, "ticket": opened.ticket},
    }


def _turn_on(owner: UUID, now: datetime) -> None:
    facts = subject_facts(person=owner, on=local_date(now))
    RegionDecision.objects.get_or_create(
        region=facts.region if facts else "",
        code=SHOWING,
        number=1,
        defaults={"value": True, "valid_from": local_date(now), "decided_by": "samples", "decided_at": now},
    )


def _write(grant: Grant, shown: UUID, now: datetime) -> None:
    keeper = Keeper(log_in=uuid7(), session_key="another browser's")
    here = timeline(grant=grant, keeper=keeper, now=now)
    holds = plan(grant=grant, keeper=keeper, timeline=here, wish=Wish(form=Form.SUMMARY), now=now)
    rows = (
        Showing(
            id=shown,
            person=grant.person,
            reader=grant.person,
            log_in=keeper.log_in,
            form=Form.SUMMARY,
            shown_at=now,
            for_browser=keeper.seal(Handed(link="", code="")),
            plan=houses_seal(of=shown).sealed(msgspec.json.encode(holds), name="plan"),
        ),
        ShownFile(person=grant.person, showing=shown, jwe=encrypted(content=b"{}", key=new_key())),
        Reading(person=grant.person, showing=shown, recipient="Dr. Test, Testkliniken", read_at=now),
    )
    with scope(grant):
        for row in rows:
            row.save(force_insert=True)
