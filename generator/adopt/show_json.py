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
        shown = msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as wrong:
        return [], [error(UNREADABLE, f"{filename} is not JSON as Terraform writes it", f"{wrong}.")]
    if not isinstance(shown, dict) or "format_version" not in shown:
        is_state_file = isinstance(shown, dict) and "lineage" in shown
        detail = "This is the state file itself. " if is_state_file else ""
        summary = f"{filename} is not what `terraform show -json` prints"
        return [], [error(NOT_SHOWN, summary, f"{detail}Write it with `terraform show -json > state.json`.")]
    is_plan = "planned_values" in shown or "resource_changes" in shown
    state = shown.get("prior_state") if is_plan else shown
    resources = [found for one in _resources(state) if (found := _resource(one, types))]
    return resources, _created(shown.get("resource_changes"), filename, types) if is_plan else []


def _resources(state: Any) -> Iterator[dict[str, Any]]:
    """The resources of the root module and of all modules below it, in the order of the file."""
    values = state.get("values") if isinstance(state, dict) else None
    modules = [values.get("root_module")] if isinstance(values, dict) else []
    while modules:
        module = modules.pop()
        if isinstance(module, dict):
            yield from _maps(module.get("resources"))
            modules += reversed(list(_maps(module.get("child_modules"))))


def _maps(value: Any) -> Iterator[dict[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())


def _resource(found: dict[str, Any], types: frozenset[str]) -> Resource | None:
    kind, values = found.get("type"), found.get("values")
    if found.get("mode") != "managed" or not isinstance(kind, str) or kind not in types:
        return None
    if found.get("deposed_key") is not None or not isinstance(values, dict):
        return None
    address, sensitive = found.get("address"), found.get("sensitive_values")
    marks = sensitive if isinstance(sensitive, dict) else {}
    hidden = frozenset(values if sensitive is True else (name for name, mark in marks.items() if _marks_any(mark)))
    shown = {name: value for name, value in values.items() if name not in hidden}
    return Resource(address if isinstance(address, str) else kind, kind, shown, hidden)


def _marks_any(mark: Any) -> bool:
    """Whether a part of `sensitive_values`, which has the shape of the values, marks anything."""
    marks = [mark]
    while marks:
        one = marks.pop()
        if one is True:
            return True
        marks += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
    return False


def _created(changes: Any, filename: str, types: frozenset[str]) -> list[Diagnostic]:
    new = [
        str(one.get("address"))
        for one in _maps(changes)
        if one.get("mode") == "managed"
        and isinstance(kind := one.get("type"), str)
        and kind in types
        and isinstance(change := one.get("change"), dict)
        and change.get("actions") == ["create"]
    ]
    if not new:
        return []
    named = ", ".join(new[:_MOST_NAMED]) + (", …" if len(new) > _MOST_NAMED else "")
    summary = f"{filename} would create {len(new)} more: they do not exist yet"
    return [warning(NOT_THERE_YET, summary, f"Left out: {named}.")]
