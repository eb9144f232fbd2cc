"""Hands messages over to the push services of browsers by HTTP (RFC 8030)."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ingang.connectors import http
from ingang.connectors.push import errors
from ingang.connectors.push.messages import Push, check_subscription, encrypted, topic
from ingang.connectors.push.vapid import Vapid, audience

_GONE = {404, 410}
_LOG_IN = {401, 403}
_POSTPONED = {408, 425, 429}


class Pusher(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    def send(self, *, push: Push, now: datetime) -> str: ...


@dataclass(frozen=True, kw_only=True)
class PushSettings:
    """Who we are, and the hosts of the push services that messages may go to."""

    vapid: Vapid
    hosts: tuple[str, ...]
    limits: http.Limits = field(default_factory=http.Limits)
    ca_bundle: Path | None = None


class PushClient:
    """Keeps one connection for each push service, and our signature for it, as long as the client is kept."""

    def __init__(self, *, settings: PushSettings) -> None:
        self._settings = settings
        self._session = http.open_session()
        self._words: dict[str, tuple[datetime, str]] = {}

    def send(self, *, push: Push, now: datetime) -> str:
        """Hand over one message; gives its topic. Raises errors.PushError; never tries twice."""
        check_subscription(subscription=push.subscription, hosts=self._settings.hosts)
        name, body = topic(push=push), encrypted(push=push)
        headers = {
            "TTL": str(int(push.lasts.total_seconds())),
            "Urgency": "normal",
            "Topic": name,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Authorization": self._authorization(push.subscription.endpoint, now),
        }
        status = self._post(push.subscription.endpoint, headers, body)
        if not 200 <= status < 300:
            raise _refusal(status)
        return name

    def _authorization(self, endpoint: str, now: datetime) -> str:
        hour, word = self._words.get(audience(endpoint), (None, ""))
        if hour != (this_hour := now.replace(minute=0, second=0, microsecond=0)):
            word = self._settings.vapid.authorization(endpoint=endpoint, now=now)
            self._words[audience(endpoint)] = (this_hour, word)
        return word

    def _post(self, endpoint: str, headers: dict[str, str], body: bytes) -> int:
        try:
            return http.call(
                method="POST",
                url=endpoint,
                headers=headers,
                body=body,
                limits=self._settings.limits,
                tls=http.Tls(ca_bundle=self._settings.ca_bundle),
                session=self._session,
            ).status
        except http.AnswerTooLate as error:
            raise errors.TimedOut from error
        except http.NoAnswer as error:
            raise errors.Unreachable(reason=type(error).__name__) from error


def _refusal(status: int) -> errors.PushError:
    if status in _GONE:
        return errors.Gone(status=status)
    if status in _LOG_IN:
        return errors.LogInRefused(status=status)
    if status in _POSTPONED or status >= 500:
        return errors.PushPostponed(status=status)
    return errors.PushRefused(status=status)
