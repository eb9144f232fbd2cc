"""Work of the night: birthdays at which who may act changes, and reading the population register anew."""

from datetime import datetime

from ingang.foundation.people.actions.birthdays import tell_birthdays
from ingang.foundation.people.actions.reading import read_those_due
from ingang.foundation.people.actions.shared_ways import find_shared_ways
from ingang.foundation.people.personal_data_service import population_register
from ingang.kernel.actor import Job
from ingang.kernel.grant import Grant


def birthdays(*, grant: Grant, now: datetime) -> None:
    """Tell the house who has turned 13, 16 or 18 since it last looked; right however late or often it runs."""
    tell_birthdays(actor=_job(grant), now=now)


def shared_ways(*, grant: Grant, now: datetime) -> None:
    """Find youths who have the same contact way as a guardian, and settle what has changed since."""
    find_shared_ways(now=now)


def read_register(*, grant: Grant, now: datetime) -> None:
    """Read those who were not read today; nothing where no register is connected."""
    register = population_register()
    if register is not None:
        read_those_due(register=register, actor=_job(grant), now=now)


def _job(grant: Grant) -> Job:
    return grant.actor if isinstance(grant.actor, Job) else Job(name="people.jobs")
