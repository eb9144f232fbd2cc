"""Every address of the house, as the permission table walks them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from demo.cast import STAFF
from ingang.foundation.access.doors import AccessRule

# The interface's own addresses (theme, language, manifest, component page) and nothing else.
WITHOUT_DOOR = frozenset({"ui"})


@dataclass(frozen=True)
class Address:
    """One address: its full name, the access rule and roles that its door declares, and the names of its arguments."""

    name: str
    rule: str
    arguments: tuple[str, ...]
    roles: tuple[str, ...] = ()
    is_editors: bool = False

    @property
    def owner(self) -> str:
        """The key of the one in the cast who may open it: staff with one of the roles that its door demands."""
        if self.rule != AccessRule.STAFF:
            return "alva"
        able = {one.key for one in STAFF if one.assignments and set(self.roles) & set(one.assignments[0].roles)}
        return "sara" if not self.roles or "sara" in able else min(able)

    @property
    def service(self) -> str:
        """The name of the service that has it: those for staff, or for programs, may stand in a namespace beside."""
        return self.name.partition(":")[0].removesuffix("_staff").removesuffix("_api")

    def __str__(self) -> str:
        return self.name


def addresses() -> list[Address]:
    """Every address outside the interface's own and the editors' rooms, which have one rule: see test_editors.py."""
    return sorted((one for one in _walk(get_resolver(), "") if not one.is_editors), key=lambda address: address.name)


def editors_addresses() -> list[Address]:
    """Every address of the editors' rooms."""
    return sorted((one for one in _walk(get_resolver(), "") if one.is_editors), key=lambda address: address.name)


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = ":".join(filter(None, [namespace, entry.namespace]))
            if inner not in WITHOUT_DOOR:
                yield from _walk(entry, inner)
        elif isinstance(entry, URLPattern):
            rule = str(getattr(entry.callback, "access_rule", ""))
            name = ":".join(filter(None, [namespace, entry.name or repr(entry.pattern)]))
            roles = getattr(entry.callback, "roles", ())
            is_editors = getattr(entry.callback, "is_editors", False)
            yield Address(name, rule, tuple(entry.pattern.converters), roles, is_editors)
