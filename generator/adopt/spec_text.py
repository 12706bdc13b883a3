"""Stacks of the model as the text of a spec: block style, only what differs from the defaults, comments in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import msgspec

from generator.adopt.draft import Draft, Path
from generator.adopt.yaml_scalars import comment, scalar
from generator.spec import model

_HEADER = """\
# What exists already, as a spec of adbkms. `adopt` brings an object under Terraform's control by an import block; with
# `arn` it is used and not managed. Read the first plan before you apply it: it should import and change nothing. Of a
# key it may show `deletion_window_in_days` and `bypass_policy_lockout_safety_check`, which only Terraform stores.
# An object belongs to one state: where another one has it, make that one forget it, by a `removed` block with
# `destroy = false` or by `terraform state rm`.
version: 1

stacks:
"""


def spec_text(draft: Draft) -> str:
    """The whole file."""
    lines: list[str] = []
    for name, stack in draft.stacks.items():
        lines += [*_notes(draft, (name,), "  "), f"  {scalar(name)}:", *_entries(draft, (name,), stack), ""]
    return _HEADER + "\n".join(lines[:-1]) + "\n"


def _entries(draft: Draft, path: Path, value: Any) -> Iterator[str]:
    """The lines below a key whose value is a struct or a map."""
    indent = "  " * (len(path) + 1)
    for name, entry in _said(value):
        below = (*path, name)
        yield from _notes(draft, below, indent)
        if isinstance(entry, msgspec.Struct | Mapping):
            yield f"{indent}{scalar(name)}:"
            yield from _entries(draft, below, entry)
        elif isinstance(entry, list):
            yield f"{indent}{scalar(name)}:"
            yield from (f"{indent}  - {scalar(one)}" for one in entry)
        else:
            yield f"{indent}{scalar(name)}: {scalar(entry)}"


def _notes(draft: Draft, path: Path, indent: str) -> Iterator[str]:
    for text in draft.notes.get(path, ()):
        yield from comment(text, indent)


def _said(value: msgspec.Struct | Mapping[str, Any]) -> list[tuple[str, Any]]:
    """What has to be written. What a database is encrypted with always is: an adopted one must say it."""
    if not isinstance(value, msgspec.Struct):
        return list(value.items())
    is_always_said = isinstance(value, model.Encryption)
    return [
        (name, now)
        for name, default in _defaults(type(value))
        if (now := getattr(value, name)) != default
        or isinstance(now, model.Encryption)
        or (is_always_said and name == "key")
    ]


@cache
def _defaults(struct: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a struct with what they are where nothing is said."""
    return tuple(
        (field.name, field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory())
        for field in msgspec.structs.fields(struct)
    )
