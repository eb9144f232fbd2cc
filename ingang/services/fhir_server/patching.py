"""JSON Patch (RFC 6902) and merge patch (RFC 7396) on a resource's text: what neither touches stays to the letter."""

import re

from ingang.foundation.records.json_text import Edit, Node, dumped, edited, values
from ingang.services.fhir_server.errors import NotUnderstood, NotValid

MOST_OPERATIONS = 100
BEYOND = 10**9
_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")
OPERATIONS = frozenset({"add", "remove", "replace", "move", "copy", "test"})


def patched(*, text: str, patch: str) -> str:
    """The text after the patch: an array of operations, in order, or an object to be merged into the resource.

    Refuses a patch that is neither, and one that does not fit the text.
    """
    documents = values(text=patch)
    operations = documents[0].value if len(documents) == 1 else None
    if isinstance(operations, dict) and "resourceType" not in operations:
        return _merged(text, [], patch, documents[0])
    if not isinstance(operations, list) or len(operations) > MOST_OPERATIONS:
        raise NotUnderstood(f"A patch is an array of at most {MOST_OPERATIONS} operations, or an object to merge.")
    for operation in operations:
        text = _applied(text, patch, operation)
    return text


def _merged(text: str, path: list[str], patch: str, given: Node) -> str:
    """The text with the object merged into what stands at the path: null takes a member away."""
    for name, value in given.value.items() if isinstance(given.value, dict) else ():
        here = _found(text, path).member(name)
        if _written(patch, value) == "null":
            text = _removed(text, [*path, name]) if here is not None else text
        elif here is not None and isinstance(here.value, dict) and isinstance(value.value, dict):
            text = _merged(text, [*path, name], patch, value)
        else:
            text = _added(text, [*path, name], _written(patch, value))
    return text


def _applied(text: str, patch: str, operation: Node) -> str:
    name, path = _word(operation, "op"), _pointer(_word(operation, "path"))
    if name not in OPERATIONS:
        raise NotUnderstood(f"JSON Patch has no operation {name}.")
    if name == "remove":
        return _removed(text, path)
    if name in {"move", "copy"}:
        source = _pointer(_word(operation, "from"))
        if name == "move" and path[: len(source)] == source:
            raise NotValid("A value can not be moved into itself.")
        moved = _written(text, _found(text, source))
        return _added(_removed(text, source) if name == "move" else text, path, moved)
    given = operation.member("value")
    if given is None:
        raise NotUnderstood(f"The operation {name} needs a value.")
    if name == "add":
        return _added(text, path, _written(patch, given))
    place = _found(text, path)
    if name == "replace":
        return edited(text=text, edits=[Edit(place.start, place.end, _written(patch, given))])
    if not _same(text, place, patch, given):
        raise NotValid("The patch's test does not hold: nothing was changed.")
    return text


def _word(operation: Node, name: str) -> str:
    member = operation.member(name)
    if member is None or member.string is None:
        raise NotUnderstood(f"An operation of a JSON Patch needs {name}.")
    return member.string


def _pointer(path: str) -> list[str]:
    """The steps of a JSON Pointer (RFC 6901). The whole document is no place of a resource's."""
    if not path.startswith("/"):
        raise NotUnderstood(f"{path or 'An empty path'} is not a path into the resource.")
    return [step.replace("~1", "/").replace("~0", "~") for step in path[1:].split("/")]


def _found(text: str, path: list[str]) -> Node:
    (node,) = values(text=text)
    for step in path:
        node = _step(node, step, path)
    return node


def _step(node: Node, step: str, path: list[str]) -> Node:
    inner = node.member(step)
    if isinstance(node.value, list) and _number(step) < len(node.value):
        inner = node.value[_number(step)]
    if inner is not None:
        return inner
    raise NotValid(f"The resource has nothing at /{'/'.join(path)}.")


def _number(step: str) -> int:
    """The index that a step names; beyond every array when it is none (RFC 6901, section 4)."""
    return int(step) if _INDEX.fullmatch(step) else BEYOND


def _added(text: str, path: list[str], value: str) -> str:
    from_parent, last = _found(text, path[:-1]), path[-1]
    if isinstance(from_parent.value, dict):
        if last in from_parent.value:
            place = from_parent.value[last]
            return edited(text=text, edits=[Edit(place.start, place.end, value)])
        return _at_the_end(text, from_parent, f"{_quoted(last)}:{value}")
    if not isinstance(from_parent.value, list):
        raise NotValid(f"Nothing can be added at /{'/'.join(path)}.")
    items = from_parent.value
    if last == "-" or _number(last) == len(items):
        return _at_the_end(text, from_parent, value)
    if _number(last) > len(items):
        raise NotValid(f"The resource has no place at /{'/'.join(path)}.")
    start = items[_number(last)].start
    return edited(text=text, edits=[Edit(start, start, f"{value},")])


def _at_the_end(text: str, parent: Node, inside: str) -> str:
    end = parent.end - 1
    return edited(text=text, edits=[Edit(end, end, ("," if parent.value else "") + inside)])


def _removed(text: str, path: list[str]) -> str:
    parent, place = _found(text, path[:-1]), _found(text, path)
    inner = parent.value
    if not isinstance(inner, dict | list):
        raise NotValid(f"Nothing can be removed at /{'/'.join(path)}.")
    siblings = list(inner.values()) if isinstance(inner, dict) else inner
    at = siblings.index(place)
    if at:
        return edited(text=text, edits=[Edit(siblings[at - 1].end, place.end, "")])
    # The first one goes with the comma after it.
    end = text.index(",", place.end) + 1 if len(siblings) > 1 else place.end
    return edited(text=text, edits=[Edit(parent.start + 1, end, "")])


def _same(text: str, one: Node, patch: str, other: Node) -> bool:
    return _plain(text, one) == _plain(patch, other)


def _plain(text: str, node: Node) -> object:
    if isinstance(node.value, dict):
        return {name: _plain(text, inner) for name, inner in node.value.items()}
    if isinstance(node.value, list):
        return [_plain(text, inner) for inner in node.value]
    return ("text", node.value) if isinstance(node.value, str) else text[node.start : node.end]


def _written(text: str, node: Node) -> str:
    return text[node.start : node.end]


def _quoted(name: str) -> str:
    return dumped(name)
