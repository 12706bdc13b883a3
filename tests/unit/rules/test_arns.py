"""An ARN names the kind of thing that its place is for."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages

KEY = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
ALIAS = "arn:aws:kms:us-east-2:111122223333:alias/payments"
POLICY = "arn:aws:iam::111122223333:policy/Use"
ROLE = "arn:aws:iam::111122223333:role/Oracle"
SESSION = "arn:aws:sts::111122223333:assumed-role/Oracle/alice"

NOT_A_KEY = "This is not the ARN of a KMS key. Expected arn:aws:kms:REGION:ACCOUNT:key/KEY_ID."
NOT_A_POLICY = "This is not the ARN of an IAM policy. Expected arn:aws:iam::ACCOUNT:policy/NAME."
NOT_A_ROLE = "This is not the ARN of an IAM role. Expected arn:aws:iam::ACCOUNT:role/NAME."
NOT_A_PRINCIPAL = "This is not the ARN of an IAM principal. Expected arn:aws:iam::ACCOUNT:role/NAME (or user/NAME)."
OF_AN_ALIAS = (
    "This is the ARN of an alias, not of a key. Give the key's own ARN, arn:aws:kms:REGION:ACCOUNT:key/KEY_ID; the "
    "alias "
    "can stand beside it under `alias`."
)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (f"aws:\n  assume_role_arn: {SESSION}", NOT_A_ROLE),
        (f"keys:\n  Existing: {{arn: '{POLICY}'}}", NOT_A_KEY),
        (f"keys:\n  Existing: {{arn: '{ALIAS}'}}", OF_AN_ALIAS),
        (f"keys:\n  ADBS_TestAWSKMSKey: {{administrators: ['{POLICY}']}}", NOT_A_PRINCIPAL),
        (f"policies:\n  Existing: {{arn: '{ROLE}'}}", NOT_A_POLICY),
        (f"roles:\n  Existing: {{arn: '{POLICY}'}}", NOT_A_ROLE),
        (f"roles:\n  Existing: {{arn: '{ROLE[:-6]}*'}}", NOT_A_ROLE),
        (f"roles:\n  ADBS_AWS_Role1: {{policies: [ADBS_AWS_Policy1, '{ROLE}']}}", NOT_A_POLICY),
        (f"roles:\n  ADBS_AWS_Role1: {{permissions_boundary: '{ROLE}'}}", NOT_A_POLICY),
        (f"databases:\n  orders: {{encryption: {{key: '{ALIAS}'}}}}", OF_AN_ALIAS),
        ("databases:\n  orders: {encryption: {key: 'arn:aws:kms'}}", NOT_A_KEY),
        (f"databases:\n  orders: {{encryption: {{role: '{SESSION}'}}}}", NOT_A_ROLE),
    ],
)
def test_another_kind_of_arn_is_refused(changes: str, message: str) -> None:
    found = check(changes)

    assert [one.partition(": ")[2] for one in messages(found, "AWS103")] == [message]
    assert {one.code for one in found} == {"AWS103"}


def test_each_place_takes_its_own_kind() -> None:
    found = check(f"""
        aws: {{assume_role_arn: {ROLE}}}
        keys:
          Existing: {{arn: {KEY}}}
          ADBS_TestAWSKMSKey: {{administrators: [{ROLE}, "arn:aws:iam::111122223333:user/alice", {SESSION}]}}
        policies:
          Existing: {{arn: {POLICY}}}
          ADBS_AWS_Policy1: {{keys: [ADBS_TestAWSKMSKey, {KEY}]}}
        roles:
          Existing: {{arn: {ROLE}}}
          ADBS_AWS_Role1:
            policies: [ADBS_AWS_Policy1, {POLICY}, "arn:aws:iam::aws:policy/ReadOnlyAccess"]
            permissions_boundary: {POLICY}
        databases:
          orders: {{encryption: {{key: {KEY}, role: {ROLE}}}}}
        """)

    assert found == []
