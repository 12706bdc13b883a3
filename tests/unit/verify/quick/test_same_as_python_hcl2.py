"""What is read line by line is what python-hcl2 reads: in every rendered tree, in made-up configurations, in files with
changes planted into them. And a fault planted into the reader itself does not stay hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.configuration.literals import literal
from generator.configuration.terraform import Block, Expression, Value
from generator.render.layout import lay_out
from generator.verify import parse_back
from generator.verify.hcl_reader import expression_value, read
from generator.verify.parse_back import verify_file
from generator.verify.quick import shapes, values
from generator.verify.quick.reader import read_quickly
from generator.verify.quick.subset import NotInSubset
from tests.fuzz.parse_back import Disagreement, look
from tests.unit.verify.quick.forgetting import forget_all, new_process  # noqa: F401

ROOT = Path(__file__).parents[4]
STACKS = [path for path in ROOT.glob("examples/*/rendered/*/stacks/**/*") if path.suffix in (".tf", ".hcl")]
OTHERS = [path for path in (ROOT / "modules").rglob("*") if path.suffix in (".tf", ".hcl")]


@pytest.mark.parametrize("path", STACKS, ids=lambda path: str(path.relative_to(ROOT / "examples")))
def test_a_rendered_stack_is_read_quickly(path: Path) -> None:
    text = path.read_text("utf-8")
    blocks, diagnostics = read(text, "main.tf")
    assert diagnostics == []
    assert repr(read_quickly(text)) == repr(blocks)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_is_left_or_read_the_same(path: Path) -> None:
    text = path.read_text("utf-8")
    assert read_quickly(text) is None or repr(read_quickly(text)) == repr(read(text, "main.tf")[0])


NAMES = st.from_regex(re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,8}"), fullmatch=True) | st.sampled_from(
    ["for_each", "in", "null"]
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["${a}", "%{ if }", "a # b", "a\nb", "\\", '"', "$${"]
)
REFERENCES = st.lists(NAMES, min_size=2, max_size=4).map(".".join)
EXPRESSIONS = st.one_of(
    REFERENCES,
    st.builds(lambda left, right: f"one({left}[*].x) == {right}", REFERENCES, REFERENCES | TEXTS.map(literal)),
    st.builds(lambda text, name: f"can(regex({literal(text)}, {name}))", TEXTS, REFERENCES),
).map(Expression)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-1000, 10**16), st.floats(0, 1000), TEXTS, EXPRESSIONS)
VALUES: st.SearchStrategy[Value] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)
BLOCKS = st.builds(
    lambda type, labels, arguments, nested: Block(type, tuple(labels), arguments, tuple(nested)),
    NAMES,
    st.lists(TEXTS, max_size=2),
    st.dictionaries(NAMES, VALUES, max_size=4),
    st.lists(
        st.builds(lambda type, given: Block(type, (), given), NAMES, st.dictionaries(NAMES, SCALARS, max_size=2)),
        max_size=2,
    ),
)


def rendered(block: Block) -> str:
    """A block as the templates render it, before it is laid out."""
    header = " ".join((block.type, *map(literal, block.labels)))
    arguments = "\n".join(f"{name} = {literal(value)}" for name, value in block.arguments.items())
    return f"{header} {{\n{arguments}\n" + "\n".join(map(rendered, block.blocks)) + "\n}\n"


@given(st.lists(BLOCKS, min_size=1, max_size=3))
def test_a_configuration_is_left_or_read_the_same(blocks: list[Block]) -> None:
    text = lay_out("\n".join(map(rendered, blocks)))
    quick, (full, diagnostics) = read_quickly(text), read(text, "main.tf")
    assert quick is None or (not diagnostics and repr(quick) == repr(full))
    assert verify_file(text, blocks, "main.tf") == verify_file(text, blocks, "main.tf", full_parse=True)


@pytest.mark.usefixtures("new_process")
def test_planted_changes_are_judged_the_same() -> None:
    tally = look(seed=6, runs=3_000)
    assert tally.read_quickly > 300
    assert tally.found_right > 300


def without_slots(text: str, known: dict[str, Value] = {}) -> tuple[str, Value] | None:  # noqa: B006
    """As `shapes.shaped`, but what stands in the slots is not looked at."""
    read = shapes.shaped(text)
    return read and (read[0], known.setdefault(read[0], read[1]))


def without_labels(expected: list[Block], found: tuple[Block, ...]) -> bool:
    """As `say_the_same`, but labels do not count."""
    return [(one.type, one.arguments, one.blocks) for one in expected] == [
        (one.type, one.arguments, one.blocks) for one in found
    ]


def with_comments(text: str) -> Value:
    """As `values._read_by_itself`, but a comment may stand behind the value."""
    try:
        return expression_value(text)
    except ValueError as why:
        raise NotInSubset from why


NO_INTERPOLATIONS = re.compile(r'(?P<plain>[^"\\]+)|(?P<kept>\\.)|(?P<opening>(?!))')

FAULTS: dict[str, Callable[[pytest.MonkeyPatch], None]] = {
    "slots are not looked at": lambda patch: patch.setattr(values, "shaped", without_slots),
    "labels are not compared": lambda patch: patch.setattr(parse_back, "say_the_same", without_labels),
    "escapes are text": lambda patch: patch.setattr(values, "STRING", re.compile('"[^"]*"')),
    "objects have a shape": lambda patch: patch.setattr(shapes, "_NOT_SHAPED", re.compile("#")),
    "a slot runs over quotes": lambda patch: patch.setattr(shapes, "_ASCII_TEXT", "[^\n]+"),
    "a comment may follow a value": lambda patch: patch.setattr(values, "_read_by_itself", with_comments),
    "an interpolation is text": lambda patch: patch.setattr(shapes, "_IN_A_STRING", NO_INTERPOLATIONS),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_planted_into_the_reader_is_found(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    forget_all()
    try:
        with monkeypatch.context() as patch:
            FAULTS[fault](patch)
            with pytest.raises(Disagreement):
                look(seed=8, runs=12_000)
    finally:
        forget_all()
