"""Whatever a spec looks like: a change of a key changes that, and no other line. The generator of the texts says which
lines change, and into what."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import Diagnostic
from generator.key_changes.change import KeyChange, edit_spec
from generator.key_changes.revert import revert_key
from generator.key_changes.rotate import rotate_key
from generator.key_changes.switch import switch_key
from generator.report import report
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.spec.generated_texts import NEW_KEYS, GeneratedText, spec_texts


def changed(kind: str, spec: Spec) -> KeyChange | Diagnostic:
    match kind:
        case "switch":
            return switch_key(spec, "prod/orders", "B")
        case "rotate":
            return rotate_key(spec, "prod/orders")
        case _:
            return revert_key(spec, "prod/orders")


@pytest.mark.parametrize(("kind", "has_key"), [("switch", True), ("switch", False), ("rotate", True), ("revert", True)])
@settings(max_examples=150)  # there are 9 ways to write keys, 10 for policies, 29 for databases
@given(data=st.data())
def test_the_intended_lines_change_as_they_should_and_no_other(kind: str, has_key: bool, data: st.DataObject) -> None:
    text = data.draw(spec_texts(has_key=has_key))
    texts, spec = read(text)
    change = changed(kind, spec)
    assert isinstance(change, KeyChange)

    edited = edit_spec(texts, spec, change)

    assert not isinstance(edited, Diagnostic), text.data.decode()
    assert edited.new.decode() == text.edited[kind].decode()
    as_intended(kind, spec, edited.spec)


@pytest.mark.parametrize("kind", ["rotate", "revert"])
@given(text=spec_texts(has_key=False))
def test_there_is_no_key_to_rotate_or_to_leave_however_that_is_written(kind: str, text: GeneratedText) -> None:
    _, spec = read(text)

    assert isinstance(changed(kind, spec), Diagnostic)


def read(text: GeneratedText) -> tuple[list[SpecText], Spec]:
    """The file, which has nothing wrong with it, and what it means."""
    texts = [SpecText("spec.yaml", text.data)]
    spec, diagnostics = parse_spec(texts)
    assert diagnostics == [], report(diagnostics, "text") + text.data.decode()
    return texts, spec


def as_intended(kind: str, before: Spec, after: Spec) -> None:
    """The spec that was read again is the old one with this change: said here once more, in other words."""
    old, new = ({one.name: msgspec.to_builtins(one.stack) for one in spec.stacks} for spec in (before, after))
    stack = old["prod"]
    if kind == "rotate":
        stack["keys"][NEW_KEYS[kind]] = {**stack["keys"]["A"], "alias": None}
    stack["databases"]["orders"]["encryption"]["key"] = NEW_KEYS[kind]
    if kind != "revert":
        stack["databases"]["orders"]["encryption"]["role"] = "R"
        if stack["policies"]["P"]["keys"] != "all":
            stack["policies"]["P"]["keys"] += [NEW_KEYS[kind]]
    assert new == old
