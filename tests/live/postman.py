"""A worker that sends notices into a file: `python -m tests.live.postman FILE MOMENT [KILLED_AFTER]`."""

import os
import signal
import sys
from datetime import datetime

import django


def main(path: str, moment: str, killed_after: str = "") -> None:
    """Run the delivery once; be killed after so many notices have left, before the last of them is marked as sent."""
    from ingang.foundation.access.actions import open_job
    from ingang.foundation.notifications.actions import Outgoing
    from ingang.foundation.notifications.delivery import deliver

    sent = 0

    def send(notice: Outgoing, _now: datetime) -> str:
        nonlocal sent
        with open(path, "a", encoding="ascii") as letters:
            letters.write(f"{notice.id}\n")
        sent += 1
        if killed_after and sent == int(killed_after):
            os.kill(os.getpid(), signal.SIGKILL)
        return str(notice.id)

    now = datetime.fromisoformat(moment)
    grant = open_job(name="notifications.deliver", kinds=("notifications.notice",), now=now)
    deliver(grant=grant, now=now, senders={"mail": send})


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
