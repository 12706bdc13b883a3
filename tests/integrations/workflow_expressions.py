"""What stands between `${{` and `}}`: as much of GitHub's expressions as our action uses.

https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_TOKEN = re.compile(r"\s*(\|\||&&|==|!=|[!()]|'(?:[^']|'')*'|[A-Za-z_][\w.-]*)")
_EXPRESSION = re.compile(r"\$\{\{(.*?)\}\}", re.S)


def filled_in(text: str, contexts: Mapping[str, Any], **functions: Callable[[], bool]) -> str:
    """The text with the value of each expression in its place."""
    return _EXPRESSION.sub(lambda match: _as_text(evaluated(match[1], contexts, **functions)), text)


def evaluated(expression: str, contexts: Mapping[str, Any], **functions: Callable[[], bool]) -> Any:
    """The value of an expression. A name that is not there is None, as in GitHub. Raises ValueError."""
    reader = _Reader(expression.strip(), contexts, functions)
    value = reader.either()
    if reader.tokens:
        raise ValueError(f"not understood: {expression!r}")
    return value


class _Reader:
    def __init__(self, text: str, contexts: Mapping[str, Any], functions: Mapping[str, Callable[[], bool]]) -> None:
        self.tokens = [match[1] for match in _TOKEN.finditer(text)]
        if "".join(self.tokens) != re.sub(r"\s+(?=(?:[^']*'[^']*')*[^']*$)", "", text):
            raise ValueError(f"not understood: {text!r}")
        self.contexts, self.functions = contexts, functions

    def _take(self, *wanted: str) -> str | None:
        return self.tokens.pop(0) if self.tokens and self.tokens[0] in wanted else None

    def either(self) -> Any:
        value = self.both()
        while self._take("||"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.compared()
        while self._take("&&"):
            other = self.compared()
            value = value and other
        return value

    def compared(self) -> Any:
        value = self.single()
        while operator := self._take("==", "!="):
            equal = _as_text(value) == _as_text(self.single())
            value = equal == (operator == "==")
        return value

    def single(self) -> Any:
        if self._take("!"):
            return not self.single()
        if self._take("("):
            value = self.either()
            assert self._take(")")
            return value
        token = self.tokens.pop(0)
        if token.startswith("'"):
            return token[1:-1].replace("''", "'")
        if self._take("("):
            assert self._take(")")
            return self.functions[token]()
        value = self.contexts
        for name in token.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        return value


def _as_text(value: Any) -> str:
    return (
        {None: "", True: "true", False: "false"}.get(value, str(value)) if not isinstance(value, Mapping) else "Object"
    )
