"""An edit is taken only if the spec means exactly what it is to mean afterwards."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.diagnostics import Diagnostic, has_errors
from generator.spec import model
from generator.spec.edits.edit import Edit, edited
from generator.spec.edits.written import NotEditable
from generator.spec.files import SpecText
from generator.spec.load import LoadedStack, Spec, parse_spec


@dataclass(frozen=True)
class EditedFile:
    """The one file that was edited, as bytes before and after, and the whole spec with it as it is read again."""

    filename: str
    old: bytes
    new: bytes
    spec: Spec
    diagnostics: tuple[Diagnostic, ...]


def edit_stack(
    texts: Sequence[SpecText], spec: Spec, stack: LoadedStack, edits: Sequence[Edit], expected: model.Stack
) -> EditedFile | None:
    """The file that holds a stack with the edits in it; None if the stack would then not be the expected one, or
    anything else of the spec another than before.

    `spec` is what the texts mean. The paths of the edits lead from the root of the file on.
    """
    source = stack.name_node.source
    try:
        text = edited(source.text, edits)
    except NotEditable:
        return None
    new = (codecs.BOM_UTF8 if source.has_byte_order_mark else b"") + text.encode()
    old = next(one.data for one in texts if one.filename == source.filename)
    read_again, diagnostics = parse_spec(
        [replace(one, data=new) if one.filename == source.filename else one for one in texts]
    )
    if has_errors(diagnostics) or _meaning(read_again) != _meaning(spec, stack.name, expected):
        return None
    return EditedFile(source.filename, old, new, read_again, tuple(diagnostics))


def _meaning(spec: Spec, name: str = "", instead: model.Stack | None = None) -> list[tuple[object, ...]]:
    return [
        (one.name, one.module_source, instead if instead is not None and one.name == name else one.stack)
        for one in spec.stacks
    ]
