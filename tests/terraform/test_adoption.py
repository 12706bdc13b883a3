"""Existing databases are brought in: the example `existing/adopt`, applied to databases that are not as it would
render new ones. Only their key changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .oci_stand_in.database_store import DatabaseStore
from .rendered_stack import DATABASE, EXAMPLES, RenderedStack, actions, change_of, changed_arguments, render
from .terraform_core import Terraform

COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaledger"
KEY = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"

# As somebody made them in the console long ago.
LEDGER: dict[str, Any] = {
    "id": "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaledger",
    "compartment_id": COMPARTMENT,
    "db_name": "LEDGER",
    "display_name": "The ledger",
    "db_version": "19c",
    "db_workload": "OLTP",
    "compute_model": "ECPU",
    "compute_count": 16,
    "data_storage_size_in_tbs": 7,
    "license_model": "BRING_YOUR_OWN_LICENSE",
    "character_set": "WE8ISO8859P15",
    "is_auto_scaling_enabled": True,
    "whitelisted_ips": ["192.0.2.0/24", "198.51.100.7"],
    "freeform_tags": {"owner": "accounting"},
    "customer_contacts": [{"email": "dba@example.com"}],
}
JOURNAL: dict[str, Any] = {
    "id": "ocid1.autonomousdatabase.oc1.iad.aaaaaaaajournal",
    "compartment_id": COMPARTMENT,
    "db_name": "JOURNAL",
    "compute_model": "OCPU",
    "cpu_core_count": 4,
    "data_storage_size_in_gb": 200,
}


@pytest.fixture
def stack(tmp_path: Path, terraform_without_aws: Terraform, databases: DatabaseStore) -> RenderedStack:
    for database in (LEDGER, JOURNAL):
        databases.put(database)
    stack = RenderedStack(tmp_path / "tree", "ledger-prod", terraform_without_aws)
    render(stack.tree, EXAMPLES / "existing" / "adopt.yaml")
    stack.init(moto=None)
    return stack


def test_adopting_imports_the_databases_and_changes_nothing_but_their_key(
    stack: RenderedStack, databases: DatabaseStore
) -> None:
    plan = stack.plan()

    assert actions(plan) == {f"{DATABASE}.ledger": ["update"], f"{DATABASE}.journal": ["update"]}
    for name, database in (("ledger", LEDGER), ("journal", JOURNAL)):
        change = change_of(plan, f"{DATABASE}.{name}")
        assert change["importing"] == {"id": database["id"]}
        assert changed_arguments(change) == {"encryption_key"}

    stack.apply_plan()

    for database in (LEDGER, JOURNAL):
        after = databases.get(database["id"])
        assert after is not None
        assert {name: after[name] for name in database} == database, "the access list and all else as they were"
        assert {name: value for name, value in after["encryption_key"][0].items() if value} == {
            "autonomous_database_provider": "AWS",
            "key_arn": KEY,
            "service_endpoint_uri": "kms.us-east-2.amazonaws.com",
            "arn_role": "arn:aws:iam::111122223333:role/security/ledger-adbs",
            "external_id": "tenant_ocid",
        }
    assert stack.has_nothing_to_do()


def test_a_database_that_is_not_there_is_not_made_instead(stack: RenderedStack, databases: DatabaseStore) -> None:
    databases.remove(LEDGER["id"])

    planned = stack.terraform.plan(stack.root, check=False)

    assert planned.returncode == 1
    assert "Cannot import non-existent remote object" in planned.stderr
