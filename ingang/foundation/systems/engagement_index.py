"""The engagement index as this installation knows it: where it is, who we are to it, and what we are called there."""

from functools import cache
from typing import Any

from django.conf import settings

from ingang.connectors.engagement_index.client import EngagementIndex, EngagementIndexClient
from ingang.connectors.engagement_index.settings import IndexSettings
from ingang.foundation.systems.connecting import rivta_settings

INDEX = "engagement-index"
"""What the index is called among the systems whose health is measured."""


def the_index() -> EngagementIndex | None:
    """The index; None where none is configured."""
    return _client() if is_told() else None


def is_told() -> bool:
    """Whether there is an index that wants to know of every change."""
    return bool(settings.ENGAGEMENT_INDEX["URL"])


def own_address() -> str:
    """Our own logical address: what we tell the index of, and never ask."""
    return str(settings.ENGAGEMENT_INDEX["OWN_ADDRESS"])


def caller() -> str:
    """The fingerprint of the certificate with which the index notifies us; empty where it does not."""
    return str(settings.ENGAGEMENT_INDEX["CALLER"])


@cache
def _client() -> EngagementIndexClient:
    own: dict[str, Any] = settings.ENGAGEMENT_INDEX
    named = {name.lower(): own[name] for name in ("CONSUMER", "CA_BUNDLE", "CERTIFICATE", "KEY")}
    rivta = rivta_settings(own=named, seconds=own["SECONDS"])
    return EngagementIndexClient(
        settings=IndexSettings(url=own["URL"], logical_address=own["LOGICAL_ADDRESS"], rivta=rivta)
    )
