"""Specs for the rules' tests: Oracle's example, stage 3, with something changed.

What a test writes stands below the stack, or at the top of the file, and the example is merged under it as its
`defaults`. So a test says only what it is about, and the places in messages are those of its own lines.
"""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from generator.diagnostics import Diagnostic, in_reading_order
from generator.rules import check_rules
from generator.spec.files import SpecText
from generator.spec.load import parse_spec

EXAMPLES = Path(__file__).parents[3] / "examples"
_STACK = "  payments-prod:\n"
_EXAMPLE = (EXAMPLES / "quickstart" / "3-encrypt.yaml").read_text(encoding="utf-8").partition(_STACK)[2]
_WHERE_IT_IS = _EXAMPLE.partition("    keys:\n")[0]


def spec_text(changes: str = "", *, at_top: str = "") -> str:
    """A spec file whose only stack is the example with changes, from its fourth line on. With `stacks` of its own at
    the top, these: they have the example's account and tenancy, but not its objects, which cannot be in two stacks."""
    if at_top.startswith("stacks:"):
        return f"version: 1\n{at_top}defaults:\n{_WHERE_IT_IS}"
    changes = indent(dedent(changes).strip("\n"), "    ") or "    {}"
    return f"version: 1\nstacks:\n{_STACK}{changes}\n{at_top}defaults:\n{_EXAMPLE}"


def check_text(*texts: str) -> list[Diagnostic]:
    """What reading and the rules have to say about spec files, in reading order."""
    files = [
        SpecText(f"spec{number}.yaml" if number else "spec.yaml", text.encode()) for number, text in enumerate(texts)
    ]
    spec, diagnostics = parse_spec(files)
    return in_reading_order([*diagnostics, *check_rules(spec)])


def check(changes: str = "", *, at_top: str = "") -> list[Diagnostic]:
    """The same about the example with changes."""
    return check_text(spec_text(changes, at_top=at_top))


def messages(found: list[Diagnostic], code: str) -> list[str]:
    """The findings of one rule as people read them: place, what is wrong, what would be right."""
    lines = []
    for diagnostic in found:
        if diagnostic.code == code:
            assert diagnostic.range is not None
            start = diagnostic.range.start
            lines.append(f"{start.line}:{start.column}: {diagnostic.summary}. {diagnostic.detail}")
    return lines
