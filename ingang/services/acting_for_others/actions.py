"""Beginning to act for somebody: custody, ages and protection as they are this very moment."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.representation import check_may_act_for
from ingang.foundation.identity.actions import choose_acting_for
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.actions.reading import read_person
from ingang.foundation.people.personal_data_service import population_register
from ingang.kernel.actor import Representative, Resident, System


def begin_acting(*, actor: Resident | Representative, log_in: LogIn, person: UUID, now: datetime) -> None:
    """Act for the person from now on, as the population register tells it now. Records identity.acting_for_chosen.

    Refuses one who may not (AccessRefused, recorded), before the register is asked: a stranger learns nothing from
    how long the answer takes. Refuses, with RegisterDown, where the register does not answer (records-identity-law 6,
    errors): nobody acts on custody of yesterday.
    """
    check_may_act_for(actor=actor, person=person, now=now)
    register = population_register()
    if register is not None:
        read_person(register=register, actor=System(name="population_register"), person=person, now=now)
        check_may_act_for(actor=actor, person=person, now=now)
    choose_acting_for(log_in=log_in, person=person, origin=actor.origin, now=now)
