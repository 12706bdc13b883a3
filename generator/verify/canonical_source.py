"""The one way in which values are written as HCL to be compared and shown: whatever the layout, the same
text.

As `terraform fmt` would write it on one line: single spaces around operators, after commas and inside braces;
none inside brackets and around dots. String literals are quoted in one way, object keys always, and the
entries of an object that has plain keys only are sorted, since Terraform's objects have no order.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.configuration.terraform import Expression, Value
from generator.verify import hcl_strings


def source(value: Value) -> str:
    """The canonical source of a value. What an `Expression` holds must be canonical already."""
    if isinstance(value, Expression):
        return value.source
    if isinstance(value, str):
        return hcl_strings.quote(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(source, value))}]"
    return entries(f"{hcl_strings.quote(key)} = {source(value[key])}" for key in sorted(value))


def entries(written: Iterable[str]) -> str:
    """The canonical source of an object, from its `key = value` in order."""
    inside = ", ".join(written)
    return f"{{ {inside} }}" if inside else "{}"


def spaced(words: Iterable[str]) -> str:
    """The words of a `for` expression, with single spaces but where there are none by custom."""
    written = " ".join(words).replace("[ for ", "[for ", 1).replace(" , ", ", ", 1)
    return f"{written.removesuffix(' ]')}]" if written.endswith(" ]") else written
