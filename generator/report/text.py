"""Diagnostics for people, laid out as Terraform lays out its own."""

from __future__ import annotations

from collections.abc import Sequence

from generator.diagnostics import Diagnostic, Severity, SourceRange
from generator.report.excerpt import excerpt
from generator.report.visible import visible
from generator.report.wrap import wrapped

_INDENT = "  "
_LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning"}
_COLORS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}  # red and yellow, as in Terraform
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def text(diagnostics: Sequence[Diagnostic], *, color: bool, width: int, count: bool) -> str:
    """A block for each: what is wrong, where, the source line with carets, and in sentences what to do."""
    blocks = ["\n".join(_block(diagnostic, color, width)) for diagnostic in diagnostics]
    if count:
        blocks.append(f"{counted(diagnostics)}.")
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def counted(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are: "2 errors, 1 warning"."""
    counts = [(severity, sum(one.severity is severity for one in diagnostics)) for severity in Severity]
    words = [f"{number} {severity}{'s' * (number != 1)}" for severity, number in counts if number]
    return ", ".join(words) or "No errors"


def place(range: SourceRange) -> str:
    """A file and position as editors and terminals link them: `spec.yaml:5:9`."""
    return f"{visible(range.filename)}:{range.start.line}:{range.start.column}"


def source_lines(diagnostic: Diagnostic, width: int) -> tuple[str, str] | None:
    """The source line with its number, and the carets under it, in `width` columns; None without a snippet."""
    if diagnostic.snippet is None:
        return None
    number = f"{diagnostic.snippet.start_line:>4}"
    margin = " " * len(number)
    shown = excerpt(diagnostic.snippet, width - len(f"{number} | "))
    return f"{number} | {shown.line}".rstrip(), f"{margin} | {shown.caret_line}"


def _block(diagnostic: Diagnostic, color: bool, width: int) -> list[str]:
    paint = _COLORS[diagnostic.severity] if color else ""
    bold, plain = (_BOLD, _PLAIN) if color else ("", "")
    label = f"{bold}{paint}{_LABELS[diagnostic.severity]}:{plain}"
    lines = [f"{label} {bold}{visible(diagnostic.summary)}{plain} ({visible(diagnostic.code)})"]
    inside = width - len(_INDENT)
    if where := _where(diagnostic):
        lines += ["", f"{_INDENT}{where}"]
    if found := source_lines(diagnostic, inside):
        code, carets = found
        lines += [f"{_INDENT}{code}", f"{_INDENT}{paint}{carets}{plain}"]
    if detail := wrapped(diagnostic.detail, inside):
        lines += ["", *(f"{_INDENT}{line}".rstrip() for line in detail)]
    return lines


def _where(diagnostic: Diagnostic) -> str:
    parts = [f"on {place(diagnostic.range)}"] if diagnostic.range else []
    context = diagnostic.snippet.context if diagnostic.snippet else None
    if context:
        parts.append(f"in {visible(context)}")
    if diagnostic.address and diagnostic.address != context:
        parts.append(f"with {visible(diagnostic.address)}")
    return ", ".join(parts) + ":" * bool(diagnostic.snippet and parts)
