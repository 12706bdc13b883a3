"""Whatever a spec looks like: a change of a key changes that, and no other line."""

from __future__ import annotations

import difflib
import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.key_changes.change import KeyChange, edit_spec
from generator.key_changes.revert import revert_key
from generator.key_changes.rotate import rotate_key
from generator.key_changes.switch import switch_key
from generator.report import report
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.spec.generated_texts import GeneratedText, spec_texts

# The lines that a change of the key of `orders` can touch: its own, a policy's list, and one that shares with it.
MAY_CHANGE = re.compile(r"encryption|key|role|keys:|\*|>-|^\s*A\s*$|^\s*-")


def changed(kind: str, spec: Spec) -> KeyChange | Diagnostic:
    match kind:
        case "switch":
            return switch_key(spec, "prod/orders", "B")
        case "rotate":
            return rotate_key(spec, "prod/orders")
        case _:
            return revert_key(spec, "prod/orders")


@given(spec_texts(), st.sampled_from(["switch", "rotate", "revert"]))
def test_nothing_but_the_intended_lines_change(text: GeneratedText, kind: str) -> None:
    texts = [SpecText("spec.yaml", text.data)]
    spec, diagnostics = parse_spec(texts)
    assert diagnostics == [], report(diagnostics, "text") + text.data.decode()
    change = changed(kind, spec)
    if not text.has_key and kind != "switch":
        assert isinstance(change, Diagnostic)
        return
    assert isinstance(change, KeyChange)

    edited = edit_spec(texts, spec, change)

    assert not isinstance(edited, Diagnostic), text.data.decode()
    before, after = (data.decode().splitlines(keepends=True) for data in (text.data, edited.new))
    gone = [line for line in difflib.ndiff(before, after) if line.startswith("- ")]
    assert len(gone) <= 6
    for line in gone:
        # The last line gets a line break when something is put behind it.
        assert MAY_CHANGE.search(line[2:]) or line[2:] + "\n" in after or line[2:] + "\r\n" in after, line
    assert re.findall("#[^\r\n]*", text.data.decode()) == re.findall("#[^\r\n]*", edited.new.decode())
    assert edited.new.count(b"\n") - edited.new.count(b"\r\n") in (0, edited.new.count(b"\n"))
    assert edited.new.startswith(b"\xef\xbb\xbf") == text.data.startswith(b"\xef\xbb\xbf")
    assert edited.new.endswith(b"\n") == text.data.endswith(b"\n")
    as_intended(kind, spec, edited.spec)


def as_intended(kind: str, before: Spec, after: Spec) -> None:
    """The spec that was read again is the old one with this change: said here once more, in other words."""
    old, new = (msgspec.to_builtins(one.stacks[0].stack) for one in (before, after))
    added = new["keys"].keys() - old["keys"].keys()
    selected = {"switch": "B", "rotate": next(iter(added), ""), "revert": "oracle-managed"}[kind]
    assert len(added) == (kind == "rotate")
    for name in added:
        assert new["keys"].pop(name) == {**old["keys"]["A"], "alias": None}
    old["databases"]["orders"]["encryption"]["key"] = selected
    if kind != "revert":
        old["databases"]["orders"]["encryption"]["role"] = "R"
        allowed = old["policies"]["P"]["keys"]
        if allowed != "all":
            allowed += [selected]
    assert new == old
