"""Prints how many notices stand in each state, as JSON: `python -m benchmarks.notices_states`."""

import json

import django


def main() -> None:
    """Count them, past row security."""
    from django.db.models import Count

    from ingang.foundation.notifications.models import Notice
    from ingang.foundation.personal.scope import house_scope

    with house_scope():
        rows = Notice.unguarded.values("state").annotate(count=Count("id")).values_list("state", "count")
        print(json.dumps(dict(rows)))


if __name__ == "__main__":
    django.setup()
    main()
