"""No change comes out without a meaning, whatever somebody has written into a tree."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.configuration.references import DATABASE
from generator.configuration.terraform import Block, Expression, Value
from generator.facts import provider_schema
from generator.facts.provider_schema import Attribute
from generator.facts.replacing_arguments import REPLACING
from tests.unit.diff_meaning.changed import changes, meanings

_EXAMPLES: dict[str, tuple[Value, Value]] = {"string": ("a", "b"), "number": (1, 2), "bool": (True, False)}
_COLLECTIONS: dict[str, tuple[Value, Value]] = {
    "list": (("a",), ("b",)),
    "set": (("a",), ("b",)),
    "map": ({"a": "1"}, {"a": "2"}),
}


def settable() -> Iterator[tuple[str, Value, Value]]:
    """Each argument that a database can be given, with two values that fit its type."""
    schema = provider_schema.resource(DATABASE)
    assert schema is not None
    for name, found in provider_schema.settable(schema).items():
        if isinstance(found, Attribute):
            kind = found.type if isinstance(found.type, str) else str(found.type[0])
            yield name, *(_EXAMPLES.get(kind) or _COLLECTIONS[kind])


def database(**arguments: Value) -> list[Block]:
    return [Block("resource", (DATABASE, "orders"), {"db_name": "ORDERS", **arguments})]


@pytest.mark.parametrize(("name", "one", "other"), [*settable()], ids=str)
def test_every_argument_of_a_database(name: str, one: Value, other: Value) -> None:
    for old, new in (({name: one}, {name: other}), ({}, {name: one}), ({name: one}, {})):
        found = changes(database(**old), database(**new)) if name != "db_name" else ()
        for change in found:
            assert change.meanings
            assert all(meaning.subject == "orders" and meaning.text.startswith("will ") for meaning in change.meanings)


@pytest.mark.parametrize("name", sorted(REPLACING[DATABASE]))
def test_every_argument_that_replaces_a_database_is_one_and_says_so(name: str) -> None:
    one, other = {name: pair for name, *pair in settable()}[name]

    assert [str(meaning.risk) for meaning in meanings(database(**{name: one}), database(**{name: other}))] == [
        "replaces"
    ]


@pytest.mark.parametrize("type", sorted(set(REPLACING) - {DATABASE}))
def test_every_argument_that_replaces_is_one_of_its_resource(type: str) -> None:
    schema = provider_schema.resource(type)

    assert schema is None or REPLACING[type] <= {*schema.attributes, *schema.block_types}


VALUES = st.one_of(
    st.text(max_size=8),
    st.booleans(),
    st.integers(0, 9),
    st.none(),
    st.sampled_from([Expression("module.key_A.arn"), Expression("var.x"), ("a", "b"), (), {"a": "b"}, {}]),
)
NAMES = st.sampled_from(
    [
        "alias", "name", "source", "version", "path", "description", "tags", "key_arns", "actions", "policy_arns",
        "external_ids", "oracle_user_arn", "administrators", "count", "for_each", "provider", "depends_on", "policy",
        "region", "profile", "allowed_account_ids", "default", "sensitive", "value", "from", "to", "id", "anything",
    ]
)  # fmt: skip
BODIES = st.dictionaries(NAMES, VALUES, max_size=4)
NESTED = st.lists(
    st.builds(
        lambda type, body: Block(type, (), body),
        st.sampled_from(["lifecycle", "encryption_key", "statement", "provisioner", "assume_role", "default_tags"]),
        BODIES,
    ),
    max_size=2,
)
HEADERS = st.sampled_from(
    [
        ("terraform", ()), ("provider", ("aws",)), ("provider", ("oci",)), ("provider", ("other",)), ("locals", ()),
        ("module", ("key_A",)), ("module", ("policy_A",)), ("module", ("role_A",)), ("module", ("other",)),
        ("resource", (DATABASE, "orders")), ("resource", ("aws_kms_key", "x")), ("resource", ("aws_iam_role", "x")),
        ("data", ("external", "x")), ("variable", ("x",)), ("output", ("x",)), ("check", ("x",)),
        ("moved", ()), ("removed", ()), ("import", ()), ("unheard_of", ("x",)),
    ]
)  # fmt: skip
SOURCES = st.sampled_from(
    [{}, *({"source": f"../../modules/{one}"} for one in ("aws-kms-key", "aws-iam-policy", "aws-iam-role", "x"))]
)
BLOCKS = st.builds(
    lambda header, source, body, nested: Block(header[0], header[1], {**body, **source}, tuple(nested)),
    HEADERS,
    SOURCES,
    BODIES,
    NESTED,
)


@given(
    st.lists(BLOCKS, max_size=3), st.lists(BLOCKS, max_size=3), st.sampled_from(["stacks/a", "modules/aws-iam-role"])
)
def test_whatever_is_written(old: list[Block], new: list[Block], folder: str) -> None:
    for change in changes(old, new, folder):
        assert change.meanings
        for meaning in change.meanings:
            assert meaning.text.startswith("will ")
            assert not meaning.text.endswith(".")
            assert meaning.subject
