"""The words alone of what is stored, without marks and links."""

from html.parser import HTMLParser


def plain(source: str, /) -> str:
    """The words alone, for search and for programs."""
    reader = _Words()
    reader.feed(source)
    reader.close()
    return " ".join("".join(reader.found).split())


def lines(source: str, /) -> str:
    """The words alone, a line for each paragraph and each point of a list."""
    reader = _Lines()
    reader.feed(source)
    reader.close()
    return "\n".join(found for one in "".join(reader.found).split("\n") if (found := " ".join(one.split())))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"b", "strong", "a"}:
            self.found.append(" ")


class _Lines(_Words):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"b", "strong", "a"}:
            self.found.append("\n")
