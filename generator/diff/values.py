"""Values as texts that are equal where Terraform sees no difference."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.configuration.terraform import Expression, Value
from generator.verify.canonical_source import source

_HEREDOC = re.compile(
    r"<<(?P<indented>-?)(?P<marker>[^\r\n]+)\r?\n(?P<body>(?:[^\n]*\n)*?)[ \t]*(?P=marker)\s*", re.DOTALL
)


def written(value: Value) -> str:
    """A value as HCL on one line, in its canonical form: two values are the same to Terraform if, and as far as the
    texts alone tell only if, this is the same."""
    return source(canonical(value))


def canonical(value: Value) -> Value:
    """A value that has been read from a file, as `hcl_reader` gives it with its expressions in canonical form: with a
    heredoc as what it says, and one form for every number: 1.0 is 1."""
    if isinstance(value, Expression):
        said = _heredoc(value.source) if value.source.startswith("<<") else None
        return value if said is None else said
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        return tuple(map(canonical, value))
    if isinstance(value, Mapping):
        return {key: canonical(item) for key, item in value.items()}
    return value


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
