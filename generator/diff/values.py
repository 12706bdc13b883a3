"""Values as texts that are equal where Terraform sees no difference."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from generator.configuration.terraform import Expression, Value
from generator.verify.canonical_source import source

# Written as its canonical form already; by far the most common expression, and reading one takes a while.
_REFERENCE = re.compile(r"[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*")
_HEREDOC = re.compile(
    r"<<(?P<indented>-?)(?P<marker>[^\r\n]+)\r?\n(?P<body>(?:[^\n]*\n)*?)[ \t]*(?P=marker)\s*", re.DOTALL
)


def written(value: Value) -> str:
    """A value as HCL on one line, in its canonical form: two values are the same to Terraform if, and as far as the
    texts alone tell only if, this is the same."""
    return source(canonical(value))


def canonical(value: Value) -> Value:
    """The value with its expressions in canonical form, the literals among them as what they say, and one form for
    every number: 1.0 is 1."""
    if isinstance(value, Expression):
        return value if _REFERENCE.fullmatch(value.source) else _read(value.source)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        return tuple(map(canonical, value))
    if isinstance(value, Mapping):
        return {key: canonical(item) for key, item in value.items()}
    return value


@lru_cache(maxsize=4096)
def _read(text: str) -> Value:
    from generator.verify.hcl_reader import expression_value

    if (heredoc := _heredoc(text)) is not None:
        return heredoc
    try:
        value = expression_value(text)
    except ValueError:  # it was read with a fault, which has been reported with its place: it stays as it is written
        return Expression(text)
    return value if isinstance(value, Expression) else canonical(value)


def _heredoc(text: str) -> str | None:
    """What a heredoc without templates says, as text; None for anything else
    (https://developer.hashicorp.com/terraform/language/expressions/strings#heredoc-strings)."""
    found = _HEREDOC.fullmatch(text)
    if found is None or re.search(r"(?<!\$)\$\{|(?<!%)%\{", found["body"]):
        return None
    lines = found["body"].replace("\r\n", "\n").split("\n")[:-1]
    if found["indented"]:
        if not all(line.strip() for line in lines) or "\t" in found["body"]:
            return None  # hcl's rules for these are its own; as it is written it is equal to itself at least
        indentation = min((len(line) - len(line.lstrip(" ")) for line in lines), default=0)
        lines = [line[indentation:] for line in lines]
    body = "".join(f"{line}\n" for line in lines)
    return body.replace("$${", "${").replace("%%{", "%{")
