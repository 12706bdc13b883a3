"""What `terraform show -json` prints of a state or plan, as the resources that exist.

The format: https://developer.hashicorp.com/terraform/internals/json-format. Nothing in such a file is trusted: it may
be of any size, depth and shape.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from generator.adopt.codes import NOT_SHOWN, NOT_THERE_YET, UNREADABLE
from generator.diagnostics import Diagnostic, error, warning

MAX_BYTES = 256 * 1024 * 1024
MAX_VALUES = 15_000_000
"""A state of that size has some twelve million; what is nothing but brackets would take thirty times its size."""
_MOST_NAMED = 10


@dataclass(frozen=True)
class Resource:
    """A managed resource. `values` are without what is marked as sensitive; `hidden` are the names of that."""

    address: str
    type: str
    values: Mapping[str, Any]
    hidden: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        """An argument that is text; "" for anything else. Halves of surrogate pairs are no text."""
        value = self.values.get(name)
        return value if isinstance(value, str) and not any("\ud800" <= one <= "\udfff" for one in value) else ""


def read_resources(filename: str, types: frozenset[str]) -> tuple[list[Resource], list[Diagnostic]]:
    """The resources of these types in a file, `-` for standard input, and what is wrong."""
    try:
        data = _read(filename)
    except OSError as wrong:
        return [], [error(UNREADABLE, f"Cannot read {filename}", f"{wrong.strerror or wrong}.")]
    except ValueError:  # a zero byte in the name
        return [], [error(UNREADABLE, "Cannot read a file of such a name")]
    return parse_resources(data, filename, types)


def _read(filename: str) -> bytes:
    if filename == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(filename).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def parse_resources(data: bytes, filename: str, types: frozenset[str]) -> tuple[list[Resource], list[Diagnostic]]:
    """The same from bytes."""
    if len(data) > MAX_BYTES:
        return [], [error(UNREADABLE, f"{filename} is too large", f"{MAX_BYTES // 2**20} MiB are read at most.")]
    try:
        shown = _decoded(data)
        if shown is None or shown.format_version is None:
            return [], [_not_shown(filename, is_state_file=shown is not None and shown.lineage is not None)]
        if sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
            return [], [error(UNREADABLE, f"{filename} is too large", f"{MAX_VALUES:,} values are read at most.")]
        is_plan = bool(bytes(shown.planned_values)) or shown.resource_changes is not None
        state = shown.prior_state if is_plan else shown
        resources = [found for one in _resources(state) if (found := _resource(one, types))]
        return resources, _created(shown.resource_changes or [], filename, types)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        return [], [error(UNREADABLE, f"{filename} is not JSON as Terraform writes it", f"{wrong}.")]


class _Module(msgspec.Struct):
    resources: list[msgspec.Raw] = []
    child_modules: list[_Module] = []


class _Values(msgspec.Struct):
    root_module: _Module = msgspec.field(default_factory=_Module)


class _State(msgspec.Struct):
    values: _Values | None = None


class _Shown(_State):
    """A state or a plan. All that is of no use is passed over: as objects it would take several times its text."""

    format_version: str | None = None
    lineage: Any = None
    planned_values: msgspec.Raw = msgspec.Raw(b"")
    resource_changes: list[msgspec.Raw] | None = None
    prior_state: _State | None = None


class _Instance(msgspec.Struct):
    """A resource instance as it stands in the file."""

    mode: str
    type: str
    values: msgspec.Raw
    address: str | None = None
    deposed_key: Any = None
    sensitive_values: msgspec.Raw = msgspec.Raw(b"{}")


class _Actions(msgspec.Struct):
    actions: list[str]


class _Change(msgspec.Struct):
    address: str
    mode: str
    type: str
    change: _Actions


def _decoded(data: bytes) -> _Shown | None:
    """None for JSON that is no object."""
    try:
        return msgspec.json.decode(data, type=_Shown)
    except msgspec.ValidationError:
        msgspec.json.decode(data, type=msgspec.Raw)  # raises for what is no JSON
        if data.lstrip().startswith(b"{"):
            raise
        return None


def _not_shown(filename: str, *, is_state_file: bool) -> Diagnostic:
    detail = "This is the state file itself. " if is_state_file else ""
    summary = f"{filename} is not what `terraform show -json` prints"
    return error(NOT_SHOWN, summary, f"{detail}Write it with `terraform show -json > state.json`.")


def _resources(state: _State | None) -> Iterator[msgspec.Raw]:
    """The resources of the root module and of all modules below it, in the order of the file."""
    modules = [state.values.root_module] if state and state.values else []
    while modules:
        module = modules.pop()
        yield from module.resources
        modules += reversed(module.child_modules)


def _resource(text: msgspec.Raw, types: frozenset[str]) -> Resource | None:
    try:
        found = msgspec.json.decode(text, type=_Instance)
    except msgspec.ValidationError:
        return None
    if found.mode != "managed" or found.type not in types or found.deposed_key is not None:
        return None
    values, sensitive = msgspec.json.decode(found.values), msgspec.json.decode(found.sensitive_values)
    if not isinstance(values, dict):
        return None
    marks = sensitive if isinstance(sensitive, dict) else {}
    hidden = frozenset(values if sensitive is True else (name for name, mark in marks.items() if _marks_any(mark)))
    shown = {name: value for name, value in values.items() if name not in hidden}
    return Resource(found.address or found.type, found.type, shown, hidden)


def _marks_any(mark: Any) -> bool:
    """Whether a part of `sensitive_values`, which has the shape of the values, marks anything."""
    marks = [mark]
    while marks:
        one = marks.pop()
        if one is True:
            return True
        marks += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return False


def _created(changes: list[msgspec.Raw], filename: str, types: frozenset[str]) -> list[Diagnostic]:
    new = [
        one.address
        for one in map(_change, changes)
        if one and one.mode == "managed" and one.type in types and one.change.actions == ["create"]
    ]
    if not new:
        return []
    named = ", ".join(new[:_MOST_NAMED]) + (", …" if len(new) > _MOST_NAMED else "")
    summary = f"{filename} would create {len(new)} more: they do not exist yet"
    return [warning(NOT_THERE_YET, summary, f"Left out: {named}.")]


def _change(text: msgspec.Raw) -> _Change | None:
    try:
        return msgspec.json.decode(text, type=_Change)
    except msgspec.ValidationError:
        return None
