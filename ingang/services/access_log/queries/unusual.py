"""Readings that the rules found unusual."""

from collections.abc import Iterable

from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.access_log.models import UnusualReading
from ingang.services.access_log.rules.unusual import Sign

SHOWN = 100


@query
def signs_about(*, grant: Grant, entries: Iterable[int]) -> dict[int, tuple[Sign, ...]]:
    """The signs of each of the lines that is unusual, by the line's number."""
    rows = UnusualReading.under(grant).filter(entry__in=list(entries))
    return {entry: tuple(Sign(sign) for sign in signs) for entry, signs in rows.values_list("entry", "signs")}


@query
def unusual_numbers(*, grant: Grant) -> list[int]:
    """The numbers of the latest lines that are unusual, the latest first."""
    return list(UnusualReading.under(grant).order_by("-read_at", "-id").values_list("entry", flat=True)[:SHOWN])
