"""Taking the log home."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import Entry
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.access_log.queries.log import Log, lines_of, whole_log
from ingang.services.access_log.rules.log import Filter


@action
def download(*, grant: Grant, chosen: Filter, now: datetime, elsewhere: Iterable[Entry] = ()) -> Log:
    """Every line of the filter for a file, with those that were fetched elsewhere. Records access_log.downloaded."""
    record_under(event="access_log.downloaded", grant=grant, now=now, details={"period": chosen.period})
    log, since = whole_log(grant=grant, chosen=chosen, now=now), chosen.since(now=now)
    fetched = [one for one in elsewhere if chosen.matches(one) and one.at >= since]
    lines = (*log.lines, *lines_of(entries=fetched, grant=grant, now=now))
    return replace(log, lines=tuple(sorted(lines, key=lambda line: line.entry.at, reverse=True)))
