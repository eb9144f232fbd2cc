"""Seeds the demonstration nation and searches in it, as a process of its own: `python -m benchmarks.queries_reader`."""

import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402

from benchmarks.typed import FIRST, SHARE, missed  # noqa: E402
from demo.seed import seed  # noqa: E402


def main() -> bool:
    """Search, and tell the share and what was missed."""
    seed(now=timezone.now(), progress=lambda _text: None)
    wrong, count = missed()
    share = 1 - len(wrong) / count
    print(f"  {count} texts: in {share:.1%} the right answer is among the first {FIRST} (promise {SHARE:.0%})")
    for one in wrong:
        print(f"  missed: {one.text} ({one.findable}: {one.right})")
    return share >= SHARE


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
