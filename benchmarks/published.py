"""A public page from finished bytes, beside nginx with the same bytes in a file; and what a storm does to others.

One process of the pages, for a reader who has chosen a region, with a banner, packed as her browser takes it; nginx and
ours in turns, asked by wrk. Then somebody reads her inbox while the public page has its normal load, and 30 times that
for a minute. Promises: at least a third of nginx's rate; a new banner is there within ten seconds; p95 of the inbox at
most 1.3 times what it is at normal load. `python -m benchmarks published 3 10` takes three rounds, and a storm of ten
seconds.
"""

import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.beside import PAGES, written
from benchmarks.serving import durable_cluster, environment, free_port, program, served
from tests.postgres import ROOT

ROUNDS, STORM_SECONDS = 5, 60
THIRD, MOST_SLOWER, WITHIN = 1 / 3, 1.3, 10
NORMAL, STORM = 25, 30
"""Public pages a second that one process has in a busy hour, and how many times that a storm is.

33.7 million visits in the busiest month (e-services 7.1) are 13 a second; five pages each, three times that in a busy
hour, over eight processes.
"""
CONNECTIONS, SECONDS, THREADS = 64, 4, 2
HEADERS = {
    "Host": "localhost",
    "X-Forwarded-Proto": "https",
    "Accept-Encoding": "gzip, deflate, br",
    "Cookie": "region=01; theme=dark",
}
NGINX = """
worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; types {{ text/html html; }}
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port}; root {folder}/static-page; }}
}}
"""
BANNER = """
import time
from datetime import timedelta
from django.db import transaction
from django.utils import timezone
from ingang.foundation.published.actions import public_pages_changed
from ingang.services.entrance.models import Banner
now = timezone.now()
with transaction.atomic():
    Banner.objects.create(
        level="crisis", region="01", swedish_heading="{words}", english_heading="{words}", swedish="{words}",
        english="{words}", begins_at=now, ends_at=now + timedelta(days=1), made_by="x", made_at=now, confirmed_by="x",
        confirmed_at=now,
    )
    public_pages_changed(at=now)
print(time.time())
"""


def main(rounds: int = ROUNDS, storm_seconds: int = STORM_SECONDS) -> bool:
    """Measure, print, and give back whether the promises held."""
    if not (shutil.which("nginx") and shutil.which("wrk")):
        print("  not measured: nginx and wrk are not installed (apt install nginx-light wrk)")
        return False
    with durable_cluster() as server, tempfile.TemporaryDirectory(prefix="ingang-bench-") as name:
        folder = Path(name)
        reader = written(server, folder, kind="readers", count=20)[0]["session"]
        address = server.migrated(PAGES, template="readers")
        program(address, folder, "manage.py", "shell", "-c", BANNER.format(words="Koka dricksvattnet"))
        with served(address, folder, workers=1, threads=THREADS) as port:
            kept = [
                _beside_nginx(port, folder, rounds),
                _is_current(port, address, folder),
                _in_a_storm(port, address, folder, reader, storm_seconds),
            ]
    return all(kept)


def _beside_nginx(port: int, folder: Path, rounds: int) -> bool:
    page = _page(port)
    (folder / "static-page").mkdir()
    (folder / "static-page/index.html").write_bytes(page)
    with _nginx(folder) as beside:
        found = [(_rate(port), _rate(beside)) for _ in range(rounds)]
    ours, its = (statistics.median(column) for column in zip(*found, strict=True))
    share = statistics.median(one / other for one, other in found)
    print(f"  {len(page)} bytes; {CONNECTIONS} connections, {rounds} rounds in turns")
    print(f"  {ours:.0f}/s, nginx {its:.0f}/s: {share:.2f} of nginx (promise: at least {THIRD:.2f})")
    return share >= THIRD


def _is_current(port: int, address: str, folder: Path) -> bool:
    words = "Vattnet kan drickas igen"
    banner = [sys.executable, "manage.py", "shell", "-c", BANNER.format(words=words)]
    writing = subprocess.Popen(banner, cwd=ROOT, env=environment(address, folder), stdout=subprocess.PIPE, text=True)
    until = time.monotonic() + 60
    while words.encode() not in _page(port, packed=False) and time.monotonic() < until:
        time.sleep(0.02)
    shown_at = time.time()
    told, _ = writing.communicate()
    took = shown_at - float(told.strip().splitlines()[-1])
    print(f"  a new banner was on the page after {took:.2f} s (promise: {WITHIN})")
    return took <= WITHIN


def _in_a_storm(port: int, address: str, folder: Path, reader: str, seconds: int) -> bool:
    with _visitors(port, NORMAL):
        before = _p95(_read_inbox(port, reader, seconds))
    with _visitors(port, NORMAL * STORM) as asking:
        during = _p95(_read_inbox(port, reader, seconds))
    print(f"  {asking[0]} public pages a second instead of {NORMAL}, for {seconds} s")
    print(
        f"  the inbox, p95: {during * 1000:.1f} ms, at normal load {before * 1000:.1f} ms (promise {MOST_SLOWER} times)"
    )
    return during <= MOST_SLOWER * before


@contextmanager
def _visitors(port: int, rate: int) -> Iterator[list[int]]:
    """Readers of the public page in a process of their own; how many a second it was is known afterwards."""
    command = [sys.executable, "-m", "benchmarks.published_visitors", str(port), str(rate)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)
    counted: list[int] = []
    try:
        yield counted
    finally:
        told, _ = process.communicate("end\n")
        counted.append(int(told))


def _read_inbox(port: int, session: str, seconds: int) -> list[float]:
    """How long each reading took, ten in a second."""
    connection, times = HTTPConnection("127.0.0.1", port, timeout=60), []
    headers = {"Host": "localhost", "X-Forwarded-Proto": "https", "Cookie": f"__Host-ingang_session={session}"}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        connection.request("GET", "/min/inkorg/", headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"the inbox answered {answer.status}")
        time.sleep(max(0.0, 0.1 - times[-1]))
    connection.close()
    return times


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _page(port: int, *, packed: bool = True) -> bytes:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers=HEADERS if packed else HEADERS | {"Accept-Encoding": "identity"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200 or (answer.headers["Content-Encoding"] == "br") is not packed:
        raise RuntimeError(f"the page answered {answer.status}")
    return body


@contextmanager
def _nginx(folder: Path) -> Iterator[int]:
    port = free_port()
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    for path in (folder, folder / "static-page"):
        path.chmod(0o755)
    process = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")], stderr=subprocess.DEVNULL)
    try:
        time.sleep(0.5)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _rate(port: int) -> float:
    headers = [part for name, value in HEADERS.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *headers, f"http://127.0.0.1:{port}/"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None or "Non-2xx" in said:
        raise RuntimeError(said)
    return float(found[1])


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
