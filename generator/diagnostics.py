"""What adbkms has to say about its input: values, not exceptions.

The records follow Terraform's own diagnostics, so that the JSON that the command line prints has the shape of
`terraform validate -json` (https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

MOST_ERRORS = 10_000
"""So many are looked for. Every one takes a kilobyte or more, and a spec can have millions of them."""
MORE_ERRORS = "SPEC213"

_MOST_NAMES = 12  # in a message; more than that nobody reads


class LaidOut(str):
    """Text whose line breaks are meant: a diff, a list, what another program has said. In any other text they are part
    of somebody's value, and shown as escapes; adding something to this one makes it such a text again."""

    __slots__ = ()


def laid_out(*lines: str) -> LaidOut:
    """The lines one below the other, whatever values stand in them."""
    return LaidOut("\n".join(line.replace("\r", "\\r").replace("\n", "\\n") for line in lines))


class Severity(StrEnum):
    """How bad it is: an error stops the run, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text file. `line` and `column` count from 1, in characters; `byte` counts from 0, in UTF-8."""

    line: int
    column: int
    byte: int


@dataclass(frozen=True, slots=True)
class SourceRange:
    """A stretch of a file, from `start` up to but not including `end`."""

    filename: str
    start: Position
    end: Position


@dataclass(frozen=True, slots=True)
class Snippet:
    """The source line that a diagnostic is about.

    `code` is the line without its line break; the two offsets are characters into `code`, and what lies between
    them is what the caret points at. `context` says in words where in the document that is.
    """

    code: str
    start_line: int
    highlight_start_offset: int
    highlight_end_offset: int
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: `summary` says tersely what is wrong, `detail` in whole sentences what would be right and how to
    get there; if it has more than one line it is `LaidOut`. `code` names the rule; `adbkms explain CODE` tells more.
    `address` is a Terraform resource address."""

    severity: Severity
    code: str
    summary: str
    detail: str = ""
    range: SourceRange | None = None
    snippet: Snippet | None = None
    address: str | None = None


def error(code: str, summary: str, detail: str = "", *, range: SourceRange | None = None) -> Diagnostic:
    """A `Diagnostic` that stops the run."""
    return Diagnostic(Severity.ERROR, code, summary, detail, range)


def warning(code: str, summary: str, detail: str = "", *, range: SourceRange | None = None) -> Diagnostic:
    """A `Diagnostic` that does not stop the run."""
    return Diagnostic(Severity.WARNING, code, summary, detail, range)


class Found:
    """Findings, once each, in the order in which they are found. With the first error beyond `MOST_ERRORS` it is full,
    says so in a last finding, and takes no more. Whoever looks for them can stop then."""

    def __init__(self) -> None:
        self._findings: dict[Diagnostic, None] = {}
        self._errors = 0

    def is_full(self) -> bool:
        """True if there were more errors than are taken."""
        return self._errors > MOST_ERRORS

    def add(self, findings: Iterable[Diagnostic]) -> None:
        """Takes findings as long as it is not full; no more of them are asked for than that."""
        if self.is_full():
            return
        for one in findings:
            if one in self._findings:
                continue
            self._errors += one.severity is Severity.ERROR
            if self.is_full():
                self._findings[_more_errors()] = None
                return
            self._findings[one] = None

    def all(self) -> list[Diagnostic]:
        """Everything that was taken."""
        return list(self._findings)


def _more_errors() -> Diagnostic:
    return error(
        MORE_ERRORS,
        f"There are more than {MOST_ERRORS:,} errors",
        f"These are the first {MOST_ERRORS:,}; nobody has looked for more. Often they have one mistake in common: mend "
        "it, and run again.",
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """True if any of them is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same findings once each, by file, place and code; those without a place come first."""

    def key(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
        place = diagnostic.range
        where = (place.filename, place.start.line, place.start.column) if place else ("", 0, 0)
        return (*where, diagnostic.code, diagnostic.summary)

    return sorted(dict.fromkeys(diagnostics), key=key)


# Comparing words takes a time that grows with both their number and their length; a spec can have very many.
_MOST_COMPARED = 500
_LONGEST_COMPARED = 100


def nearest(given: str, known: Sequence[str]) -> str | None:
    """The one of the `known` words that is probably meant, if there is one; upper and lower case do not count."""
    if len(known) > _MOST_COMPARED or len(given) > _LONGEST_COMPARED:
        return None
    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(given.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def did_you_mean(given: str, known: Sequence[str]) -> str:
    """A sentence that names the nearest of the `known` words, or what is known when none is near, twelve of them at
    most; "" for none."""
    if not known:
        return ""
    if near := nearest(given, known):
        return f'Did you mean "{near}"?'
    named = sorted(known)
    if len(named) > _MOST_NAMES:
        return f"Expected one of: {', '.join(named[:_MOST_NAMES])}, …"
    return f"Expected one of: {', '.join(named)}."
