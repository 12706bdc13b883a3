"""What can be written in more than one way, such as a word or a list, to the type of the model's field."""

from __future__ import annotations

from collections.abc import Sequence as Several
from typing import Any

from generator.diagnostics import did_you_mean
from generator.spec.collection_readers import ListReader, Reader, list_of_one
from generator.spec.findings import FAILED, Findings
from generator.spec.nodes import Node, Path, Scalar, kind
from generator.spec.scalar_readers import TextReader, WordReader


class EitherReader:
    """Reads a node in the first of several ways that fits."""

    def __init__(self, ways: Several[Reader]) -> None:
        self._ways = ways
        self.expected = " or ".join(way.expected for way in ways)

    def accepts(self, node: Node) -> bool:
        """True if one of the ways takes such a node."""
        return any(way.accepts(node) for way in self._ways)

    def value(self, node: Node) -> Any:
        """The value by the first way that finds nothing wrong in the node."""
        for way in self._ways:
            value = way.value(node)
            if value is not FAILED:
                return value
        return FAILED

    def read(self, node: Node, path: Path, findings: Findings) -> Any:
        """The value; `FAILED`, and a finding, if no way fits."""
        fitting = [way for way in self._ways if way.accepts(node)]
        if len(fitting) == 1 and not isinstance(node, Scalar):
            return fitting[0].read(node, path, findings)
        value = self.value(node)
        if value is not FAILED:
            return value
        for way in self._ways:
            if isinstance(way, TextReader) and isinstance(node, Scalar) and not node.is_null:
                return way.explain(node, path, findings)  # of the right kind, and it knows what is wrong with it
        if not isinstance(node, Scalar) or node.is_null:
            return findings.fail(path, "SPEC203", f"Expected {self.expected}, found {kind(node)}")
        shown = findings.shown(path, node.text)
        advice = self._advice(node)
        return findings.fail(path, "SPEC204", f"Expected {self.expected}, found {shown}", advice, at=node)

    def _advice(self, node: Scalar) -> str:
        if not node.plain and self.value(Scalar(node.source, node.start, node.end, node.text, True)) is not FAILED:
            return "Remove the quotes."
        sentences = [did_you_mean(node.text, way.texts) for way in self._ways if isinstance(way, WordReader)]
        if any(isinstance(way, ListReader) for way in self._ways):
            sentences.append(list_of_one(node))
        return " ".join(filter(None, sentences))
