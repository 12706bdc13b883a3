"""Whatever a state holds: nothing raises, and what is written loads."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.adopt.adopted_spec import adopted_spec
from generator.adopt.show_json import parse_resources
from generator.adopt.terraform_state import TYPES, existing_of
from tests.unit.adopt.states import (
    ACCOUNT_ID,
    COMPARTMENT,
    KEY_ARN,
    OCID,
    POLICY_ARN,
    ROLE_ARN,
    TENANCY,
    alias,
    attachment,
    database,
    document,
    key,
    policy,
    role,
    root_statement,
    stacks,
    state,
    trust_statement,
    use_statement,
)

OTHERS = [
    KEY_ARN.replace("us-east-2", "us-west-2"),
    KEY_ARN.replace("us-east-2", "x"),
    KEY_ARN.replace("1234abcd-", "99999999-"),
    KEY_ARN.replace("arn:aws:", "arn:aws-cn:"),
    KEY_ARN.replace(ACCOUNT_ID, "999900001111"),
    ROLE_ARN.replace("ADBS_Role", "path/to/null"),
    ROLE_ARN.replace("role/", "role/~#: {/"),
    POLICY_ARN.replace("ADBS_Policy", "=,@"),
    OCID.replace("iad", "phx"),
    OCID.replace("oc1", "oc2"),
    OCID + "2",
    COMPARTMENT + "2",
    TENANCY + "2",
    "alias/ADBS_Key",
    "alias/oracle-managed",
    "alias/true",
    "oracle-managed",
    "tenant_ocid",
    "database_ocid",
    "ORACLE_MANAGED",
    "null",
    "ORDERS2",
    "kms.us-west-2.amazonaws.com",
    document(root_statement(sid="")),
    document(root_statement(), root_statement()),
    document(use_statement(Resource="*")),
    document(trust_statement([OCID, OCID + "2"])),
    document(trust_statement(COMPARTMENT)),
]
values = st.one_of(
    st.sampled_from(OTHERS),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
    st.lists(st.text(), max_size=2),
    st.dictionaries(st.text(), st.text(), max_size=2),
)


def places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to everything in a JSON value."""
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(found for step, value in below for found in places(value, (*path, step)))]


@st.composite
def mutated_states(draw: st.DrawFn) -> dict[str, Any]:
    """A state with more than one of everything, some of it replaced by something else."""
    resources = [key(), alias(), policy(), role(), attachment(), database()]
    again = [key(OTHERS[2], "k2"), alias("Other", OTHERS[2], "k2"), role(OTHERS[5], "r2"), database(OCID + "2", "O2")]
    shown = copy.deepcopy(state(*resources, *again, modules=[{"resources": [database(OCID + "3", "O3")]}]))
    for _ in range(draw(st.integers(0, 6))):
        path = draw(st.sampled_from(places(shown)[1:]))
        node: Any = shown
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = draw(values)
    return shown


@settings(max_examples=150, deadline=None)
@given(mutated_states())
def test_whatever_is_written_loads(shown: dict[str, Any]) -> None:
    found, _ = parse_resources(json.dumps(shown).encode(), "state.json", TYPES)
    existing, _ = existing_of(found)

    text, said = adopted_spec(existing, "orders", "adopted.yaml")

    if text:
        assert not [one for one in said if one.code.startswith("SPEC")]
        assert stacks(text)
    else:
        assert [one.code for one in said if one.severity == "error"] == ["ADO003"]


@settings(max_examples=100, deadline=None)
@given(st.recursive(values, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_any_json_is_read_or_refused(shown: Any) -> None:
    for data in (shown, {"format_version": "1", "values": shown}, {"format_version": "1", "planned_values": shown}):
        parse_resources(json.dumps(data).encode(), "state.json", TYPES)


def test_ten_thousand_databases_are_no_trouble() -> None:
    many = [database(f"{OCID}{number}", f"DB{number}") for number in range(10_000)]
    found, _ = parse_resources(
        json.dumps(state(key(), alias(), policy(), role(), attachment(), *many)).encode(), "state.json", TYPES
    )
    existing, _ = existing_of(found)

    text, said = adopted_spec(existing, "orders", "adopted.yaml")

    assert said == []
    assert len(stacks(text)["orders"].databases) == 10_000
