"""Which values a setting takes."""

import re
from typing import Any

from ingang.foundation.regions.errors import OutsideTheLimits, PersonNamed, ValueNotAllowed, WordsMissing
from ingang.kernel.service import Limit, RegionText, Setting, Switch

LANGUAGES = ("sv", "en")
IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+]\d{4}(?!\d)|(?<!\d)\d{12}(?!\d)")


def checked_value(*, setting: Setting, value: Any) -> Any:
    """The value as it is kept: True or False, a number, or words by language; None for the national default.

    Refuses what the setting does not take.
    """
    if value is None:
        return None
    if isinstance(setting, Switch):
        if not isinstance(value, bool):
            raise ValueNotAllowed()
        return value
    if isinstance(setting, Limit):
        return _number(setting, value)
    return _words(setting, value)


def _number(limit: Limit, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueNotAllowed()
    if not limit.least <= value <= limit.most:
        raise OutsideTheLimits(least=limit.least, most=limit.most)
    return value


def _words(text: RegionText, value: Any) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ValueNotAllowed()
    words = {language: str(value.get(language, "")).replace("\r\n", "\n").strip() for language in LANGUAGES}
    if not all(0 < len(one) <= text.longest for one in words.values()):
        raise WordsMissing(longest=text.longest)
    if any(IDENTITY_NUMBER.search(one) for one in words.values()):
        raise PersonNamed()
    return words
