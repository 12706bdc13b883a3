"""One database with existing keys: switched on, rotated, reverted, renamed; and what happens when the service does not
do what Terraform asked for. Nothing is made in AWS, so the stand-in for oracle/oci is all that is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from .oci_stand_in.database_store import DatabaseStore
from .rendered_stack import DATABASE, RenderedStack, actions, change_of, changed_arguments, moves, render
from .terraform_core import Terraform

ORDERS = f"{DATABASE}.orders"
FIRST_KEY = "arn:aws:kms:us-east-2:111122223333:key/11111111-12ab-34cd-56ef-1234567890ab"
SECOND_KEY = "arn:aws:kms:us-east-2:111122223333:key/22222222-12ab-34cd-56ef-1234567890ab"
ORACLE_MANAGED = "{key: oracle-managed}"
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders"

SPEC = """
version: 1
stacks:
  orders-prod:
    aws: {account_id: "111122223333", region: us-east-2}
    oci:
      tenancy_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy
      compartment_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment
      region: us-ashburn-1
    keys:
      first: {arn: "FIRST_KEY"}
      second: {arn: "SECOND_KEY", alias: orders/second}
    roles:
      oracle: {arn: "arn:aws:iam::111122223333:role/oracle"}
    databases:
      orders:
        db_name: ORDERS
        ocid: OCID
        admin_password: {secret_id: ocid1.vaultsecret.oc1.iad.aaaaaaaaordersadmin}
        encryption: ENCRYPTION
"""


def spec(encryption: str, ocid: str = OCID) -> str:
    text = SPEC.replace("FIRST_KEY", FIRST_KEY).replace("SECOND_KEY", SECOND_KEY)
    return text.replace("ENCRYPTION", encryption).replace("OCID", ocid)


@pytest.fixture
def stack(tmp_path: Path, terraform_without_aws: Terraform) -> RenderedStack:
    """The database with Oracle's key, applied."""
    stack = RenderedStack(tmp_path / "tree", "orders-prod", terraform_without_aws)
    render(stack.tree, spec(ORACLE_MANAGED, "null"))
    stack.init(moto=None)
    terraform_without_aws.apply(stack.root)
    return stack


def switch(stack: RenderedStack, encryption: str) -> None:
    render(stack.tree, spec(encryption))


def key_in_use(databases: DatabaseStore) -> dict[str, str]:
    (database,) = databases.all()
    return {name: value for name, value in database["encryption_key"][0].items() if value}


def test_a_key_is_selected_rotated_named_by_its_alias_and_given_up(
    stack: RenderedStack, databases: DatabaseStore
) -> None:
    ways = {
        "{key: first, role: oracle}": FIRST_KEY,
        "{key: second, role: oracle}": SECOND_KEY,
        "{key: second, role: oracle, identify_key_by: alias}": "alias/orders/second",
    }
    for encryption, expected in ways.items():
        switch(stack, encryption)
        plan = stack.plan()
        assert actions(plan) == {ORDERS: ["update"]}
        assert changed_arguments(change_of(plan, ORDERS)) == {"encryption_key"}
        stack.apply_plan()
        assert key_in_use(databases) == {
            "autonomous_database_provider": "AWS",
            "key_arn": expected,
            "service_endpoint_uri": "kms.us-east-2.amazonaws.com",
            "arn_role": "arn:aws:iam::111122223333:role/oracle",
            "external_id": "tenant_ocid",
        }
    assert stack.has_nothing_to_do()

    switch(stack, ORACLE_MANAGED)
    stack.terraform.apply(stack.root)

    assert key_in_use(databases) == {"autonomous_database_provider": "ORACLE_MANAGED"}
    assert stack.has_nothing_to_do()


def test_a_key_that_was_not_switched_fails_the_apply(stack: RenderedStack, databases: DatabaseStore) -> None:
    (database,) = databases.all()
    databases.keep_key(database["id"])
    switch(stack, "{key: first, role: oracle}")

    applied = stack.terraform.apply(stack.root, check=False)

    assert applied.returncode == 1
    said = " ".join(applied.stderr.split())
    assert "After this apply the database orders is not encrypted with a key in AWS KMS." in said
    assert key_in_use(databases) == {"autonomous_database_provider": "ORACLE_MANAGED"}


def test_a_rotation_that_kept_the_old_key_fails_the_apply(stack: RenderedStack, databases: DatabaseStore) -> None:
    switch(stack, "{key: first, role: oracle}")
    stack.terraform.apply(stack.root)
    (database,) = databases.all()
    databases.keep_key(database["id"])
    switch(stack, "{key: second, role: oracle}")

    applied = stack.terraform.apply(stack.root, check=False)

    assert applied.returncode == 1
    said = " ".join(applied.stderr.split())
    assert "After this apply the database orders is encrypted with another key than second." in said


def test_a_revert_that_kept_the_key_fails_the_apply(stack: RenderedStack, databases: DatabaseStore) -> None:
    switch(stack, "{key: first, role: oracle}")
    stack.terraform.apply(stack.root)
    (database,) = databases.all()
    databases.keep_key(database["id"])
    switch(stack, ORACLE_MANAGED)

    applied = stack.terraform.apply(stack.root, check=False)

    assert applied.returncode == 1
    said = " ".join(applied.stderr.split())
    assert "After this apply the database orders is still encrypted with a key in AWS KMS." in said


def test_a_key_that_was_switched_elsewhere_is_switched_back(stack: RenderedStack, databases: DatabaseStore) -> None:
    switch(stack, "{key: first, role: oracle}")
    stack.terraform.apply(stack.root)
    (database,) = databases.all()
    elsewhere = database["encryption_key"][0] | {"key_arn": SECOND_KEY}
    databases.put(database | {"encryption_key": [elsewhere]})

    plan = stack.plan()
    stack.apply_plan()

    assert actions(plan) == {ORDERS: ["update"]}
    assert changed_arguments(change_of(plan, ORDERS)) == {"encryption_key"}
    assert key_in_use(databases)["key_arn"] == FIRST_KEY


def test_an_access_list_made_elsewhere_stays(stack: RenderedStack, databases: DatabaseStore) -> None:
    (database,) = databases.all()
    databases.put(database | {"whitelisted_ips": ["192.0.2.0/24"]})
    switch(stack, "{key: first, role: oracle}")

    plan = stack.plan()
    stack.apply_plan()

    assert changed_arguments(change_of(plan, ORDERS)) == {"encryption_key"}
    assert databases.all()[0]["whitelisted_ips"] == ["192.0.2.0/24"]


def test_a_database_under_a_new_name_is_moved(stack: RenderedStack) -> None:
    renamed = spec(ORACLE_MANAGED, "null").replace("      orders:\n", "      sales:\n        renamed_from: orders\n")
    render(stack.tree, renamed)

    plan = stack.plan()
    stack.apply_plan()

    assert (actions(plan), moves(plan)) == ({}, {ORDERS: f"{DATABASE}.sales"})
    assert stack.has_nothing_to_do()
