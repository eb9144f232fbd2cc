"""How long what care givers' own logs have told is kept: as long as the log-in that asked."""

from datetime import datetime

from ingang.foundation.identity.sessions import log_in_is_open
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.access_log.elsewhere.models import AskedLog


@action
def forget(*, grant: Grant, now: datetime) -> int:
    """Forget what was asked in log-ins that have ended; tells how much. Under a job's grant."""
    log_ins = set(AskedLog.under(grant).values_list("log_in", flat=True))
    ended = [one for one in log_ins if not log_in_is_open(id=one, now=now)]
    return AskedLog.under(grant).filter(log_in__in=ended).delete()[0]
