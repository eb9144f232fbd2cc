"""A stretch of time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """From a moment up to, but not including, another."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other: "Span") -> bool:
        """True when the two have a moment in common."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at
