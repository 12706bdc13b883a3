"""Maps and lists to the types of the model's fields: structs, maps of structs, lists."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from collections.abc import Sequence as Several
from typing import Any, Protocol

import msgspec

from generator.diagnostics import did_you_mean
from generator.spec.findings import FAILED, MISSING, Findings
from generator.spec.nodes import NULL, Mapping, Node, Path, Scalar, Sequence, is_null, kind, quoted


class Reader(Protocol):
    """Reads nodes as one type. `expected` says in words what it takes."""

    @property
    def expected(self) -> str: ...

    def accepts(self, node: Node) -> bool:
        """True for a node of the right kind: a map, a list or a value."""

    def value(self, node: Node) -> Any:
        """The value that a node stands for; `FAILED` if anything is wrong in it, however deep. Nearly every node is
        right, and this keeps no account of where it is."""

    def read(self, node: Node, path: Path, findings: Findings) -> Any:
        """The same, and findings about all that is wrong; `FAILED` only if there is no value at all."""


def read_whole(reader: Reader, node: Node, findings: Findings) -> Any:
    """What `Reader.read` gives for a whole part of a spec, in less time if nothing is wrong in it."""
    value = reader.value(node)
    return reader.read(node, (), findings) if value is FAILED else value


class StructReader:
    """A map with known keys to a struct of the model."""

    def __init__(self, struct: type[msgspec.Struct], fields: ReadOnly[str, Reader], required: Several[str]) -> None:
        self._struct = struct
        self._fields = fields
        self._required = required
        self.expected = f"a map with {' and '.join(required)}" if required else "a map"

    def accepts(self, node: Node) -> bool:
        """True for a map."""
        return isinstance(node, Mapping)

    def value(self, node: Node) -> Any:
        """The struct, if nothing is wrong in it."""
        if not isinstance(node, Mapping):
            return FAILED
        values: dict[str, Any] = {}
        fields = self._fields
        for name, entry in node.entries.items():
            field, below = fields.get(name), entry.value
            if field is None:
                return FAILED
            if type(below) is Scalar and below.plain and below.text in NULL:
                continue  # as if it were not there
            values[name] = value = field.value(below)
            if value is FAILED:
                return FAILED
        for name in self._required:
            if name not in values:
                return FAILED
        return self._struct(**values)

    def read(self, node: Node, path: Path, findings: Findings) -> Any:
        """The struct. What is wrong in it is replaced by its default, or by "" where it has none, so that the rest
        can still be looked at."""
        if not isinstance(node, Mapping):
            return self._not_a_map(node, path, findings)
        values: dict[str, Any] = {}
        for name, entry in node.entries.items():
            if findings.is_full():
                break
            below = (*path, name)
            field = self._fields.get(name)
            if field is None:
                detail = f"There is no such key here. {did_you_mean(name, list(self._fields))}"
                findings.fail(below, "SPEC201", f"Unknown key {quoted(name)}", detail, at=entry.key)
            elif is_null(entry.value):
                continue  # as if it were not there
            elif (value := field.read(entry.value, below, findings)) is not FAILED:
                values[name] = value
            elif name in self._required:
                values[name] = ""
        for name in self._required:
            if name not in values:
                expected = self._fields[name].expected
                findings.fail((*path, name), MISSING, f"{quoted(name)} is missing", f"Add `{name}:`, {expected}.")
                values[name] = ""
        return self._struct(**values)

    def _not_a_map(self, node: Node, path: Path, findings: Findings) -> Any:
        detail = f"Its keys are: {', '.join(self._fields)}."
        if is_null(node) and not self._required:
            detail += " Write `{}` if all of them may have their defaults."
        return findings.fail(path, "SPEC203", f"Expected a map, found {kind(node)}", detail)


class MapReader:
    """A map with keys of the user's choice to a dict."""

    expected = "a map"

    def __init__(self, key: Reader, value: Reader) -> None:
        self._key = key
        self._value = value

    def accepts(self, node: Node) -> bool:
        """True for a map."""
        return isinstance(node, Mapping)

    def value(self, node: Node) -> Any:
        """The dict, if nothing is wrong in it."""
        if not isinstance(node, Mapping):
            return FAILED
        result = {}
        for name, entry in node.entries.items():
            value = self._value.value(entry.value)
            if value is FAILED or not name or self._key.value(_as_name(entry.key)) is FAILED:
                return FAILED
            result[name] = value
        return result

    def read(self, node: Node, path: Path, findings: Findings) -> Any:
        """The dict, without the entries that are wrong."""
        if not isinstance(node, Mapping):
            return findings.fail(path, "SPEC203", f"Expected a map, found {kind(node)}")
        result = {}
        for name, entry in node.entries.items():
            below = (*path, name)
            key = read_name(self._key, entry.key, below, findings)
            value = self._value.read(entry.value, below, findings)
            if key is not FAILED and value is not FAILED:
                result[key] = value
        return result


def read_name(reader: Reader, key: Scalar, path: Path, findings: Findings) -> Any:
    """The key of a map as the name that the user chose; `null` and `~` are names like any other."""
    if not key.text:
        return findings.fail(path, "SPEC207", "A key here needs a name", at=key)
    return reader.read(_as_name(key), path, findings)


def _as_name(key: Scalar) -> Scalar:
    return Scalar(key.source, key.start, key.end, key.text, False)


class ListReader:
    """A list."""

    expected = "a list"

    def __init__(self, item: Reader) -> None:
        self._item = item

    def accepts(self, node: Node) -> bool:
        """True for a list."""
        return isinstance(node, Sequence)

    def value(self, node: Node) -> Any:
        """The list, if nothing is wrong in it."""
        if not isinstance(node, Sequence):
            return FAILED
        items = [self._item.value(item) for item in node.items]
        return FAILED if FAILED in items else items

    def read(self, node: Node, path: Path, findings: Findings) -> Any:
        """The list, without the items that are wrong."""
        if not isinstance(node, Sequence):
            detail = list_of_one(node) if isinstance(node, Scalar) and not node.is_null else ""
            return findings.fail(path, "SPEC203", f"Expected a list, found {kind(node)}", detail)
        items = [self._item.read(item, (*path, index), findings) for index, item in enumerate(node.items)]
        return [item for item in items if item is not FAILED]


def list_of_one(node: Scalar) -> str:
    """A sentence that shows how a list of one value is written."""
    written = node.text if node.plain else quoted(node.text)
    return f"A list of one is written `[{written}]`."
