"""The JSON Schema lets editors complete and check a spec; it is generated from the model, and committed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from generator.spec.json_schema import json_schema
from generator.spec.load import load_spec
from tests.unit.spec.reading import HEAD, read, with_stack

ROOT = Path(__file__).parents[3]
COMMITTED = ROOT / "generator" / "spec" / "adbkms.schema.json"
MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.M)
EXAMPLES = [path for path in sorted((ROOT / "examples").rglob("*.yaml")) if MODELINE.search(path.read_text())]


@pytest.fixture(scope="module")
def schema() -> Draft7Validator:
    return Draft7Validator(json.loads(json_schema()))


def errors(schema: Draft7Validator, spec: str) -> list[str]:
    return ["/".join(map(str, one.absolute_path)) for one in schema.iter_errors(yaml.safe_load(spec))]


def test_the_committed_schema_is_the_generated_one() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == json_schema()


def test_it_is_a_draft_07_schema(schema: Draft7Validator) -> None:
    assert schema.schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema.schema)


def test_nothing_stands_beside_a_reference_where_draft_07_would_not_see_it(schema: Draft7Validator) -> None:
    def check(node: Any) -> None:
        if isinstance(node, dict):
            assert "$ref" not in node or len(node) == 1, node
            list(map(check, node.values()))
        elif isinstance(node, list):
            list(map(check, node))

    check(schema.schema)


@pytest.mark.parametrize("path", EXAMPLES, ids=[str(path.relative_to(ROOT)) for path in EXAMPLES])
def test_an_example_is_accepted_and_its_modeline_leads_to_the_schema(path: Path, schema: Draft7Validator) -> None:
    text = path.read_text()
    modeline = MODELINE.search(text)

    assert modeline is not None
    assert (path.parent / modeline[1]).resolve() == COMMITTED
    assert errors(schema, text) == []


def test_there_are_examples_and_adbkms_reads_them() -> None:
    assert EXAMPLES
    for folder in {path.parent for path in EXAMPLES if (path.parent / "defaults.yaml").exists()}:
        assert load_spec([str(folder)])[1] == []
    for path in EXAMPLES:
        if not (path.parent / "defaults.yaml").exists():
            assert load_spec([str(path)])[1] == []


@pytest.mark.parametrize(
    ("spec", "place"),
    [
        pytest.param("version: 1\nstakcs: {}", "", id="an unknown key at the top"),
        pytest.param(with_stack("protext: true"), "stacks/payments-prod", id="an unknown key in a stack"),
        pytest.param(with_stack("keys: {A: {aliass: x}}"), "stacks/payments-prod/keys/A", id="an unknown key in a key"),
        pytest.param("version: 1\ndefaults: {protext: true}", "defaults", id="an unknown key in the defaults"),
        pytest.param("stacks: {}", "", id="no version"),
        pytest.param("version: 2", "version", id="another version"),
        pytest.param("version: 1\nstacks: {Prod: {}}", "stacks", id="a stack's name"),
        pytest.param(with_stack("protect: 'yes'"), "stacks/payments-prod/protect", id="a text for a truth value"),
        pytest.param(
            with_stack("roles: {R: {external_id: tenancy_ocid}}"),
            "stacks/payments-prod/roles/R/external_id",
            id="an unknown word",
        ),
        pytest.param(
            with_stack("keys: {A: {deletion_window_days: 45}}"),
            "stacks/payments-prod/keys/A/deletion_window_days",
            id="a number out of range",
        ),
        pytest.param("version: 1\nmodule_source: {version: '1'}", "module_source", id="modules from nowhere"),
    ],
)
def test_what_adbkms_refuses_the_schema_refuses_in_the_same_place(
    spec: str, place: str, schema: Draft7Validator
) -> None:
    assert read(spec)[1]
    assert errors(schema, spec) == [place]


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param(HEAD, id="only what is needed"),
        pytest.param("version: 1\nstacks: {prod: null}", id="everything from the defaults of the folder"),
        pytest.param("version: 1\nstacks: {prod: {aws: {region: us-east-2}}}", id="half from the defaults"),
        pytest.param(with_stack("backend: null\nkeys: {A: {tags: {a: null}}, B: null}"), id="null takes away"),
        pytest.param(with_stack("keys: {A: {rotation_days: false}, B: {rotation_days: 90}}"), id="a number or false"),
        pytest.param(
            with_stack("policies: {P: {keys: all}, Q: {keys: [A], actions: [kms:Decrypt]}}"), id="a word or a list"
        ),
        pytest.param(
            with_stack("databases: {a: {db_name: A, arguments: {x: [1, {y: true}]}}}"), id="anything in arguments"
        ),
        pytest.param("version: 1\nmodule_source: {source: a/b/c, version: '1'}", id="modules of a registry"),
    ],
)
def test_what_may_be_written_is_accepted(spec: str, schema: Draft7Validator) -> None:
    assert errors(schema, spec) == []


def test_every_key_is_described(schema: Draft7Validator) -> None:
    structs = schema.schema["definitions"]

    described_by_their_type = {"aws", "oci", "backend", "terraform", "admin_password", "encryption", "providers"}
    for name, struct in structs.items():
        assert struct["description"], name
        for key, value in struct["properties"].items():
            assert "description" in value or key in described_by_their_type or "minimum" in value, (name, key)
