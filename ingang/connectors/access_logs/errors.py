"""What can go wrong besides what any service contract can: see connectors/rivta/errors.py.

RivtaError
├── TooManyRows      more rows than the service gives at once: a shorter interval may do
└── ReportGone       the service knows no such report: it has to be asked for anew
"""

from ingang.connectors.rivta.errors import RivtaError


class TooManyRows(RivtaError):
    """More rows than the service gives at once (10,000)."""

    code = "access_logs.too_many_rows"


class ReportGone(RivtaError):
    """The service knows no report of the id that we were given."""

    code = "access_logs.report_gone"
    may_try_again = True
