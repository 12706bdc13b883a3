"""What takes a key out of a database's reach, or a protection away, is said to endanger."""

from __future__ import annotations

import pytest

from tests.unit.diff_meaning.changed import said

AWS = 'provider "aws" {\n region = "us-east-2"\n}\n'
KEY = 'module "key_A" {\n source = "../../modules/aws-kms-key"\n alias = "A"\n}\n'
IDS = '["ocid1.tenancy.oc1..a"]'
ROLE = f'module "role_R" {{\n source = "../../modules/aws-iam-role"\n name = "R"\n external_ids = {IDS}\n}}\n'


def database(external_id: str = "tenant_ocid", region: str = "us-east-2", key: str = "module.key_A.arn") -> str:
    return (
        'resource "oci_database_autonomous_database" "orders" {\n encryption_key {\n'
        f' autonomous_database_provider = "AWS"\n key_arn = {key}\n arn_role = module.role_R.arn\n'
        f' service_endpoint_uri = "kms.{region}.amazonaws.com"\n external_id = "{external_id}"\n }}\n}}\n'
    )


def resource(type: str, body: str) -> str:
    return f'resource "{type}" "x" {{\n{body}\n}}\n'


@pytest.mark.parametrize(
    ("type", "old", "new", "sentence"),
    [
        (
            "aws_kms_key",
            "",
            "is_enabled = false",
            "will be disabled: every database that is encrypted with it becomes inaccessible",
        ),
        (
            "aws_kms_key",
            "is_enabled = true",
            "is_enabled = var.on",
            "will be disabled where var.on says so: every database that is encrypted with it becomes inaccessible",
        ),
        (
            "aws_kms_replica_key",
            "enabled = true",
            "enabled = false",
            "will be disabled: every database that is encrypted with it becomes inaccessible",
        ),
        (
            "aws_kms_alias",
            "target_key_id = aws_kms_key.a.key_id",
            "target_key_id = aws_kms_key.b.key_id",
            "will point at another key: a database that names its key by it is switched",
        ),
        (
            "aws_iam_role",
            "",
            'permissions_boundary = "arn:aws:iam::111122223333:policy/B"',
            "will be bounded by arn:aws:iam::111122223333:policy/B (permissions boundary): Oracle can use the key only "
            "if that allows it, too",
        ),
        (
            "aws_iam_role",
            'managed_policy_arns = ["arn:aws:iam::111122223333:policy/B"]',
            "managed_policy_arns = []",
            "will have no policy attached: a database can lose the key that another policy allows",
        ),
        (
            "aws_iam_policy",
            "policy = local.one",
            "policy = local.other",
            "will have another policy, which cannot be read from the tree (policy): it may allow more, or less",
        ),
    ],
)
def test_by_hand(type: str, old: str, new: str, sentence: str) -> None:
    assert said(resource(type, old), resource(type, new)) == [f"endangers: {type}.x {sentence}."]


def test_a_key_that_is_enabled_again_endangers_nothing() -> None:
    assert said(resource("aws_kms_key", "is_enabled = false"), resource("aws_kms_key", "")) == [
        "in place: aws_kms_key.x will be enabled."
    ]


def test_a_narrower_policy_endangers_where_it_is_about_keys_or_roles() -> None:
    policy = 'policy = jsonencode({{ Statement = [{{ Effect = "Allow", Action = {}, Resource = "*" }}] }})'

    def narrower(*actions: str) -> list[str]:
        before, after = (str(list(one)).replace("'", '"') for one in (actions, actions[:1]))
        type = "aws_iam_policy"
        return said(resource(type, policy.format(before)), resource(type, policy.format(after)))

    assert narrower("kms:Encrypt", "kms:Decrypt") == [
        "endangers: aws_iam_policy.x will allow less (IAM policy), no longer kms:Decrypt."
    ]
    assert narrower("s3:GetObject", "s3:PutObject") == [
        "in place: aws_iam_policy.x will allow less (IAM policy), no longer s3:PutObject."
    ]


def test_an_endpoint_has_to_be_of_the_region_of_the_key() -> None:
    stack = AWS + KEY + ROLE

    assert said(stack + database(), stack + database(region="us-west-2")) == [
        "endangers: orders will look for its key in us-west-2 (kms.us-west-2.amazonaws.com) instead of us-east-2, and "
        "the key is in us-east-2."
    ]
    west = '"arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"'
    assert said(stack + database(key=west), stack + database(region="us-west-2", key=west)) == [
        "in place: orders will look for its key in us-west-2 (kms.us-west-2.amazonaws.com) instead of us-east-2."
    ]


def test_the_role_has_to_accept_the_external_id() -> None:
    said_of_it = "orders will present its own OCID as the external ID instead of its tenancy's"

    assert said(ROLE + KEY + database(), ROLE + KEY + database("database_ocid")) == [
        f"endangers: {said_of_it}, which its role R does not accept."
    ]
    other = ROLE.replace('["', '["ocid1.autonomousdatabase.oc1..a", "')
    assert said(other + KEY + database(), other + KEY + database("database_ocid")) == [
        f"in place: {said_of_it}: its role has to accept that."
    ]


def test_any_aws_account() -> None:
    pinned = AWS.replace("}", ' allowed_account_ids = ["111122223333"]\n}')

    assert said(pinned, AWS) == ["endangers: shop-prod will be applied to whatever AWS account the credentials are of."]


def test_another_key_and_no_check_of_it() -> None:
    check = ' lifecycle {\n postcondition {\n condition = true\n error_message = "Another key."\n }\n }\n'
    checked = database().replace("encryption_key", check + " encryption_key")

    assert said(KEY + ROLE + checked, KEY + ROLE + database(key="aws_kms_key.x.arn")) == [
        "in place: orders will be encrypted with aws_kms_key.x; A stays for old backups.",
        "endangers: orders will no longer be checked for the key that it has after an apply, so another key can go "
        "unnoticed.",
    ]
