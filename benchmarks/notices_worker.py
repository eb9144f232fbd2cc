"""A worker of the product whose SMS may leave at any hour: `python -m benchmarks.notices_worker`.

What is counted must not depend on when it is counted. Everything else is as `ingang worker` does it; the quiet hours
have tests of their own.
"""

from datetime import time

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    from ingang.foundation.notifications import rules

    rules.QUIET_UNTIL, rules.QUIET_FROM = time.min, time.max
    call_command("worker")
