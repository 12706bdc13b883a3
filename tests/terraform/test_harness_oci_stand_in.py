"""The stand-in for oracle/oci behaves as the real provider was observed to, and Oracle's service."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from .oci_root_module import AWS_ARGUMENTS, AWS_BLOCK, ORACLE_MANAGED_BLOCK, write_database
from .oci_stand_in.database_store import DatabaseStore
from .provider_mirror import ProviderMirror, terraform_with
from .terraform_core import Terraform, TerraformCore

OCID = "ocid1.autonomousdatabase.oc1.iad.existing"

Change = dict[str, Any]


def change_of_database(terraform: Terraform, root: Path) -> Change:
    """What the plan says about the database: `actions`, `before`, `after`, …"""
    (planned,) = terraform.plan_json(root)["resource_changes"]
    change: Change = planned["change"]
    return change


def changed_arguments(change: Change) -> set[str]:
    return {name for name, value in change["before"].items() if change["after"].get(name) != value}


def encryption_key(store: DatabaseStore) -> dict[str, str]:
    """The arguments of the only database's key that are set, as the service has them."""
    (database,) = store.all()
    return {name: value for name, value in database["encryption_key"][0].items() if value}


@pytest.fixture(scope="module")
def prepared(terraform_core: TerraformCore, mirror: ProviderMirror, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`initialized/`: a root module after init; `provisioned/` and `databases/`: its copy after an apply."""
    folder = tmp_path_factory.mktemp("prepared")
    terraform = terraform_with(terraform_core, mirror, DatabaseStore(folder / "databases"), folder)
    write_database(folder / "initialized")
    terraform.init(folder / "initialized")
    shutil.copytree(folder / "initialized", folder / "provisioned", symlinks=True)
    terraform.apply(folder / "provisioned")
    return folder


@pytest.fixture
def root(prepared: Path, tmp_path: Path) -> Path:
    """A root module after init, whose database does not exist yet."""
    return Path(shutil.copytree(prepared / "initialized", tmp_path / "root", symlinks=True))


@pytest.fixture
def provisioned(prepared: Path, databases: DatabaseStore, tmp_path: Path) -> Path:
    """A root module whose database exists, with the Oracle-managed key."""
    shutil.copytree(prepared / "databases", databases.folder)
    return Path(shutil.copytree(prepared / "provisioned", tmp_path / "root", symlinks=True))


def test_a_database_is_created_with_the_oracle_managed_key(provisioned: Path, databases: DatabaseStore) -> None:
    (database,) = databases.all()

    assert database["id"].startswith("ocid1.autonomousdatabase.oc1.iad.")
    assert (database["db_name"], database["state"], database["compute_count"]) == ("ORDERS", "AVAILABLE", 2)
    assert encryption_key(databases) == {"autonomous_database_provider": "ORACLE_MANAGED"}


def test_what_the_service_decides_is_unknown_before_creation(root: Path, terraform: Terraform) -> None:

    change = change_of_database(terraform, root)

    assert change["actions"] == ["create"]
    assert change["after_unknown"]["id"] is True
    assert change["after_unknown"]["encryption_key"] is True
    assert "whitelisted_ips" not in change["after_unknown"]


def test_after_apply_there_is_nothing_to_change(provisioned: Path, terraform: Terraform) -> None:
    assert terraform.plan(provisioned).returncode == 0


def test_an_aws_key_is_switched_on_in_place(provisioned: Path, terraform: Terraform, databases: DatabaseStore) -> None:
    write_database(provisioned, AWS_BLOCK)

    change = change_of_database(terraform, provisioned)
    terraform.apply(provisioned, "plan.tfplan")

    assert change["actions"] == ["update"]
    assert changed_arguments(change) == {"encryption_key"}
    assert encryption_key(databases) == AWS_ARGUMENTS
    assert terraform.plan(provisioned).returncode == 0


def test_an_aws_key_is_refused_at_creation(root: Path, terraform: Terraform, databases: DatabaseStore) -> None:
    write_database(root, AWS_BLOCK)

    planned = terraform.plan(root)
    applied = terraform.apply(root, check=False)

    assert planned.returncode == 2, "the provider plans it, only the service refuses"
    assert applied.returncode == 1
    assert "Error: An AWS key cannot be chosen when the database is created" in applied.stderr
    assert databases.all() == []


def test_removing_the_block_changes_nothing_and_reverting_needs_a_word(
    provisioned: Path, terraform: Terraform, databases: DatabaseStore
) -> None:
    write_database(provisioned, AWS_BLOCK)
    terraform.apply(provisioned)

    write_database(provisioned)
    assert terraform.plan(provisioned).returncode == 0

    write_database(provisioned, ORACLE_MANAGED_BLOCK)
    terraform.apply(provisioned)
    assert encryption_key(databases) == {"autonomous_database_provider": "ORACLE_MANAGED"}
    assert terraform.plan(provisioned).returncode == 0


def test_a_key_switched_elsewhere_is_switched_back(
    provisioned: Path, terraform: Terraform, databases: DatabaseStore
) -> None:
    write_database(provisioned, AWS_BLOCK)
    terraform.apply(provisioned)
    (database,) = databases.all()
    databases.put(database | {"encryption_key": []})

    change = change_of_database(terraform, provisioned)

    assert change["actions"] == ["update"]
    assert changed_arguments(change) == {"encryption_key"}


def test_another_character_set_replaces_the_database(provisioned: Path, terraform: Terraform) -> None:
    write_database(provisioned, '  character_set = "WE8ISO8859P15"')

    change = change_of_database(terraform, provisioned)

    assert change["actions"] == ["delete", "create"]
    assert change["replace_paths"] == [["character_set"]]


def test_a_destroyed_database_is_gone(provisioned: Path, terraform: Terraform, databases: DatabaseStore) -> None:
    terraform.destroy(provisioned)

    assert databases.all() == []


IMPORT_BLOCK = f"""
import {{
  to = oci_database_autonomous_database.orders
  id = "{OCID}"
}}
"""

EXISTING = {
    "id": OCID,
    "compartment_id": "ocid1.compartment.oc1..aaaa",
    "db_name": "ORDERS",
    "compute_model": "ECPU",
    "compute_count": 8,
    "data_storage_size_in_tbs": 1,
    "whitelisted_ips": ["192.0.2.0/24"],
}


def test_an_existing_database_is_imported(root: Path, terraform: Terraform, databases: DatabaseStore) -> None:
    databases.put(EXISTING)
    write_database(root, AWS_BLOCK, more=IMPORT_BLOCK)

    change = change_of_database(terraform, root)
    terraform.apply(root, "plan.tfplan")

    assert change["importing"] == {"id": OCID}
    assert change["actions"] == ["update"]
    assert changed_arguments(change) == {"compute_count", "encryption_key", "secret_id", "whitelisted_ips"}
    assert encryption_key(databases) == AWS_ARGUMENTS
    assert terraform.plan(root).returncode == 0


def test_a_database_that_does_not_exist_is_not_imported(root: Path, terraform: Terraform) -> None:
    write_database(root, more=IMPORT_BLOCK)

    planned = terraform.plan(root, check=False)

    assert planned.returncode == 1
    assert "Cannot import non-existent remote object" in planned.stderr


MOCKED_TEST = """
mock_provider "oci" {}

run "the_database_is_planned" {
  command = plan

  assert {
    condition     = oci_database_autonomous_database.orders.db_name == "ORDERS"
    error_message = "Another name."
  }
}

run "the_database_is_made_up" {
  assert {
    condition     = oci_database_autonomous_database.orders.encryption_key[0].key_arn != ""
    error_message = "No key."
  }
}
"""

STAND_IN_TEST = """
run "the_database_is_created" {
  assert {
    condition     = oci_database_autonomous_database.orders.state == "AVAILABLE"
    error_message = "Another state."
  }
}
"""


def test_terraform_test_with_a_mocked_provider(root: Path, terraform: Terraform, databases: DatabaseStore) -> None:
    write_database(root, AWS_BLOCK)
    (root / "mocked.tftest.hcl").write_text(MOCKED_TEST)

    tested = terraform.test(root)

    assert "2 passed, 0 failed" in tested.stdout
    assert databases.all() == []


def test_terraform_test_with_the_stand_in(root: Path, terraform: Terraform) -> None:
    write_database(root, AWS_BLOCK)
    (root / "real.tftest.hcl").write_text(STAND_IN_TEST)

    tested = terraform.test(root, check=False)

    assert tested.returncode == 1
    assert "Error: An AWS key cannot be chosen when the database is created" in tested.stderr
