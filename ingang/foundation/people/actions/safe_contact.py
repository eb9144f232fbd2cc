"""How to contact a person safely (corrections 3.9): stated at once by those who may, shown to staff."""

from collections.abc import Iterable
from datetime import datetime

from ingang.foundation.audit.actions import record_under
from ingang.foundation.people.contact import checked_safe_way
from ingang.foundation.people.contact_tables import SafeContact
from ingang.foundation.people.errors import OnlyThePersonHerself
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant


@action
def state_safe_contact(*, grant: Grant, avoid: Iterable[str], best_way: str, note: str, now: datetime) -> None:
    """Keep what the acting person says of safe contact; it replaces what the same one said before, and nobody else's.

    By the person herself, or a guardian until the 13th birthday. Refuses others and what is not in the lists. Records
    people.safe_contact_stated, hidden from guardians: the line itself would tell that somebody is afraid.
    """
    if not isinstance(grant.actor, Resident | Representative):
        raise OnlyThePersonHerself()
    way = checked_safe_way(avoid=avoid, best_way=best_way, note=note)
    values = {"avoid": ",".join(way.avoid), "best_way": way.best_way, "note": way.note, "changed_at": now}
    own = SafeContact.under(grant).filter(person=grant.person, set_by=grant.actor.person)
    if not own.update(**values):
        SafeContact(person=grant.person, set_by=grant.actor.person, **values).save(force_insert=True)
    record_under(event="people.safe_contact_stated", grant=grant, now=now, details={"hidden_from_guardian": "1"})
