"""What people read about a file."""

from babel.numbers import format_decimal
from django.utils.translation import get_language

from ingang.foundation.documents.rules import MEGABYTE


def size_in_words(*, size: int) -> str:
    """The size as people say it, in the reader's language: "340 kB", "1,2 MB"."""
    amount, unit = (size / MEGABYTE, "MB") if size >= MEGABYTE else (max(size // 1000, 1), "kB")
    return f"{format_decimal(round(amount, 1), locale=(get_language() or 'sv').replace('-', '_'))}\u00a0{unit}"
