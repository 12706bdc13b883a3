"""Scalars to the types of the model's fields: text, whole numbers, truth values, words of a list."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

from generator.diagnostics import did_you_mean
from generator.spec.findings import FAILED, Findings
from generator.spec.nodes import NULL, Mapping, Node, Path, Scalar, kind, quoted

_WHOLE_NUMBER = re.compile(r"[-+]?[0-9]{1,18}")
# YAML 1.2's core schema; 1.1's `yes`, `no`, `on` and `off` are text.
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


class ScalarReader(ABC):
    """Reads one kind of scalar. `expected` says in words what it takes: "a whole number from 7 to 30"."""

    expected: str

    def accepts(self, node: Node) -> bool:
        """True for a node of the right kind, which need not be of the right type."""
        return isinstance(node, Scalar)

    def value(self, node: Node) -> Any:
        """The value that a node stands for; `FAILED` if it is none."""
        if type(node) is not Scalar or (node.plain and node.text in NULL):
            return FAILED
        return self.scalar_value(node)

    def read(self, node: Node, path: Path, findings: Findings) -> Any:
        """The same, with a finding if it is none."""
        if isinstance(node, Scalar) and not node.is_null:
            value = self.scalar_value(node)
            return self.explain(node, path, findings) if value is FAILED else value
        detail = ""
        if isinstance(node, Mapping) and len(node.entries) == 1:
            detail = "A colon with a space behind it makes a map; put a text that has one in quotes."
        return findings.fail(path, "SPEC203", f"Expected {self.expected}, found {kind(node)}", detail)

    @abstractmethod
    def scalar_value(self, node: Scalar) -> Any:
        """The same for what is one value, and not null."""

    def explain(self, node: Scalar, path: Path, findings: Findings) -> Any:
        """Says what is wrong with such a value; gives what stands for it all the same, `FAILED` if nothing does."""
        return self._unfit(node, path, findings)

    def _unfit(self, node: Scalar, path: Path, findings: Findings) -> Any:
        shown = findings.shown(path, node.text)
        detail = "" if node.plain else "Remove the quotes."
        return findings.fail(path, "SPEC204", f"Expected {self.expected}, found {shown}", detail, at=node)


class TextReader(ScalarReader):
    """Any text, or one that fits a pattern entirely and has so many characters."""

    def __init__(self, pattern: str | None, shortest: int | None, longest: int | None, expected: str | None) -> None:
        self.expected = expected or "text"
        self._fits = re.compile(pattern.removeprefix("^").removesuffix("$")).fullmatch if pattern else None
        self._shortest = shortest or 0
        self._longest = longest
        self._is_bounded = bool(shortest) or longest is not None

    def scalar_value(self, node: Scalar) -> Any:
        """The text."""
        text = node.text
        is_right = self._fits is None or self._fits(text)
        return text if is_right and (not self._is_bounded or self._wrong_length(text) is None) else FAILED

    def explain(self, node: Scalar, path: Path, findings: Findings) -> Any:
        """The text also if it does not fit, so that it can be quoted in further findings."""
        if self._fits and not self._fits(node.text):
            shown = findings.shown(path, node.text)
            findings.fail(path, "SPEC207", f"{shown} is not {self.expected}", at=node)
        elif problem := self._wrong_length(node.text):
            detail = "" if node.text else "Write what is meant, or remove it."
            findings.fail(path, "SPEC207", problem, detail, at=node)
        return node.text

    def _wrong_length(self, text: str) -> str | None:
        if not text and self._shortest:
            return "This text may not be empty"
        if len(text) < self._shortest:
            return f"Expected at least {self._shortest} characters, found {len(text)}"
        if self._longest is not None and len(text) > self._longest:
            return f"Expected at most {self._longest} characters, found {len(text)}"
        return None


class WholeNumberReader(ScalarReader):
    """A whole number in decimal, not quoted. A leading zero means nothing: `010` is ten."""

    def __init__(self, least: int | None, most: int | None) -> None:
        self._least = least
        self._most = most
        self.expected = "a whole number"
        if least is not None:
            self.expected += f" from {least} to {most}" if most is not None else f" of at least {least}"
        elif most is not None:
            self.expected += f" of at most {most}"

    def scalar_value(self, node: Scalar) -> Any:
        """The number."""
        if node.plain and _WHOLE_NUMBER.fullmatch(node.text):
            number = int(node.text)
            if (self._least is None or number >= self._least) and (self._most is None or number <= self._most):
                return number
        return FAILED


class TruthReader(ScalarReader):
    """`true` or `false`, not quoted."""

    expected = "true or false"

    def scalar_value(self, node: Scalar) -> Any:
        """The truth value."""
        return _TRUTH.get(node.text, FAILED) if node.plain else FAILED


class WordReader(ScalarReader):
    """One of a list of words; numbers and truth values among them must not be quoted."""

    def __init__(self, words: Sequence[str | int | bool | None]) -> None:
        self._words = words
        self.texts = [word for word in words if isinstance(word, str)]
        self._written = [str(word).lower() if isinstance(word, bool) else str(word) for word in words]
        self.expected = " or ".join(
            quoted(word) if isinstance(word, str) else written
            for word, written in zip(words, self._written, strict=True)
        )

    def scalar_value(self, node: Scalar) -> Any:
        """The word, number or truth value."""
        if node.text in self.texts:
            return node.text
        for word in self._words:
            if self._is(node, word):
                return word
        return FAILED

    def explain(self, node: Scalar, path: Path, findings: Findings) -> Any:
        """Names the word that is probably meant."""
        if not node.plain and node.text in self._written:
            return self._unfit(node, path, findings)
        detail = did_you_mean(node.text, self._written)
        return findings.fail(path, "SPEC206", f"{findings.shown(path, node.text)} is not known here", detail, at=node)

    def _is(self, node: Scalar, word: str | int | bool | None) -> bool:
        if isinstance(word, str):
            return node.text == word
        if isinstance(word, bool):
            return node.plain and _TRUTH.get(node.text) is word
        return node.plain and node.text == str(word)
