"""`ingang connect-system`, and what becomes of the rows."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.queries import connected_systems

pytestmark = pytest.mark.django_db

CODE = "SE0000000510-S001"
WHERE = {"name": "Region Uppsala", "care_giver": "SE0000000510-G001", "url": "https://journal.example/fhir"}


def connect(code: str = CODE, **options: object) -> str:
    said = StringIO()
    call_command("connect_system", code, stdout=said, **options)
    return said.getvalue()


def test_a_system_is_connected_changed_and_let_be() -> None:
    assert "Region Uppsala is asked from now on" in connect(**WHERE)
    connect(**WHERE | {"name": "Uppsala"})
    assert [(one.code, one.name) for one in connected_systems()] == [(CODE, "Uppsala")]

    assert "asked no more" in connect(off=True)
    assert connected_systems() == []
    assert ConnectedSystem.objects.get().url == WHERE["url"]


@pytest.mark.parametrize(
    ("code", "options"),
    [
        ("x", WHERE),
        (CODE, WHERE | {"care_giver": "Uppsala"}),
        (CODE, WHERE | {"url": "http://journal.example/fhir"}),
        (CODE, WHERE | {"name": ""}),
        (CODE, {}),
        (CODE, {"off": True}),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(code: str, options: dict[str, object]) -> None:
    with pytest.raises(CommandError):
        connect(code, **options)
    assert not ConnectedSystem.objects.exists()
