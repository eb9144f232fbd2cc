"""Having a document set, by a process whose memory goes with it."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SETTER = (sys.executable, "-m", "ingang.ui.typesetting.setter")
SECONDS = 100


class NotSet(Exception):
    """The document could not be set."""


def typeset(*, source: Path, values: Mapping[str, Any]) -> bytes:
    """The document as PDF. Refuses with NotSet what can not be set, or not in time.

    `source` is a file of our own, set after `common.typ`; what others wrote stands in `values` alone. Each document has
    `title`, `language`, `author`, `footer` and `made`: year, month, day, hour, minute and second in UTC.
    """
    sent = json.dumps(values).encode()
    try:
        done = subprocess.run([*SETTER, source], input=sent, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except subprocess.SubprocessError as error:
        raise NotSet from error
    return done.stdout
