"""One PostgreSQL for all live tests, and for each test a fresh database of either kind."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.live.databases import OwnDatabase, copy_of
from tests.postgres import Cluster, cluster, migrate

_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A server with a migrated template."""
    with cluster() as server:
        server.migrated("live_template")
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file."""
    path = tmp_path_factory.mktemp("live") / "template.sqlite3"
    migrate(f"sqlite:{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[OwnDatabase]:
    """A database of the test's own, in use in this process too."""
    if request.param == "sqlite":
        own = copy_of(request.getfixturevalue("sqlite_template"), to=tmp_path / "ingang.sqlite3")
    else:
        server: Cluster = request.getfixturevalue("postgres")
        name = f"live_{next(_numbers)}"
        own = OwnDatabase(address=server.migrated(name, template="live_template"), server=server, name=name)
    with django_db_blocker.unblock(), own.in_use():
        yield own
        own.end_all()
