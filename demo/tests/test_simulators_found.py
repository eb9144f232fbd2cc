"""A demonstration that is started again on another port."""

from datetime import datetime

import pytest

from demo import connected_systems, places
from demo.seed import find_simulators
from ingang.foundation.systems.models import ConnectedSystem

pytestmark = pytest.mark.django_db


def test_the_house_finds_the_simulators_where_they_listen_now(now: datetime) -> None:
    connected_systems.seed(now=now, progress=lambda _text: None)
    ConnectedSystem.objects.update(url="http://localhost:1/")

    find_simulators(now=now)

    urls = list(ConnectedSystem.objects.values_list("url", flat=True))
    assert len(urls) > 5
    assert all(url.startswith((places.FHIR, places.RECORDS)) for url in urls)
