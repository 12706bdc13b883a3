"""The stand-in for oracle/oci has the real provider's schema: Terraform refuses the same with both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from .oci_root_module import AWS_BLOCK, REQUIREMENT, write_database
from .oci_stand_in.database_store import DatabaseStore
from .oci_stand_in.provider_schema import PINNED_SCHEMA
from .provider_mirror import ProviderMirror, terraform_with
from .terraform_core import Terraform, TerraformCore

SOURCE = "registry.terraform.io/oracle/oci"


@pytest.fixture(scope="module")
def root(terraform_core: TerraformCore, mirror: ProviderMirror, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root module after init, for all tests here: they write their configuration into it, no more."""
    folder = tmp_path_factory.mktemp("schema")
    write_database(folder / "root")
    terraform_with(terraform_core, mirror, DatabaseStore(folder / "databases"), folder).init(folder / "root")
    return folder / "root"


def without_descriptions(schema: Any) -> Any:
    """An argument can be called `description` too: that one is an object, not text."""
    if not isinstance(schema, dict):
        return schema
    text = [key for key in ("description", "description_kind") if isinstance(schema.get(key), str)]
    return {key: without_descriptions(value) for key, value in schema.items() if key not in text}


def test_the_schema_that_core_reads_is_the_pinned_one(root: Path, terraform: Terraform) -> None:

    printed = json.loads(terraform.run("providers", "schema", "-json", cwd=root).stdout)

    served = without_descriptions(printed["provider_schemas"][SOURCE])
    pinned = json.loads(PINNED_SCHEMA.read_text(encoding="utf-8"))
    for part in ("provider", "resource_schemas", "data_source_schemas"):
        assert served[part] == pinned[part]


@pytest.mark.parametrize(
    ("arguments", "summary", "detail"),
    [
        ('  key_arn = "x"', "Unsupported argument", 'An argument named "key_arn" is not expected here.'),
        ("  encryption { }", "Unsupported block type", 'Blocks of type "encryption" are not expected here.'),
        (
            AWS_BLOCK * 2,
            "Too many encryption_key blocks",
            'No more than 1 "encryption_key" blocks are allowed',
        ),
        ('  is_free_tier = "yes"', "Incorrect attribute value type", "a bool is required"),
        ("  state = {}", "Incorrect attribute value type", "string required"),
        (
            "  autonomous_database_maintenance_window {\n  }",
            "Insufficient day_of_week blocks",
            'At least 1 "day_of_week" blocks are required.',
        ),
        (
            '  time_created = "now"',
            "Value for unconfigurable attribute",
            'Can\'t configure a value for "time_created"',
        ),
    ],
    ids=lambda text: text.split()[0],
)
def test_core_refuses_what_the_schema_does_not_have(
    root: Path, terraform: Terraform, arguments: str, summary: str, detail: str
) -> None:
    write_database(root, arguments)

    answer = terraform.validate_json(root)

    assert not answer["valid"]
    (mistake,) = answer["diagnostics"]
    assert mistake["summary"] == summary
    assert detail in mistake["detail"]


def test_the_provider_refuses_a_key_provider_that_it_does_not_know(root: Path, terraform: Terraform) -> None:
    write_database(root, AWS_BLOCK.replace('"AWS"', '"AMAZON"'))

    (mistake,) = terraform.validate_json(root)["diagnostics"]

    assert mistake["summary"].startswith("expected encryption_key.0.autonomous_database_provider to be one of")


def test_a_database_needs_a_compartment_and_a_name(root: Path, terraform: Terraform) -> None:
    (root / "main.tf").write_text(REQUIREMENT + 'resource "oci_database_autonomous_database" "orders" {}\n')

    answer = terraform.validate_json(root)

    details = [diagnostic["detail"] for diagnostic in answer["diagnostics"]]
    assert sorted(details) == [
        'The argument "compartment_id" is required, but no definition was found.',
        'The argument "db_name" is required, but no definition was found.',
    ]
