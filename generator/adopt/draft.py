"""What is to be written: stacks of the model, comments at their places, and what there is to say about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.adopt.codes import NOT_TAKEN_OVER
from generator.diagnostics import Diagnostic, Severity
from generator.spec import model

Path = tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """`notes` are comment lines by the path from `stacks` on, such as ("adopted", "keys", "ADBS_Key1"); `taken_over`
    are the ARNs of the objects that are adopted, by their path."""

    stacks: Mapping[str, model.Stack]
    notes: Mapping[Path, tuple[str, ...]]
    taken_over: Mapping[Path, str]
    diagnostics: tuple[Diagnostic, ...]


@dataclass
class Remarks:
    """What is said about one stack while it is drafted. `policies` are the ARNs of those that it has, and of those of
    which it is said why not."""

    stack: str
    notes: dict[Path, tuple[str, ...]] = field(default_factory=dict)
    taken_over: dict[Path, str] = field(default_factory=dict)
    policies: set[str] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def note(self, text: str, *path: str) -> None:
        """A comment above what stands at the path below the stack."""
        where = (self.stack, *path)
        self.notes[where] = (*self.notes.get(where, ()), text)

    def warn(self, code: str, summary: str, detail: str, address: str = "") -> None:
        """A warning about an object, with its address where it has one."""
        self.diagnostics.append(Diagnostic(Severity.WARNING, code, summary, detail, address=address or None))

    def not_taken_over(self, what: str, reason: str, address: str, *path: str) -> None:
        """Why an object stays what it is: as a comment and as a warning."""
        self.note(f"Not taken over: {reason}.", *path)
        sentence = reason[:1].upper() + reason[1:]
        summary = f"The {what} {path[-1]} is referred to by its ARN, not taken over"
        self.warn(NOT_TAKEN_OVER, summary, f"{sentence}.", address)
