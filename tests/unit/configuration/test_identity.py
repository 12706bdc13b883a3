"""Keys, policies and roles as module calls."""

from __future__ import annotations

import pytest

from tests.unit.configuration.specs import KEY_ARN, arguments, configured, only

TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
DATABASE = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"


def test_a_key_says_what_matters_even_where_it_is_the_default() -> None:
    assert arguments(only(configured("keys: {ADBS_TestAWSKMSKey: {description: null}}").keys)) == {
        "source": "../../modules/aws-kms-key",
        "alias": "ADBS_TestAWSKMSKey",
        "description": "Customer-managed key of Oracle Autonomous AI Database (ADBS_TestAWSKMSKey)",
        "deletion_window_in_days": 30,
        "rotation_period_in_days": 365,
    }


def test_a_key_with_everything() -> None:
    root = configured("""
        keys:
          ADBS_TestAWSKMSKey:
            alias: prod/orders
            description: ''
            deletion_window_days: 7
            rotation_days: false
            administrators: ['arn:aws:iam::111122223333:role/admin']
            tags: {cost: '42'}
            annotations: ['checkov:skip=CKV_AWS_7: rotated by hand']
        """)

    assert arguments(only(root.keys)) == {
        "source": "../../modules/aws-kms-key",
        "alias": "prod/orders",
        "description": "",
        "deletion_window_in_days": 7,
        "rotation_period_in_days": None,
        "administrators": ["arn:aws:iam::111122223333:role/admin"],
        "tags": {"cost": "42"},
    }
    assert only(root.keys).comments == ("checkov:skip=CKV_AWS_7: rotated by hand",)


def test_a_policy_allows_the_use_of_all_keys_of_the_stack_in_their_order() -> None:
    root = configured(f"""
        keys: {{second: {{}}, third: {{arn: '{KEY_ARN}'}}}}
        policies: {{ADBS_AWS_Policy1: {{keys: all, path: /oracle/, actions: decrypt-only}}}}
        """)

    policy = arguments(only(root.policies))
    assert policy["path"] == "/oracle/"
    assert policy["key_arns"] == ["module.key_ADBS_TestAWSKMSKey.arn", "module.key_second.arn", KEY_ARN]
    assert policy["actions"] == ["kms:DescribeKey", "kms:Decrypt"]


def test_actions_of_the_users_own_choice() -> None:
    root = configured("policies: {ADBS_AWS_Policy1: {actions: ['kms:Decrypt', 'kms:DescribeKey']}}")

    assert arguments(only(root.policies))["actions"] == ["kms:Decrypt", "kms:DescribeKey"]


@pytest.mark.parametrize(
    ("kind", "ocid"),
    [("tenant_ocid", TENANCY), ("compartment_ocid", COMPARTMENT), ("database_ocid", DATABASE)],
)
def test_the_trust_policy_gets_the_ocid_itself(kind: str, ocid: str) -> None:
    root = configured(f"roles: {{ADBS_AWS_Role1: {{external_id: {kind}}}}}")

    assert arguments(only(root.roles))["external_ids"] == [ocid]


def test_a_role_with_everything() -> None:
    root = configured("""
        roles:
          ADBS_AWS_Role1:
            description: Oracle's
            path: /oracle/
            policies: [ADBS_AWS_Policy1, 'arn:aws:iam::111122223333:policy/security/audit']
            permissions_boundary: arn:aws:iam::111122223333:policy/boundary
            max_session_seconds: 7200
            tags: {team: platform}
        """)

    assert arguments(only(root.roles)) == {
        "source": "../../modules/aws-iam-role",
        "name": "ADBS_AWS_Role1",
        "description": "Oracle's",
        "path": "/oracle/",
        "oracle_user_arn": "arn:aws:iam::444455556666:user/oracle-adbs",
        "external_ids": [TENANCY],
        "policy_arns": {
            "ADBS_AWS_Policy1": "module.policy_ADBS_AWS_Policy1.arn",
            "audit": "arn:aws:iam::111122223333:policy/security/audit",
        },
        "max_session_duration": 7200,
        "permissions_boundary": "arn:aws:iam::111122223333:policy/boundary",
        "tags": {"team": "platform"},
    }


def test_nothing_is_created_for_what_exists() -> None:
    root = configured(f"""
        keys: {{ADBS_TestAWSKMSKey: null, old: {{arn: '{KEY_ARN}'}}}}
        policies: {{ADBS_AWS_Policy1: null, old: {{arn: 'arn:aws:iam::111122223333:policy/old'}}}}
        roles: {{ADBS_AWS_Role1: null, old: {{arn: 'arn:aws:iam::111122223333:role/old'}}}}
        databases: {{orders: {{encryption: {{key: old, role: old}}}}}}
        """)

    assert (root.keys, root.policies, root.roles, root.modules) == ((), (), (), ())


def test_names_that_are_no_labels_become_some() -> None:
    root = configured("""
        policies: {'a+b=c,d.e@f': {keys: [ADBS_TestAWSKMSKey]}}
        """)

    assert [call.address for call in root.policies] == [
        "module.policy_ADBS_AWS_Policy1",
        "module.policy_a_b_c_d_e_f",
    ]
    assert root.policies[1].arguments["name"] == "a+b=c,d.e@f"
