"""The first public page with everything it loads: at most 100 kB compressed, and no request to another host."""

import re
import tempfile
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.journeys.running import running

LIMIT = 100_000
LOADED = re.compile(r"""(?:<link[^>]+href|<script[^>]+src|<img[^>]+src)=["']([^"']+)["']""")


def main() -> bool:
    """Fetch the page as a browser would, with brotli, and add up what came over the wire."""
    with tempfile.TemporaryDirectory(prefix="ingang-bench-") as folder, running(var=Path(folder)) as demo:
        page, html = _fetch(demo.pages + "/")
        text = _plain(demo.pages + "/")
        total, foreign = page, []
        for address in sorted({urljoin(demo.pages + "/", found) for found in LOADED.findall(text)}):
            if urlsplit(address).netloc != urlsplit(demo.pages).netloc:
                foreign.append(address)
                continue
            weight, _ = _fetch(address)
            total += weight
            print(f"  {weight:>7} B  {urlsplit(address).path}")
        fonts = _fonts(demo.pages, text)
        total += fonts
        print(f"  {page:>7} B  the page itself; fonts named in styles: {fonts} B; {html} headers read")
    print(f"  {total:>7} B  all together (limit {LIMIT}); requests to other hosts: {len(foreign)}")
    return total <= LIMIT and not foreign


def _fetch(address: str) -> tuple[int, int]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "br, gzip"})
    with urllib.request.urlopen(request) as answer:
        return len(answer.read()), len(answer.headers)


def _plain(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode())


def _fonts(pages: str, html: str) -> int:
    """Fonts that style sheets name and the page does not preload."""
    preloaded, weight = set(LOADED.findall(html)), 0
    for sheet in (found for found in preloaded if found.split("?")[0].endswith(".css")):
        for font in set(re.findall(r"url\([\"']?([^\"')]+\.woff2)", _plain(urljoin(pages, sheet)))):
            path = urlsplit(urljoin(urljoin(pages, sheet), font)).path
            if path not in preloaded:
                weight += _fetch(urljoin(pages, path))[0]
    return weight


if __name__ == "__main__":
    main()
