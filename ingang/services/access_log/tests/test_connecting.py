"""Connecting a log service from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ingang.services.access_log.models import LogService

pytestmark = pytest.mark.django_db

CODE = "SE0000012000-L001"
WHERE = ("--name", "Region Skåne", "--url", "https://platform.example/")


def test_a_service_is_connected_moved_and_let_be() -> None:
    said = StringIO()
    call_command("connect_log_service", CODE, *WHERE, stdout=said)
    call_command("connect_log_service", CODE, *WHERE[:3], "https://other.example/", stdout=said)
    moved = LogService.objects.get()
    call_command("connect_log_service", CODE, "--off", stdout=said)

    assert (moved.code, moved.url, moved.is_on) == (CODE, "https://other.example/", True)
    assert not LogService.objects.get().is_on
    assert "asked no more" in said.getvalue()


@pytest.mark.parametrize(
    "arguments",
    [
        ("no id!", *WHERE),
        (CODE, "--name", "Region Skåne"),
        (CODE, "--name", "Region Skåne", "--url", "http://platform.example/"),
        (CODE, "--off"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("connect_log_service", *arguments)

    assert not LogService.objects.exists()
