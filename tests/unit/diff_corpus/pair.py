"""A pair of trees, as a file of `pairs/` describes it, and the difference that is found between them.

A file says what the pair is `about` and how its two sides come out of `base.yaml`:

- `both`, `old`, `new`: fragments of the stack; maps merge, `null` takes a key away, all else replaces;
- `spec`: the same by `both`, `old` and `new` for the whole spec;
- `edits`: by `both`, `old` and `new` what somebody wrote by hand into the rendered tree: `file`, and `replace` and
  `by`, or `append`, or `delete: true`.

The new side is rendered as if over the old one.

What must be found stands below `expected`. `python -m tests.unit.diff_corpus.write FILE…` puts there what is found, for
review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.configuration.succession import stack_facts
from generator.diagnostics import Diagnostic
from generator.diff.changes import Difference, FolderChange, Meaning, ObjectChange, StatementChange
from generator.diff.difference import difference
from generator.diff.side import Side
from generator.generate import configure_spec
from generator.render.tree import render_tree
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec

HERE = Path(__file__).resolve().parent
PAIRS = tuple(sorted((HERE / "pairs").rglob("*.yaml")))
STACK = "shop-prod"
Tree = dict[str, Any]


@dataclass(frozen=True)
class Pair:
    """One file of the corpus."""

    path: Path
    given: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Its path below `pairs`, for messages."""
        return self.path.relative_to(HERE / "pairs").with_suffix("").as_posix()

    @property
    def expected(self) -> Any:
        """What must be found."""
        return self.given.get("expected")

    def spec(self, side: str) -> Tree:
        """The spec of a side, `old` or `new`, as a tree."""
        of_spec = self.given.get("spec", {})
        tree: Tree = yaml.safe_load((HERE / "base.yaml").read_text("utf-8"))
        for one in ("both", side):
            tree = merged(tree, of_spec.get(one, {}))
            tree = merged(tree, {"stacks": {STACK: self.given[one]}} if one in self.given else {})
        return tree

    def found(self) -> tuple[Difference, list[Diagnostic]]:
        """What the comparison finds."""
        old, before = self._side("old", {})
        new, _ = self._side("new", before)
        return difference(old, new)

    def _side(self, side: str, before: Mapping[str, object]) -> tuple[Side, dict[str, Any]]:
        spec, found = _parsed(yaml.safe_dump(self.spec(side), sort_keys=False))
        roots, diagnostics = configure_spec(spec, found, before)
        assert roots or not self.spec(side)["stacks"], [
            f"{one.code} {one.summary}: {one.detail}" for one in diagnostics
        ]
        texts, faults = render_tree(roots)
        assert not faults
        for edit in [one for when in ("both", side) for one in self.given.get("edits", {}).get(when, ())]:
            _edit(texts, edit)
        return Side(texts), stack_facts(spec, roots)


def merged(under: Any, over: Any) -> Any:
    """Maps merge, `null` takes a key away, all else replaces."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    result = {key: merged(value, over[key]) if key in over else value for key, value in under.items()}
    result |= {key: value for key, value in over.items() if key not in under}
    return {key: value for key, value in result.items() if value is not None}


def _edit(texts: dict[str, str], edit: Mapping[str, Any]) -> None:
    path = edit["file"]
    if edit.get("delete"):
        del texts[path]
    elif "append" in edit:
        texts[path] = texts.get(path, "") + "\n" + edit["append"]
    else:
        assert texts[path].count(edit["replace"]) >= 1, f"{path} does not have {edit['replace']!r}"
        texts[path] = texts[path].replace(edit["replace"], edit["by"])


@cache
def _parsed(text: str) -> tuple[Spec, list[Diagnostic]]:
    spec, found = parse_spec((SpecText("spec.yaml", text.encode()),))
    return spec, list(found)


def read_pair(path: Path) -> Pair:
    """The pair that a file describes."""
    return Pair(path, yaml.safe_load(path.read_text("utf-8")))


def as_expected(found: tuple[Difference, list[Diagnostic]]) -> Tree:
    """What was found in the form of `expected`: all that a reviewer is told."""
    result, diagnostics = found
    told: Tree = {"exit": 2 if result.folders else 0, "risk": str(result.risk)}
    if diagnostics:
        told["diagnostics"] = [one.code for one in diagnostics]
    for folder in result.folders:
        name = folder.path if folder.action == "changed" else f"{folder.path} ({folder.action})"
        told[name] = _module(folder.objects) if _is_whole_module(folder) else [*_objects(folder.objects)]
    return told


def _is_whole_module(folder: FolderChange) -> bool:
    return not folder.is_stack and folder.action != "changed"


def _module(objects: Sequence[ObjectChange]) -> list[str]:
    """Of a module that comes or goes as a whole all objects mean the same."""
    return list(dict.fromkeys(_means(meaning) for one in objects for meaning in one.meanings))


def _objects(objects: Sequence[ObjectChange]) -> Iterator[Tree | str]:
    """What means nothing to the clouds, which are the parts of tests, on a line each."""
    for one in objects:
        yield _object(one) if one.meanings else f"{one.action} {one.address}"


def _object(change: ObjectChange) -> Tree:
    told: Tree = {f"{change.action}": change.address}
    if change.previous_address:
        told["was"] = change.previous_address
    if change.action not in ("added", "removed"):
        told["arguments"] = [one.path for one in change.arguments]
    if change.statements:
        told["statements"] = [_statement(one) for one in change.statements]
    return told | {"means": [_means(one) for one in change.meanings]}


def _means(meaning: Meaning) -> str:
    return f"{meaning.risk}: {meaning.sentence}"


def _statement(change: StatementChange) -> str:
    """`IAM policy: Allow kms:Decrypt on module.key_A.arn`, with its change before it."""
    text = change.new or change.old
    assert text is not None
    on = f" on {', '.join(text.resources)}" if text.resources else ""
    by = f" by {', '.join(text.principals)}" if text.principals else ""
    under = f" if {', '.join(text.conditions)}" if text.conditions else ""
    return f"{change.action} {change.document}: {text.effect} {', '.join(text.actions)}{on}{by}{under}"
