"""Specs made up by Hypothesis, as data: the strategies that the property tests draw from."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

# What can stand in a file as itself. JSON escapes nothing else than quotes, backslashes and the controls below U+0020.
_AS_ITSELF = st.characters(
    exclude_categories=["Cs"],
    exclude_characters="\x7f\u2028\u2029\ufeff\ufffe\uffff" + "".join(map(chr, range(0x80, 0xA0))),
)
any_text = st.text(st.characters(exclude_categories=["Cs"]))
json_text = st.text(_AS_ITSELF)
names = st.text(_AS_ITSELF, min_size=1, max_size=20)
identifiers = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
tags = st.dictionaries(st.text("abc:/@ é", min_size=1, max_size=6), json_text, max_size=3)
raw_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | json_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(identifiers, inner, max_size=3),
    max_leaves=8,
)


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A map with any of these keys."""
    return st.fixed_dictionaries({}, optional=fields)


keys = some(
    alias=json_text,
    description=json_text,
    deletion_window_days=st.integers(7, 30),
    rotation_days=st.just(False) | st.integers(90, 2560),
    administrators=st.lists(st.just("arn:aws:iam::111122223333:role/admin"), max_size=2),
    tags=tags,
    renamed_from=names | st.lists(names, max_size=2),
    annotations=st.lists(json_text, max_size=2),
)
policies = some(
    keys=st.just("all") | st.lists(json_text, max_size=2),
    actions=st.sampled_from(["key-user", "decrypt-only"]) | st.lists(json_text, max_size=2),
    path=json_text,
)
roles = some(
    policies=st.lists(json_text, max_size=2),
    external_id=st.sampled_from(["tenant_ocid", "compartment_ocid", "database_ocid"]),
    max_session_seconds=st.integers(3600, 43200),
)
databases = st.builds(
    lambda db_name, others: {"db_name": db_name, **others},
    st.from_regex(r"[A-Z][A-Z0-9]{0,9}", fullmatch=True),
    some(
        adopt=st.booleans(),
        workload=st.sampled_from(["OLTP", "LH", "AJD", "APEX", "DW"]),
        compute_count=st.integers(-(10**17), 10**17),
        admin_password=st.just({"variable": True}) | st.just({"secret_id": "ocid1.vaultsecret.oc1..a"}),
        arguments=st.dictionaries(identifiers, raw_values, max_size=3),
        encryption=some(key=json_text, identify_key_by=st.sampled_from(["arn", "alias"])),
    ),
)
stacks = st.builds(
    lambda others: {
        "aws": {"account_id": "012345678901", "region": "us-east-2"},
        "oci": {"compartment_id": "ocid1.compartment.oc1..a", "region": "us-ashburn-1"},
        **others,
    },
    some(
        protect=st.booleans(),
        keys=st.dictionaries(identifiers, keys, max_size=2),
        policies=st.dictionaries(identifiers, policies, max_size=2),
        roles=st.dictionaries(identifiers, roles, max_size=2),
        databases=st.dictionaries(identifiers, databases, max_size=2),
    ),
)
specs = st.builds(
    lambda stacks, others: {"version": 1, "stacks": stacks, **others},
    st.dictionaries(identifiers, stacks, min_size=1, max_size=2),
    some(module_source=json_text),
)
