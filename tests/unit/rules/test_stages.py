"""The order that the clouds impose: database, role, key."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages


@pytest.mark.parametrize(
    "encryption",
    [
        "{key: oracle-managed, role: null}",
        "{key: oracle-managed, role: ADBS_AWS_Role1}",
    ],
)
def test_stage_provision_breaks_no_rule(encryption: str) -> None:
    found = check(f"""
        roles: {{ADBS_AWS_Role1: {{oracle_user_arn: null}}}}
        databases: {{orders: {{ocid: null, encryption: {encryption}}}}}
        """)

    assert found == []


def test_stage_trust_breaks_no_rule() -> None:
    assert check("databases: {orders: {encryption: {key: oracle-managed, role: null}}}") == []


def test_stage_encrypt_breaks_no_rule() -> None:
    assert check() == []


def test_stage_rotate_breaks_no_rule() -> None:
    found = check("""
        keys: {ADBS_TestAWSKMSKey2: {}}
        policies: {ADBS_AWS_Policy1: {keys: [ADBS_TestAWSKMSKey, ADBS_TestAWSKMSKey2]}}
        databases: {orders: {encryption: {key: ADBS_TestAWSKMSKey2}}}
        """)

    assert found == []


def test_stage_revert_breaks_no_rule() -> None:
    assert check("databases: {orders: {encryption: {key: oracle-managed}}}") == []


def test_a_database_that_does_not_exist_cannot_have_a_key() -> None:
    found = check("databases: {orders: {ocid: null, encryption: {key: ADBS_TestAWSKMSKey}}}")

    assert messages(found, "STG101") == [
        '4:56: The database "orders" does not exist yet, and cannot be created with a key in AWS KMS. Write '
        "`key: oracle-managed` and apply. Then fill in its `ocid` (`terraform output`) and select the key."
    ]


def test_adoption_needs_the_ocid_and_that_is_all_that_is_said() -> None:
    found = check("databases: {orders: {ocid: null, adopt: true, admin_password: null}}")

    assert messages(found, "STG102") == [
        '4:45: The database "orders" is to be adopted, and its OCID is missing. Write `ocid:` with the database\'s '
        "OCID, from "
        "the OCI console; or remove `adopt`, and a new database is created."
    ]
    assert len(found) == 1


def test_a_role_that_waits_is_reported_once_however_many_databases_use_it() -> None:
    found = check("""
        roles:
          ADBS_AWS_Role1:
            oracle_user_arn: null
        databases:
          stock:
            db_name: STOCK
            ocid: ocid1.autonomousdatabase.oc1.iad.bbbb
            encryption: {key: ADBS_TestAWSKMSKey, role: ADBS_AWS_Role1}
        """)

    assert messages(found, "STG103") == [
        '5:7: The database "orders" uses the role "ADBS_AWS_Role1", which waits for Oracle\'s user ARN. Fill '
        "in `oracle_user_arn`: `adbkms discover` asks the database for it. By hand, as ADMIN: SELECT param_name, "
        "param_value FROM cloud_integrations WHERE LOWER(param_name) IN ('aws_user_arn', 'aws_arn')."
    ]
