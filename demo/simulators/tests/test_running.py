"""All simulators in one process, as `make demo` starts them."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
import requests

from demo.simulators.__main__ import PORTS, parse
from demo.simulators.tests.people import CAST

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


def free_base() -> int:
    """A port with enough free ones after it."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            base = int(probe.getsockname()[1])
        if base < 65_000 and all(_is_free(base + offset) for offset in range(PORTS)):
            return base


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture
def cast_file(tmp_path: Path) -> Path:
    path = tmp_path / "cast.json"
    path.write_bytes(msgspec.json.encode(list(CAST.values())))
    return path


@pytest.mark.slow
@pytest.mark.live
def test_everything_starts_answers_and_ends_when_told(cast_file: Path, tmp_path: Path) -> None:
    base = free_base()
    command = [sys.executable, "-m", "demo.simulators", "--port-base", str(base), "--cast", str(cast_file)]
    command += ["--tls-folder", str(tmp_path / "tls")]

    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as process:
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(PORTS)]
        pages = {
            offset: requests.get(f"http://127.0.0.1:{base + offset}{path}", timeout=5).status_code
            for offset, path in ((0, "/phone"), (2, "/jwks"), (3, "/jwks"), (4, "/"), (6, "/"))
        }
        api_on_the_phone = requests.post(f"http://127.0.0.1:{base}/rp/v6.0/auth", json={}, timeout=5).status_code
        os.kill(process.pid, signal.SIGTERM)
        status = process.wait(timeout=10)

    assert all("on port" in line for line in told)
    assert set(pages.values()) == {200}
    assert api_on_the_phone == 404
    assert status == 0
    assert (tmp_path / "tls" / "bankid-relying-party.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("arguments", [["unknown"], ["--port-base", "65530"], ["--port-base", "0"]])
def test_a_wrong_command_line_is_refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["--cast", "x.json", *arguments])

    assert "error:" in capsys.readouterr().err
