"""All simulators in one process, as `make demo` starts them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import requests

from demo.simulators.__main__ import PORTS, parse
from demo.simulators.tests.people import CAST

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


PAGES = {
    "BankID's phone": "/phone",
    "e-ID for residents": "/jwks",
    "e-ID for staff": "/jwks",
    "Mail page": "/",
    "SMS page": "/",
}


def address(port: int, path: str) -> str:
    return f"http://127.0.0.1:{port}{path}"


def status(port: int, path: str) -> int:
    return requests.get(address(port, path), timeout=5).status_code


@pytest.fixture
def cast_file(tmp_path: Path) -> Path:
    path = tmp_path / "cast.json"
    path.write_bytes(msgspec.json.encode(list(CAST.values())))
    return path


@pytest.mark.slow
@pytest.mark.live
def test_everything_starts_answers_and_ends_when_told(cast_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "demo.simulators", "--port-base", "0", "--cast", str(cast_file)]
    command += ["--tls-folder", str(tmp_path / "tls")]
    root = Path(__file__).parents[3]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        told = [process.stdout.readline().split(" on port ") for _ in range(PORTS)]
        ports = {what: int(port) for what, port in told}
        pages = {what: status(ports[what], path) for what, path in PAGES.items()}
        api_on_the_phone = status(ports["BankID's phone"], "/rp/v6.0/auth")
        issuer = requests.get(address(ports["e-ID for staff"], "/.well-known/openid-configuration"), timeout=5).json()
        os.kill(process.pid, signal.SIGTERM)
        ended = process.wait(timeout=10)

    assert set(pages.values()) == {200}
    assert api_on_the_phone == 404
    assert issuer["issuer"] == f"http://localhost:{ports['e-ID for staff']}"
    assert ended == 0
    assert (tmp_path / "tls" / "bankid-relying-party.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("arguments", [["unknown"], ["--port-base", "65530"], ["--port-base", "-1"]])
def test_a_wrong_command_line_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--cast", "x.json", *arguments])

    assert "error:" in capsys.readouterr().err
