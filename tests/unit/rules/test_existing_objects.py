"""What exists already is referred to by its ARN and not set."""

from __future__ import annotations

from tests.unit.rules.specs import check, messages

KEY = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
POLICY = "arn:aws:iam::111122223333:policy/Existing"
ROLE = "arn:aws:iam::111122223333:role/Existing"


def test_settings_beside_an_arn_have_no_effect() -> None:
    found = check(f"""
        keys:
          Existing: {{arn: {KEY}, rotation_days: 365, renamed_from: Old}}
        policies:
          Existing: {{arn: {POLICY}, keys: all}}
        roles:
          Existing: {{arn: {ROLE}, policies: [ADBS_AWS_Policy1], max_session_seconds: 3600}}
        """)

    assert [message.partition(": ")[2] for message in messages(found, "ARG106")] == [
        '"rotation_days" has no effect on an existing key. Remove `rotation_days`, or remove `arn` to have the key '
        "created.",
        '"renamed_from" has no effect on an existing key. Remove `renamed_from`, or remove `arn` to have the key '
        "created.",
        '"keys" has no effect on an existing policy. Remove `keys`, or remove `arn` to have the policy created.',
        '"policies" has no effect on an existing role. Remove `policies`, or remove `arn` to have the role created.',
        '"max_session_seconds" has no effect on an existing role. Remove `max_session_seconds`, or remove `arn` to '
        "have the "
        "role created.",
    ]
    assert {one.code for one in found} == {"ARG106"}


def test_what_says_something_about_an_existing_object_is_fine() -> None:
    found = check(f"""
        keys:
          Existing: {{arn: {KEY}, alias: payments, description: null}}
        roles:
          Existing: {{arn: {ROLE}, external_id: compartment_ocid}}
        """)

    assert found == []


def test_an_adopted_database_with_an_existing_key_and_role_breaks_no_rule() -> None:
    found = check(f"""
        keys: {{ADBS_TestAWSKMSKey: null, Existing: {{arn: {KEY}, alias: payments}}}}
        policies: null
        roles: {{ADBS_AWS_Role1: null, Existing: {{arn: {ROLE}}}}}
        databases:
          orders:
            adopt: true
            admin_password: null
            encryption: {{key: Existing, role: Existing, identify_key_by: alias}}
        """)

    assert found == []


def test_the_strictest_way_breaks_no_rule() -> None:
    found = check(f"""
        keys:
          ADBS_TestAWSKMSKey:
            administrators: ["arn:aws:iam::111122223333:role/KeyAdmin"]
            annotations: ["checkov:skip=CKV_AWS_7: rotated by hand"]
            rotation_days: false
        roles:
          ADBS_AWS_Role1:
            external_id: database_ocid
            path: /database/
            permissions_boundary: {POLICY}
            max_session_seconds: 43200
        """)

    assert found == []
