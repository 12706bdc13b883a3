"""What was found as edits of the spec's files, each proven to mean that and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from generator.diagnostics import Diagnostic, Severity, laid_out
from generator.live.discover.codes import UNPROVEN
from generator.live.discover.discovery import Found
from generator.spec import model
from generator.spec.edits.edit import SetText
from generator.spec.edits.proven import edit_stack
from generator.spec.edits.scalar_text import scalar_text
from generator.spec.files import SpecText
from generator.spec.load import LoadedStack, Spec


@dataclass(frozen=True)
class FileChange:
    """A file of the spec, as bytes before and after."""

    filename: str
    old: bytes
    new: bytes


@dataclass(frozen=True)
class EditedSpec:
    """The spec with what was found in it. `written` is what could be put into it; `by_hand` says of the rest which
    lines it takes."""

    spec: Spec
    texts: tuple[SpecText, ...]
    changes: tuple[FileChange, ...]
    written: tuple[Found, ...]
    by_hand: tuple[Diagnostic, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def edit_spec(texts: Sequence[SpecText], spec: Spec, found: Iterable[Found]) -> EditedSpec:
    """All values in the files of their stacks. A stack in which that cannot be proven is left as it is."""
    of_stack: dict[str, list[Found]] = {}
    for one in found:
        of_stack.setdefault(one.loaded.name, []).append(one)
    edited = EditedSpec(spec, tuple(texts), (), (), ())
    for name, values in of_stack.items():
        edited = _with_stack(edited, name, values)
    before = {text.filename: text.data for text in texts}
    changes = tuple(
        FileChange(text.filename, before[text.filename], text.data)
        for text in edited.texts
        if text.data != before[text.filename]
    )
    return replace(edited, changes=changes)


def _with_stack(edited: EditedSpec, name: str, values: Sequence[Found]) -> EditedSpec:
    loaded = next(one for one in edited.spec.stacks if one.name == name)
    expected: model.Stack = loaded.stack
    for one in values:
        expected = _with_value(expected, one.path, one.value)
    edits = [SetText(("stacks", name, *one.path), one.value) for one in values]
    done = edit_stack(edited.texts, edited.spec, loaded, edits, expected)
    if done is None:
        return replace(edited, by_hand=(*edited.by_hand, _by_hand(loaded, values)))
    texts = tuple(replace(one, data=done.new) if one.filename == done.filename else one for one in edited.texts)
    written = (*edited.written, *values)
    return replace(edited, spec=done.spec, texts=texts, written=written, diagnostics=done.diagnostics)


def _with_value(below: Any, path: Sequence[str], value: str) -> Any:
    """A copy of a part of the stack, a struct or a section of objects by name, with the value at the path."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(below, Mapping):
        return {**below, step: _with_value(below[step], rest, value)}
    return msgspec.structs.replace(below, **{step: _with_value(getattr(below, step), rest, value)})


def _by_hand(loaded: LoadedStack, values: Sequence[Found]) -> Diagnostic:
    summary = f"What was found cannot be put into the stack {loaded.name} without changing something else"
    detail = laid_out(
        "The spec was edited and read again, and did not mean what it should. Put these values in by hand, over what "
        "stands there:",
        *_yaml(loaded, values),
    )
    return loaded.diagnostic(Severity.ERROR, UNPROVEN, summary, detail)


def _yaml(loaded: LoadedStack, values: Iterable[Found]) -> list[str]:
    """The values as a person puts them into the spec, from `stacks:` on."""
    tree: dict[str, Any] = {}
    for one in values:
        node = tree
        for step in ("stacks", loaded.name, *one.path[:-1]):
            node = node.setdefault(step, {})
        node[one.path[-1]] = one.value
    return _lines(tree, "  ")


def _lines(tree: Mapping[str, Any], indentation: str) -> list[str]:
    lines: list[str] = []
    for name, value in tree.items():
        if isinstance(value, str):
            lines.append(f"{indentation}{scalar_text(name)}: {scalar_text(value)}")
        else:
            lines += [f"{indentation}{scalar_text(name)}:", *_lines(value, indentation + "  ")]
    return lines
