"""Whatever a stack says: shuffled it is the same, and a change of any one argument is found."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.configuration.literals import literal
from generator.configuration.terraform import Block, Expression, Value
from tests.unit.diff.folders import STACK, between

_NAMES = st.sampled_from(["alpha", "beta", "gamma", "delta"])
_PLAIN: st.SearchStrategy[Value] = (
    st.none()
    | st.booleans()
    | st.integers(-99, 99)
    | st.text('ab${"\\\n é', max_size=4)
    | st.sampled_from([Expression("var.a"), Expression("module.key_K.arn"), Expression('upper("${var.a}x")')])
)
_VALUES = st.recursive(
    _PLAIN,
    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(_NAMES, inner, max_size=3),
    max_leaves=6,
)
_ARGUMENTS = st.dictionaries(_NAMES, _VALUES, max_size=4)
_INNER = st.builds(Block, st.sampled_from(["inner", "lifecycle"]), st.just(()), _ARGUMENTS)
_BODY = st.lists(_INNER, max_size=3).map(tuple)
_BLOCKS = st.lists(
    st.builds(Block, st.just("resource"), st.tuples(st.just("x_y"), _NAMES), _ARGUMENTS, _BODY)
    | st.builds(Block, st.just("output"), st.tuples(_NAMES), _ARGUMENTS, st.just(())),
    min_size=1,
    max_size=5,
    unique_by=lambda block: block.address,
)


def written(block: Block, spaces: str = " ") -> str:
    header = " ".join((block.type, *(f'"{label}"' for label in block.labels)))
    lines = [f"{name}{spaces}={spaces}{literal(value)}" for name, value in block.arguments.items()]
    return "\n".join((f"{header} {{", *lines, *(written(one, spaces) for one in block.blocks), "}"))


def tree(blocks: list[Block], spaces: str = " ") -> dict[str, str]:
    return {f"{STACK}/main.tf": "\n\n".join(written(one, spaces) for one in blocks) + "\n"}


def shuffled(draw: st.DrawFn, value: Value) -> Value:
    """The same value with the entries of its maps in another order."""
    if isinstance(value, Mapping):
        keys = draw(st.permutations(list(value)))
        return {key: shuffled(draw, value[key]) for key in keys}
    return tuple(shuffled(draw, one) for one in value) if isinstance(value, tuple) else value


@st.composite
def shuffled_blocks(draw: st.DrawFn, blocks: list[Block]) -> list[Block]:
    def one(block: Block) -> Block:
        names = draw(st.permutations(list(block.arguments)))
        inner = draw(st.permutations([one(nested) for nested in block.blocks]))
        return replace(
            block, arguments={name: shuffled(draw, block.arguments[name]) for name in names}, blocks=tuple(inner)
        )

    return draw(st.permutations([one(block) for block in blocks]))


@given(st.data(), _BLOCKS)
def test_another_order_and_layout_is_no_difference(data: st.DataObject, blocks: list[Block]) -> None:
    other = data.draw(shuffled_blocks(blocks))

    found, faults = between(tree(blocks), tree(other, spaces="   "))

    assert faults == []
    assert found.folders == ()


@given(st.data(), _BLOCKS, st.integers(100, 999))
def test_any_changed_argument_is_found(data: st.DataObject, blocks: list[Block], value: int) -> None:
    number = data.draw(st.integers(0, len(blocks) - 1))
    name = data.draw(_NAMES)
    changed = replace(blocks[number], arguments={**blocks[number].arguments, name: value})

    found, _ = between(tree(blocks), tree([*blocks[:number], changed, *blocks[number + 1 :]]))

    ((change,),) = [folder.objects for folder in found.folders]
    assert change.address == changed.address
    assert {argument.path.partition("[")[0] for argument in change.arguments} == {name}


@given(_BLOCKS, _BLOCKS)
def test_what_comes_one_way_goes_the_other(old: list[Block], new: list[Block]) -> None:
    there, _ = between(tree(old), tree(new))
    back, _ = between(tree(new), tree(old))

    opposite = {"added": "removed", "removed": "added", "changed": "changed"}
    assert {(one.address, opposite[one.action.value]) for folder in there.folders for one in folder.objects} == {
        (one.address, one.action.value) for folder in back.folders for one in folder.objects
    }
