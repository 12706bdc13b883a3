"""Whatever stands in a plan: an answer, never an exception."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.guard.judge import judge, what_was_judged
from generator.guard.reading import read_plan
from tests.unit.guard.plan_of import IN_USE, KEY, PLANS, POLICY, ROLE, change, key, plan_of, policy, role, use

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["*", "AWS", "arn:aws:kms:*", "["])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=6), inner, max_size=2)
)
REAL = [json.loads(path.read_text("utf-8")) for path in sorted(PLANS.glob("*.json"))]
MADE = plan_of(
    *IN_USE, change(POLICY, policy(), policy(use("*"))), change(KEY, key(), None), change(ROLE, role(), role())
)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    steps = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for step, child in steps for place in places(child, (*path, step)))]


PLACES = [(plan, place) for plan in (*REAL, MADE) for place in places(plan) if place]


@settings(deadline=None, max_examples=150)
@given(chosen=st.sampled_from(PLACES), value=VALUES)
def test_a_plan_with_anything_anywhere(chosen: tuple[Any, tuple[Any, ...]], value: Any) -> None:
    plan = copy.deepcopy(chosen[0])
    *above, last = chosen[1]
    node = plan
    for step in above:
        node = node[step]
    node[last] = value

    read, diagnostics = read_plan(json.dumps(plan).encode())

    if read is None:
        assert [one.code for one in diagnostics] == ["GRD001"]
    else:
        assert all(one.summary and one.detail for one in judge(read))
        assert what_was_judged(read)


@settings(deadline=None, max_examples=150)
@given(
    statements=st.lists(
        st.dictionaries(
            st.sampled_from(["Effect", "Action", "Resource", "Principal", "Condition", "NotAction"]), VALUES
        )
    )
)
def test_a_policy_with_anything_in_it(statements: list[dict[str, Any]]) -> None:
    text = json.dumps({"Statement": statements})
    plan = plan_of(
        *IN_USE,
        change(POLICY, policy(), policy() | {"policy": text}),
        change(ROLE, role(), role() | {"assume_role_policy": text}),
        change(KEY, key(policy=text), key(policy=text + " ")),
    )

    read, _ = read_plan(json.dumps(plan).encode())

    assert read is not None
    judge(read)


@given(data=st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    read, diagnostics = read_plan(data)
    assert read is None
    assert [one.code for one in diagnostics] == ["GRD001"]
