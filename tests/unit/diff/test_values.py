"""What the comparison relies on: an expression that has been read is in canonical form, and reads as itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from generator.configuration.terraform import Block, Expression, Value
from generator.verify.hcl_reader import expression_value, read_file

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"

_ATOMS = st.sampled_from(
    [
        "1",
        "1.50",
        "-2",
        "true",
        "null",
        "a",
        "var.a",
        "x.y[0].z",
        'm["k"]',
        "r.*.id",
        "r[*].id",
        '"t"',
        '"a${ b }$${c}"',
    ]
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two = st.tuples(inner, inner)
    return st.one_of(
        inner.map(lambda one: f"( {one} )"),
        inner.map(lambda one: f"!{one}"),
        inner.map(lambda one: f'"<${{ {one} }}>"'),
        inner.map(lambda one: f"[ for x  in {one}: x if true ]"),
        inner.map(lambda one: f"{{for k , v in {one} : k => v...}}"),
        two.map(lambda both: f"{both[0]}  +{both[1]}"),
        two.map(lambda both: f"{both[0]}&&  {both[1]}"),
        two.map(lambda both: f"a?{both[0]} :{both[1]}"),
        two.map(lambda both: f"merge( {both[0]},{both[1]} ... )"),
        two.map(lambda both: f"[{both[0]} ,{both[1]},]"),
        two.map(lambda both: f"{{ b={both[0]}, (a) : {both[1]} }}"),
    )


def _expressions(value: Value) -> Iterator[Expression]:
    if isinstance(value, Expression):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _expressions(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _expressions(item)


def _of(block: Block) -> Iterator[Expression]:
    for value in block.arguments.values():
        yield from _expressions(value)
    for inner in block.blocks:
        yield from _of(inner)


@given(st.recursive(_ATOMS, _larger, max_leaves=8))
def test_what_has_been_read_reads_as_itself(text: str) -> None:
    reading = read_file(f"locals {{\n  value = {text}\n}}\n", "main.tf")

    for expression in _of(reading.blocks[0]) if not reading.diagnostics else ():
        assert expression_value(expression.source) == expression


def test_what_has_been_rendered_reads_as_itself() -> None:
    files = [path for form in ("*.tf", "*.tftest.hcl") for path in EXAMPLES.rglob(form)]
    blocks = [block for path in files for block in read_file(path.read_text("utf-8"), path.name).blocks]
    found = {expression.source for block in blocks for expression in _of(block)}

    assert len(found) > 100
    assert [one for one in sorted(found) if expression_value(one) != Expression(one)] == []
