"""Every address of the house, as the permission table walks them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# The interface's own addresses (theme, language, manifest, component page) and nothing else.
WITHOUT_DOOR = frozenset({"ui"})


@dataclass(frozen=True)
class Address:
    """One address: its full name, the access rule that its door declares, and the names of its arguments."""

    name: str
    rule: str
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def addresses() -> list[Address]:
    """Every address outside the interface's own."""
    return sorted(_walk(get_resolver(), ""), key=lambda address: address.name)


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            if inner not in WITHOUT_DOOR:
                yield from _walk(entry, inner)
        elif isinstance(entry, URLPattern):
            rule = str(getattr(entry.callback, "access_rule", ""))
            name = ":".join(filter(None, [namespace, entry.name or repr(entry.pattern)]))
            yield Address(name, rule, tuple(entry.pattern.converters))
