"""What libyaml says about text that is not YAML, in words that help."""

from __future__ import annotations

import yaml

from generator.spec.source import Source, Span

_CANNOT_START = "found character that cannot start any token"
_NO_MAPPING_HERE = "mapping values are not allowed in this context"
_SURROGATE_ESCAPE = "found invalid Unicode character escape code"


def explain_syntax_error(wrong: yaml.MarkedYAMLError, source: Source) -> tuple[str, Span]:
    """What is wrong, in whole sentences, and where."""
    mark = wrong.problem_mark or wrong.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    character = source.line(line + 1)[column : column + 1]
    return _explanation(wrong, character), Span(line, column, line, column + 1)


def _explanation(wrong: yaml.MarkedYAMLError, character: str) -> str:
    if character == "\t":
        return "YAML is indented with spaces; a tab cannot stand here. Replace it by two spaces."
    if wrong.problem == _CANNOT_START:
        return f"A text that begins with `{character}` must be in quotes."
    if wrong.problem == _SURROGATE_ESCAPE:
        return (
            "A character above U+FFFF is written as itself or as one escape, such as \\U0001F600, not as two. "
            "Python's json.dumps does so with ensure_ascii=False."
        )
    said = f"YAML's parser says: {_context(wrong)}{wrong.problem}."
    if wrong.problem == _NO_MAPPING_HERE:
        return f"{said} A text with a colon and a space in it must be in quotes; else check the indentation."
    return said


def _context(wrong: yaml.MarkedYAMLError) -> str:
    """Where what is broken begins: a quote that is not closed is noticed at the end of the file only."""
    if not wrong.context:
        return ""
    begins = f" that begins in line {wrong.context_mark.line + 1}" if wrong.context_mark else ""
    return f"{wrong.context}{begins}, "
