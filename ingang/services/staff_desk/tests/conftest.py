"""A colleague of Sara's, as the tests of the work items have her."""

from ingang.foundation.work_items.tests.conftest import colleague as colleague  # noqa: PLC0414
