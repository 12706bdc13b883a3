"""What a root module has besides its objects: versions, providers, backend, variables, outputs, moved and imports."""

from __future__ import annotations

import pytest

from tests.unit.configuration.specs import arguments, configured, only

VENDORED = ("aws-kms-key", "aws-iam-policy", "aws-iam-role")


def test_files_that_would_be_empty_are_left_out_but_for_those_of_the_standard_structure() -> None:
    assert [*configured().files] == [
        "versions.tf", "providers.tf", "main.tf", "variables.tf", "outputs.tf", "tests/stage.tftest.hcl",
    ]  # fmt: skip
    everything = configured("""
        backend: {type: local}
        databases: {orders: {adopt: true, admin_password: null, renamed_from: old}}
        """)
    assert [*everything.files] == [
        "versions.tf", "providers.tf", "backend.tf", "main.tf", "variables.tf", "outputs.tf", "moved.tf", "imports.tf",
        "tests/stage.tftest.hcl",
    ]  # fmt: skip
    assert everything.files["variables.tf"] == ()


def test_versions() -> None:
    root = configured("terraform: {required_version: '~> 1.9', providers: {aws: '~> 6.0', oci: '8.28.0'}}")

    assert arguments(root.terraform) == {"required_version": "~> 1.9"}
    assert arguments(only(root.terraform.blocks)) == {
        "aws": {"source": "hashicorp/aws", "version": "~> 6.0"},
        "oci": {"source": "oracle/oci", "version": "8.28.0"},
    }


def test_providers_are_pinned_to_account_and_region() -> None:
    aws, oci = configured().providers

    assert arguments(aws) == {"region": "us-east-2", "allowed_account_ids": ["111122223333"]}
    assert aws.blocks == ()
    assert arguments(oci) == {"region": "us-ashburn-1"}


def test_providers_with_everything() -> None:
    aws, oci = configured("""
        aws: {profile: prod, assume_role_arn: 'arn:aws:iam::111122223333:role/ci', tags: {team: platform}}
        oci: {profile: PROD}
        """).providers

    assert aws.arguments["profile"] == "prod"
    assert [(block.type, arguments(block)) for block in aws.blocks] == [
        ("assume_role", {"role_arn": "arn:aws:iam::111122223333:role/ci"}),
        ("default_tags", {"tags": {"team": "platform"}}),
    ]
    assert oci.arguments["config_file_profile"] == "PROD"


def test_unquoted_numbers_and_truth_values_of_a_backend_are_what_they_are_and_all_else_is_text() -> None:
    root = configured("""
        backend:
          type: s3
          config:
            bucket: states
            key: 2024-01-01
            encrypt: true
            use_lockfile: "true"
            max_retries: 5
            allowed_account_ids: ["012345670123"]
            kms_key_id: NO
            assume_role: {role_arn: 'arn:aws:iam::111122223333:role/ci'}
        """)

    assert arguments(only(only(root.backend).nested("backend"))) == {
        "bucket": "states",
        "key": "2024-01-01",
        "encrypt": True,
        "use_lockfile": "true",
        "max_retries": 5,
        "allowed_account_ids": ["012345670123"],
        "kms_key_id": "NO",
        "assume_role": {"role_arn": "arn:aws:iam::111122223333:role/ci"},
    }


@pytest.mark.parametrize(
    ("module_source", "source"),
    [
        ("vendored", {"source": "../../modules/aws-kms-key"}),
        (
            "git::https://example.com/adbkms.git?ref=v1.0.0",
            {"source": "git::https://example.com/adbkms.git//modules/aws-kms-key?ref=v1.0.0"},
        ),
        (
            "{source: app.terraform.io/example/adbkms/aws, version: ~> 1.0}",
            {"source": "app.terraform.io/example/adbkms/aws//modules/aws-kms-key", "version": "~> 1.0"},
        ),
    ],
)
def test_where_modules_come_from(module_source: str, source: dict[str, str]) -> None:
    root = configured(at_top=f"module_source: {module_source}\n")

    called = arguments(only(root.keys))
    assert {name: called[name] for name in ("source", "version") if name in called} == source
    assert root.modules == (VENDORED if module_source == "vendored" else ())


def test_only_modules_that_are_called_are_vendored() -> None:
    waiting = (
        "roles: {ADBS_AWS_Role1: {oracle_user_arn: null}}\ndatabases: {orders: {encryption: {key: oracle-managed}}}"
    )

    assert configured(waiting).modules == ("aws-kms-key", "aws-iam-policy")
    assert configured("protect: false").modules == ("aws-kms-key-unprotected", "aws-iam-policy", "aws-iam-role")


def test_a_password_is_a_sensitive_variable_or_a_secrets_ocid_and_never_text() -> None:
    variable = only(configured().variables)
    assert variable.labels == ("orders_admin_password",)
    assert {**arguments(variable), "description": ""} == {
        "description": "", "type": "string", "sensitive": True, "nullable": False,
    }  # fmt: skip
    assert arguments(only(configured().databases))["admin_password"] == "var.orders_admin_password"

    secret = configured(
        "databases: {orders: {admin_password: {variable: null, secret_id: ocid1.vaultsecret.oc1.iad.a}}}"
    )
    assert secret.variables == ()
    assert arguments(only(secret.databases))["secret_id"] == "ocid1.vaultsecret.oc1.iad.a"


def test_outputs_are_what_the_next_step_asks_for() -> None:
    assert {output.labels[0]: arguments(output)["value"] for output in configured().outputs} == {
        "key_ADBS_TestAWSKMSKey_arn": "module.key_ADBS_TestAWSKMSKey.arn",
        "policy_ADBS_AWS_Policy1_arn": "module.policy_ADBS_AWS_Policy1.arn",
        "role_ADBS_AWS_Role1_arn": "module.role_ADBS_AWS_Role1.arn",
        "database_orders_id": "oci_database_autonomous_database.orders.id",
    }


def test_every_kind_of_object_can_be_renamed_more_than_once() -> None:
    root = configured("""
        keys: {ADBS_TestAWSKMSKey: {renamed_from: OldKey, alias: ADBS_TestAWSKMSKey}}
        policies: {ADBS_AWS_Policy1: {renamed_from: OldPolicy}}
        roles: {ADBS_AWS_Role1: {renamed_from: OldRole}}
        databases: {orders: {renamed_from: [first, second]}}
        """)

    assert [tuple(arguments(block).values()) for block in root.moved] == [
        ("module.key_OldKey", "module.key_ADBS_TestAWSKMSKey"),
        ("module.policy_OldPolicy", "module.policy_ADBS_AWS_Policy1"),
        ("module.role_OldRole", "module.role_ADBS_AWS_Role1"),
        ("oci_database_autonomous_database.first", "oci_database_autonomous_database.second"),
        ("oci_database_autonomous_database.second", "oci_database_autonomous_database.orders"),
    ]
