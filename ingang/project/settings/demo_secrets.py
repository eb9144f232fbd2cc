"""Secrets of the demonstration: made at the first start, kept readable by the owner alone."""

import secrets
from pathlib import Path


def kept_secret(*, folder: Path, name: str, size: int = 48) -> str:
    """The secret of this name in the folder, so many random bytes in base64url; made when it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size), encoding="ascii")
    return path.read_text(encoding="ascii")
