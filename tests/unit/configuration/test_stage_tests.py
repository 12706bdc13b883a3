"""The test that is rendered beside a stack: what it asserts at each stage, and of what it makes up the rest."""

from __future__ import annotations

import pytest

from generator.configuration.root_module import RootModule
from generator.configuration.terraform import Block
from generator.render.environment import environment
from generator.render.tree import render_root_module
from generator.verify.parse_back import verify_file
from generator.verify.plan_only import check
from tests.unit.configuration.specs import KEY_ARN, OCID, arguments, configured

ENCRYPTED = f"databases: {{orders: {{ocid: {OCID}, encryption: {{key: ADBS_TestAWSKMSKey, role: ADBS_AWS_Role1}}}}}}"
BLOCK = "oci_database_autonomous_database.orders.encryption_key"
KEY, ROLE = "module.key_ADBS_TestAWSKMSKey", "module.role_ADBS_AWS_Role1"
KEPT, TRUST = "keys_and_databases_are_as_the_spec_says", "roles_trust_whom_the_spec_says"


def conditions(root: RootModule, run: str) -> list[str]:
    """What a run asserts, in order."""
    (found,) = (block for block in root.tests if block.labels == (run,))
    return [str(arguments(one)["condition"]) for one in found.nested("assert")]


def overridden(blocks: tuple[Block, ...], type: str) -> dict[object, object]:
    """By target, what stands for it."""
    return {
        arguments(block)["target"]: arguments(block).get("outputs", arguments(block).get("values"))
        for block in blocks
        if block.type == type
    }


def test_a_database_before_its_time_has_no_block() -> None:
    root = configured("databases: {orders: {ocid: null, encryption: {key: oracle-managed, role: null}}}")

    assert conditions(root, KEPT)[0] == f"length({BLOCK}) == 0"
    assert [condition for condition in conditions(root, KEPT) if "one(" in condition] == []


def test_an_encrypted_database_has_all_four_arguments_of_its_key() -> None:
    assert conditions(configured(ENCRYPTED), KEPT)[:5] == [
        f'one({BLOCK}[*].autonomous_database_provider) == "AWS"',
        f"one({BLOCK}[*].key_arn) == {KEY}.arn",
        f'one({BLOCK}[*].service_endpoint_uri) == "kms.us-east-2.amazonaws.com"',
        f"one({BLOCK}[*].arn_role) == {ROLE}.arn",
        f'one({BLOCK}[*].external_id) == "tenant_ocid"',
    ]


def test_a_database_that_goes_back_says_oracles_key_explicitly() -> None:
    root = configured(f"databases: {{orders: {{ocid: {OCID}, encryption: {{key: oracle-managed, role: null}}}}}}")

    assert conditions(root, KEPT)[0] == f'one({BLOCK}[*].autonomous_database_provider) == "ORACLE_MANAGED"'


def test_a_role_trusts_oracles_user_with_the_external_id() -> None:
    principals, external_ids = conditions(configured(), TRUST)

    assert principals.startswith(f'sort({ROLE}.trusted_principals) == sort(["arn:aws:iam::')
    assert external_ids.startswith(f'sort({ROLE}.external_ids) == sort(["ocid1.tenancy.oc1..')


def test_of_a_role_that_an_imported_database_waits_for_the_call_is_read() -> None:
    root = configured(ENCRYPTED.replace("ocid:", "adopt: true, admin_password: null, ocid:"))

    for condition, argument in zip(conditions(root, TRUST), ("oracle_user_arn", "external_ids"), strict=True):
        assert f"  {argument} += " in condition
        assert 'replace(file("${path.module}/main.tf")' in condition


def test_what_is_protected_is_read_in_the_files() -> None:
    database, call, module = [one for one in conditions(configured(), KEPT) if "file(" in one]

    assert r"^resource \"oci_database_autonomous_database\" \"orders\" " in database
    assert r"^module \"key_ADBS_TestAWSKMSKey\" " in call
    assert "/../../modules/aws-kms-key/main.tf" in module


