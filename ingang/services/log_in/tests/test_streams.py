"""The stream that tells a page that its log-in has ended."""

import asyncio
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from ingang.foundation.identity.models import LogIn
from ingang.services.log_in.views.streams import BEATS_EVERY, until_ended

LogInAs = Callable[..., Client]


def heard(*answers: bool) -> list[bytes]:
    """What a listener hears when the log-in answers like this, one look after the other."""
    left = iter(answers)

    async def is_open() -> bool:
        return next(left)

    async def listen() -> list[bytes]:
        return [event async for event in until_ended(is_open=is_open, pause=0)]

    return asyncio.run(listen())


def test_an_ended_log_in_is_told_once_and_the_stream_ends() -> None:
    events = heard(True, False)

    assert events == [b": listening\n\n", b"event: ended\ndata:\n\n"]


def test_a_stream_without_news_beats_so_that_no_proxy_closes_it() -> None:
    events = heard(*[True] * BEATS_EVERY, False)

    assert events.count(b": still here\n\n") == 1


def test_a_stranger_hears_nothing(db: None) -> None:
    answer = Client().get(reverse("streams:session"))

    assert answer.status_code == 401


def test_listening_is_no_sign_of_life(log_in_as: LogInAs) -> None:
    client = log_in_as("alva")
    before = LogIn.objects.get().last_active_at

    answer = client.get(reverse("streams:session"))

    assert answer["Content-Type"] == "text/event-stream"
    assert LogIn.objects.get().last_active_at == before
