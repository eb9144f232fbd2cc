"""Text that others wrote as XHTML, made safe: an allow-list of tags without attributes, everything else is words."""

from html import escape
from html.parser import HTMLParser

KEPT = frozenset(
    """p br b i em strong u ul ol li dl dt dd table caption thead tbody tfoot tr th td pre code blockquote sub sup
    hr small div""".split()  # noqa: SIM905
)
EMPTY = frozenset({"br", "hr"})
SILENT = frozenset({"script", "style", "head", "title", "template", "iframe", "object", "svg", "math"})
# The page has its own headings; those of the record become bold lines, so that the order of headings stays right.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = frozenset({"div", "section", "article", "header", "footer", "main"})
MOST_OPEN = 60


def safe_html(*, narrative: str) -> str:
    """The narrative with nothing but kept tags, every one of them closed. Unknown tags leave their text."""
    cleaner = _Cleaner()
    cleaner.feed(narrative)
    cleaner.close()
    return cleaner.finished()


class _Cleaner(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._out: list[str] = []
        self._open: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent or tag in SILENT:
            self._silent.append(tag)
            return
        if tag == "img":
            self._out.append(escape(dict(attrs).get("alt") or ""))
        kept = _kept(tag)
        if kept in EMPTY:
            self._out.append(f"<{kept}>")
        elif kept and len(self._open) < MOST_OPEN:
            self._out.append(f"<{kept}>")
            self._open.append(kept)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SILENT:
            self.handle_starttag(tag, attrs)
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            if tag in self._silent:
                del self._silent[len(self._silent) - 1 - self._silent[::-1].index(tag) :]
            return
        kept = _kept(tag)
        if kept in self._open:
            while self._open:
                closing = self._open.pop()
                self._out.append(f"</{closing}>")
                if closing == kept:
                    break

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._out.append(escape(data))

    def finished(self) -> str:
        return "".join([*self._out, *(f"</{tag}>" for tag in reversed(self._open))])


def _kept(tag: str) -> str:
    if tag in HEADINGS:
        return "strong"
    if tag in BLOCKS:
        return "div"
    return tag if tag in KEPT else ""
