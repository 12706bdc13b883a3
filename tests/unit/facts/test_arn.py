"""ARNs are read by AWS's grammar, strictly, and written back as they were."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.arn import (
    AliasArn,
    Arn,
    KeyArn,
    PolicyArn,
    PrincipalKind,
    RoleArn,
    parse_alias_arn,
    parse_arn,
    parse_key_arn,
    parse_policy_arn,
    parse_principal_arn,
    parse_role_arn,
)

KEY_ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
KEY = f"arn:aws:kms:us-east-2:111122223333:key/{KEY_ID}"
MULTI_REGION_KEY = "arn:aws:kms:us-east-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab"
ALIAS = "arn:aws:kms:us-east-2:111122223333:alias/ADBS_TestAWSKMSKey"
ROLE = "arn:aws:iam::111122223333:role/ADBS_AWS_Role1"
POLICY = "arn:aws:iam::111122223333:policy/ADBS_AWS_Policy1"
USER = "arn:aws:iam::444455556666:user/oracle"
SESSION = "arn:aws:sts::111122223333:assumed-role/Admin/alice@example.com"
ROOT = "arn:aws:iam::111122223333:root"
ALL = [KEY, MULTI_REGION_KEY, ALIAS, ROLE, POLICY, USER, SESSION, ROOT]

PARSERS = [parse_arn, parse_key_arn, parse_alias_arn, parse_role_arn, parse_policy_arn, parse_principal_arn]

partitions = st.sampled_from(["aws", "aws-cn", "aws-us-gov", "aws-iso-b", "aws-eusc"])
account_ids = st.from_regex(r"[0-9]{12}", fullmatch=True)
regions = st.from_regex(r"[a-z]{2}(-[a-z]+){1,2}-[1-9]", fullmatch=True)
names = st.from_regex(r"[A-Za-z0-9_+=,.@-]{1,64}", fullmatch=True)
paths = st.from_regex(r"/(?:[A-Za-z0-9.,+@=_-]{1,20}/){0,3}", fullmatch=True)


def test_an_arn_is_read_into_its_parts() -> None:
    assert parse_arn(KEY) == Arn("aws", "kms", "us-east-2", "111122223333", f"key/{KEY_ID}")


def test_region_and_account_can_be_empty() -> None:
    assert parse_arn("arn:aws:s3:::bucket") == Arn("aws", "s3", "", "", "bucket")


def test_the_resource_keeps_its_colons() -> None:
    arn = parse_arn("arn:aws:logs:us-east-2:111122223333:log-group:name:*")
    assert arn is not None
    assert arn.resource == "log-group:name:*"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "arn",
        "arn:aws:kms:us-east-2:111122223333",  # no resource
        "arn:aws:kms:us-east-2:111122223333:",
        f" {KEY}",
        f"{KEY}\n",
        KEY.replace("arn:", "ARN:"),
        KEY.replace(":aws:", ":gcp:"),
        KEY.replace(":aws:", "::"),
        KEY.replace(":kms:", "::"),
        KEY.replace("111122223333", "11112222333"),
        KEY.replace("111122223333", "1111-2222-3333"),
        KEY.replace("111122223333", "１１１１２２２２３３３３"),  # noqa: RUF001 - full-width digits are the point
        "arn:aws:kms:us-east-2:111122223333:key/a b",
    ],
)
def test_anything_else_is_no_arn(text: str) -> None:
    assert parse_arn(text) is None


def test_a_key_arn_names_region_account_and_key() -> None:
    assert parse_key_arn(KEY) == KeyArn("aws", "us-east-2", "111122223333", KEY_ID)


def test_a_multi_region_key_is_recognised_by_its_id() -> None:
    key, multi_region_key = parse_key_arn(KEY), parse_key_arn(MULTI_REGION_KEY)
    assert key is not None
    assert multi_region_key is not None
    assert not key.is_multi_region
    assert multi_region_key.is_multi_region


@pytest.mark.parametrize(
    "text",
    [
        ALIAS,
        ROLE,
        KEY_ID,
        KEY.upper(),
        KEY.replace("us-east-2", ""),
        KEY.replace("111122223333", ""),
        KEY.replace("111122223333", "aws"),
        KEY.replace("1234abcd-", "1234ABCD-"),
        KEY.replace("1234abcd-", "1234abcg-"),
        KEY[:-1],
        KEY + "0",
        MULTI_REGION_KEY[:-1],
        "arn:aws:kms:us-east-2:111122223333:key/*",
    ],
)
def test_what_is_not_exactly_a_key_is_refused(text: str) -> None:
    assert parse_key_arn(text) is None


def test_an_alias_arn_holds_the_alias_with_its_prefix() -> None:
    assert parse_alias_arn(ALIAS) == AliasArn("aws", "us-east-2", "111122223333", "alias/ADBS_TestAWSKMSKey")


@pytest.mark.parametrize(("name", "managed"), [("aws/rds", True), ("awsome", False), ("team/aws/x", False)])
def test_an_alias_of_an_aws_managed_key_is_told_apart(name: str, managed: bool) -> None:
    alias = parse_alias_arn(f"arn:aws:kms:us-east-2:111122223333:alias/{name}")
    assert alias is not None
    assert alias.is_aws_managed is managed


@pytest.mark.parametrize("name", ["", "a:b", "a.b", "*", "a" * 251])
def test_an_alias_outside_the_grammar_is_refused(name: str) -> None:
    assert parse_alias_arn(f"arn:aws:kms:us-east-2:111122223333:alias/{name}") is None


def test_a_role_arn_splits_path_and_name() -> None:
    assert parse_role_arn(ROLE) == RoleArn("aws", "111122223333", "/", "ADBS_AWS_Role1")
    assert parse_role_arn("arn:aws:iam::111122223333:role/team/db/Role1") == RoleArn(
        "aws", "111122223333", "/team/db/", "Role1"
    )


@pytest.mark.parametrize(
    "text",
    [
        SESSION,
        USER,
        "arn:aws:iam::111122223333:role/",
        "arn:aws:iam::111122223333:role/*",
        "arn:aws:iam::111122223333:role/*/Role1",
        "arn:aws:iam::111122223333:role/te?m/Role1",
        "arn:aws:iam::aws:role/Role1",
        "arn:aws:iam:us-east-2:111122223333:role/Role1",
        "arn:aws:iam::111122223333:role/" + "a" * 65,
        "arn:aws:iam::111122223333:role/" + "p" * 511 + "/Role1",
    ],
)
def test_what_is_not_exactly_a_role_is_refused(text: str) -> None:
    assert parse_role_arn(text) is None


def test_a_policy_is_the_accounts_own_or_written_by_aws() -> None:
    own, managed = parse_policy_arn(POLICY), parse_policy_arn("arn:aws:iam::aws:policy/job-function/Billing")
    assert own == PolicyArn("aws", "111122223333", "/", "ADBS_AWS_Policy1")
    assert managed == PolicyArn("aws", "aws", "/job-function/", "Billing")
    assert not own.is_aws_managed
    assert managed.is_aws_managed


@pytest.mark.parametrize(
    "text",
    [
        ROLE,
        "arn:aws:iam:::policy/P",
        "arn:aws:iam::111122223333:policy/P*",
        "arn:aws:iam::111122223333:policy/" + "a" * 129,
    ],
)
def test_what_is_not_exactly_a_policy_is_refused(text: str) -> None:
    assert parse_policy_arn(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "resource"),
    [
        (ROOT, PrincipalKind.ROOT, "root"),
        (USER, PrincipalKind.USER, "user/oracle"),
        ("arn:aws:iam::444455556666:user/a/b/c", PrincipalKind.USER, "user/a/b/c"),
        (ROLE, PrincipalKind.ROLE, "role/ADBS_AWS_Role1"),
        (SESSION, PrincipalKind.ASSUMED_ROLE, "assumed-role/Admin/alice@example.com"),
    ],
)
def test_a_principal_is_an_account_a_user_a_role_or_a_session(text: str, kind: PrincipalKind, resource: str) -> None:
    principal = parse_principal_arn(text)
    assert principal is not None
    assert (principal.kind, principal.resource) == (kind, resource)


@pytest.mark.parametrize(
    "text",
    [
        "*",
        "111122223333",
        KEY,
        POLICY,
        "arn:aws:iam::111122223333:group/Admins",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:iam::111122223333:assumed-role/Admin/alice",
        "arn:aws:sts::111122223333:assumed-role/Admin",
        "arn:aws:sts::111122223333:root",
        "arn:aws:iam::111122223333:rooted",
    ],
)
def test_what_cannot_be_a_principal_is_refused(text: str) -> None:
    assert parse_principal_arn(text) is None


@given(
    st.builds(
        Arn,
        partition=partitions,
        service=st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True),
        region=regions | st.just(""),
        account_id=account_ids | st.just("") | st.just("aws"),
        resource=st.from_regex(r"[!-~]{1,60}", fullmatch=True),
    )
)
def test_any_arn_survives_writing_and_reading(arn: Arn) -> None:
    assert parse_arn(str(arn)) == arn


@given(st.builds(RoleArn, partition=partitions, account_id=account_ids, path=paths, name=names))
def test_any_role_survives_writing_and_reading(role: RoleArn) -> None:
    assert parse_role_arn(str(role)) == role


@given(st.builds(PolicyArn, partition=partitions, account_id=account_ids | st.just("aws"), path=paths, name=names))
def test_any_policy_survives_writing_and_reading(policy: PolicyArn) -> None:
    assert parse_policy_arn(str(policy)) == policy


@given(st.builds(KeyArn, partition=partitions, region=regions, account_id=account_ids, key_id=st.uuids().map(str)))
def test_any_key_survives_writing_and_reading(key: KeyArn) -> None:
    assert parse_key_arn(str(key)) == key


@given(st.text() | st.sampled_from(ALL).flatmap(lambda arn: st.integers(0, len(arn)).map(lambda end: arn[:end])))
def test_whatever_is_read_is_written_back_unchanged(text: str) -> None:
    for parse in PARSERS:
        arn = parse(text)
        assert arn is None or str(arn) == text


@pytest.mark.parametrize("text", ALL)
def test_every_arn_is_of_one_kind_only(text: str) -> None:
    readings = [parse(text) for parse in (parse_key_arn, parse_alias_arn, parse_policy_arn, parse_principal_arn)]
    assert len([arn for arn in readings if arn]) == 1
    assert str(parse_arn(text)) == text
