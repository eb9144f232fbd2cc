"""One resident with a long journal, who is logged in: `python -m benchmarks.long_journal_writer journals 10000`.

It prints her session. All of the journal lies in the house, over thirty years, as `taking` has it.
"""

import json
import sys
from datetime import UTC, datetime

import django

django.setup()

from benchmarks.residents import write_log_ins  # noqa: E402
from benchmarks.taking_worker import entry  # noqa: E402
from ingang.foundation.records.importing import import_text  # noqa: E402

CARE_GIVERS = ("SE0000000010-G001", "SE0000000020-G001", "SE0000000030-G001")
PIECE = 1000


def main(entries: int) -> None:
    """Write them, spread among three care givers, and print what her browser holds."""
    now = datetime.now(UTC)
    ((person, keys),) = write_log_ins(1, now=now)
    for place, care_giver in enumerate(CARE_GIVERS):
        mine = range(place, entries, len(CARE_GIVERS))
        for first in range(0, len(mine), PIECE):
            lines = "\n".join(json.dumps(entry(number)) for number in mine[first : first + PIECE])
            import_text(text=lines, care_giver=care_giver, person=person, now=now)
    print(json.dumps(keys))


if __name__ == "__main__":
    main(int(sys.argv[2]))
