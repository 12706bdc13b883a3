"""What holds for every stack of a file or folder unless the stack says otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostic, Severity
from generator.spec import model
from generator.spec.decode import reader_of
from generator.spec.findings import Findings
from generator.spec.nodes import Entry, Mapping, Node, Sequence, is_null

MAX_DEFAULTED_NODES = 2_000_000

ModuleSource = str | model.ModuleSource


@dataclass(frozen=True)
class Defaults:
    """`values` are merged under every stack. `are_known` is False where they could not be read: nobody can say then
    what a stack lacks."""

    values: Node | None = None
    module_source: ModuleSource | None = None
    are_known: bool = True

    def under(self, head: model.SpecFile, values: Node | None) -> Defaults:
        """These, with those of a file over them."""
        are_known = self.are_known and (values is None or isinstance(values, Mapping) or is_null(values))
        return Defaults(merge(self.values, values), head.module_source or self.module_source, are_known)

    def diagnostics(self) -> list[Diagnostic]:
        """What is wrong in them, used or not. They need not be complete."""
        if not isinstance(self.values, Mapping):
            return []
        findings = Findings(self.values, is_complete=False)
        reader_of(model.Stack).read(self.values, (), findings)
        return findings.diagnostics

    def expanded(self, stacks: int) -> int:
        """How many values they stand for at most, keys included, when they are merged under so many stacks."""
        return stacks * _size(self.values) if stacks and self.values else 0

    def too_much(self) -> Diagnostic:
        """The finding that they, the last of the spec's, stand for more than `MAX_DEFAULTED_NODES`."""
        assert self.values is not None
        return self.values.source.diagnostic(
            Severity.ERROR,
            "SPEC212",
            "The defaults of this spec expand to too much",
            f"Merged under all stacks, they would stand for more than {MAX_DEFAULTED_NODES:,} values. Keep in "
            "`defaults` what every stack has, and write the rest into the stacks that it is for.",
            self.values.span,
        )


def _size(node: Node) -> int:
    if isinstance(node, Mapping):
        return 1 + sum(1 + _size(entry.value) for entry in node.entries.values())
    return 1 + (sum(map(_size, node.items)) if isinstance(node, Sequence) else 0)


def merge(below: Node | None, above: Node | None) -> Node | None:
    """Maps merge, lists and scalars replace, null takes away what is below it.

    The nodes keep their places, so that a finding points to the file that it is from.
    """
    if below is None or above is None:
        return below if above is None else above
    if not isinstance(below, Mapping) or not isinstance(above, Mapping):
        return above
    entries = dict(below.entries)
    for name, entry in above.entries.items():
        under = below.entries.get(name)
        if under is None:
            entries[name] = entry
        elif is_null(entry.value):
            del entries[name]
        else:
            merged = merge(under.value, entry.value)
            assert merged is not None
            entries[name] = Entry(entry.key, merged)
    return Mapping(above.source, above.start, above.end, entries)
