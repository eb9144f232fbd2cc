"""How often one address may ask or write: counted in each process, so that nothing is kept about anybody."""

from datetime import datetime
from hashlib import sha256

from django.core.cache import cache

HOUR = 3600


def is_too_often(*, what: str, address: str, most: int, now: datetime) -> bool:
    """Count this time, and tell whether the address has come more than `most` times in this hour."""
    hour = int(now.timestamp()) // HOUR
    key = f"asked-{what}-{hour}-{sha256(address.encode()).hexdigest()[:32]}"
    cache.add(key, 0, HOUR)
    try:
        return cache.incr(key) > most
    except ValueError:
        # It was thrown out in between: others have asked much more.
        return False
