"""Taking the log home."""

from datetime import datetime

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.access_log.queries.log import Log, whole_log
from ingang.services.access_log.rules.log import Filter


@action
def download(*, grant: Grant, chosen: Filter, now: datetime) -> Log:
    """Every line of the filter for a file. Records access_log.downloaded."""
    record_under(event="access_log.downloaded", grant=grant, now=now, details={"period": chosen.period})
    return whole_log(grant=grant, chosen=chosen, now=now)
