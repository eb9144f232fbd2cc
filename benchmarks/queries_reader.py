"""Seeds the demonstration nation and searches in it, as a process of its own: `python -m benchmarks.queries_reader`."""

import sys
from datetime import datetime
from io import StringIO

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.asked import LISTS, asked, dangers  # noqa: E402
from benchmarks.typed import FIRST, SHARE, missed  # noqa: E402
from demo.seed import seed  # noqa: E402


def main() -> bool:
    """Search, and tell the share and what was missed."""
    now = timezone.now()
    call_command("compile_messages", stdout=StringIO())
    seed(now=now, progress=lambda _text: None)
    wrong, count = missed()
    share = 1 - len(wrong) / count
    print(f"  {count} texts: in {share:.1%} the right answer is among the first {FIRST} (promise {SHARE:.0%})")
    for one in wrong:
        print(f"  missed: {one.text} ({one.findable}: {one.right})")
    unseen, _ = alarms = dangers()
    print(f"  what must never wait and is not seen: {alarms[0] or 'nothing'}; harmless and taken for it: {alarms[1]}")
    return all([share >= SHARE, not unseen, *[_is_kept(name, now) for name in LISTS]])


def _is_kept(name: str, now: datetime) -> bool:
    """Ask the one search what a list says, and tell what was missed."""
    rows = asked(name)
    wrong = [one for one in rows if not one.is_answered(now=now)]
    share = 1 - len(wrong) / len(rows)
    print(f"  {name} list: in {share:.1%} of {len(rows)} a right answer is among the first {FIRST} of its kind")
    for one in wrong:
        print(f"  missed: {one.text} ({', '.join(one.right)})")
    return share >= SHARE


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