def test_without_protection_nothing_is_said_of_it() -> None:
    assert [one for one in conditions(configured("protect: false"), KEPT) if "file(" in one] == []


def test_of_modules_from_elsewhere_nothing_is_assumed() -> None:
    root = configured(at_top="module_source: {source: app.terraform.io/example/adbkms/aws, version: ~> 1.0}\n")

    assert [block.labels[0] for block in root.tests if block.type == "run"] == [KEPT]
    assert [one for one in conditions(root, KEPT) if "modules/" in one] == []


def test_objects_that_are_still_to_be_created_get_outputs_that_a_plan_knows() -> None:
    root = configured(f"keys: {{Second: {{alias: two}}, Existing: {{arn: '{KEY_ARN}'}}}}\n{ENCRYPTED}")
    runs = {block.labels[0]: block for block in root.tests if block.type == "run"}

    account = "111122223333"
    assert overridden(root.tests, "override_module") == {
        KEY: {"arn": f"arn:aws:kms:us-east-2:{account}:key/made-up-1", "alias_name": "alias/ADBS_TestAWSKMSKey"},
        "module.key_Second": {"arn": f"arn:aws:kms:us-east-2:{account}:key/made-up-3", "alias_name": "alias/two"},
    }
    assert overridden(runs[KEPT].blocks, "override_module") == {ROLE: {"arn": f"arn:aws:iam::{account}:role/made-up-1"}}
    assert overridden(runs[TRUST].blocks, "override_module") == {}


def test_what_is_imported_is_overridden_with_the_arn_that_it_has() -> None:
    root = configured(f"""
        keys: {{ADBS_TestAWSKMSKey: {{adopt: '{KEY_ARN}'}}}}
        policies: {{ADBS_AWS_Policy1: {{adopt: true, path: /adbs/}}}}
        roles: {{ADBS_AWS_Role1: {{adopt: true}}}}
        databases: {{orders: {{adopt: true, ocid: {OCID}, admin_password: null}}}}
        """)

    assert overridden(root.tests, "override_module") == {}
    assert overridden(root.tests, "override_resource") == {
        f"{KEY}.aws_kms_key.this": {"arn": KEY_ARN},
        f"{KEY}.aws_kms_alias.this": None,
        "module.policy_ADBS_AWS_Policy1.aws_iam_policy.this": {
            "arn": "arn:aws:iam::111122223333:policy/adbs/ADBS_AWS_Policy1"
        },
        f"{ROLE}.aws_iam_role.this": {"arn": "arn:aws:iam::111122223333:role/ADBS_AWS_Role1"},
        f"{ROLE}.aws_iam_role_policy_attachment.this": None,
        "oci_database_autonomous_database.orders": None,
    }


def test_inputs_are_made_up() -> None:
    root = configured("databases: {orders: {admin_password: {variable: true}}}")

    assert [arguments(block) for block in root.tests if block.type == "variables"] == [
        {"orders_admin_password": "made-up"}
    ]


@pytest.mark.parametrize(
    "overlay", ["terraform: {tests: false}", "keys: null\npolicies: null\nroles: null\ndatabases: null"]
)
def test_without_anything_to_say_or_by_request_there_is_no_test(overlay: str) -> None:
    root = configured(overlay)

    assert root.tests == ()
    assert "tests/stage.tftest.hcl" not in root.files


@pytest.mark.parametrize("overlay", ["", ENCRYPTED, "protect: false"])
def test_the_rendered_test_says_what_the_configuration_does_and_does_no_more_than_plan(overlay: str) -> None:
    root = configured(overlay)
    path = "stacks/payments-prod/tests/stage.tftest.hcl"

    text = render_root_module(environment(), root)[path]

    assert verify_file(text, root.tests, path) == []
    assert check(root.tests, path) == []
