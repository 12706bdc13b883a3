"""Two objects that would be one in AWS, in OCI or in Terraform."""

from __future__ import annotations

from tests.unit.rules.specs import check, check_text, messages, spec_text


def two_stacks(changes: str) -> str:
    """The example as it is, and a second time as `payments-test` with changes, in one file."""
    text = spec_text(f"databases: null\nroles: null\npolicies: null\n{changes}")
    return text.replace("stacks:\n", "stacks:\n  first: {}\n").replace("payments-prod", "payments-test")


def test_an_alias_is_there_once_in_an_account_and_region() -> None:
    found = check_text(two_stacks("protect: true"))

    assert messages(found, "NAM102") == [
        '18:7: The alias "ADBS_TestAWSKMSKey" is there twice in 111122223333, us-east-2. The key '
        '"ADBS_TestAWSKMSKey" of the '
        'stack "first" has it. Give this key another `alias`, or refer to the other one by `arn`.'
    ]


def test_another_account_or_region_has_aliases_of_its_own() -> None:
    assert check_text(two_stacks("aws: {region: us-east-1}")) == []
    assert check_text(two_stacks('aws: {account_id: "999900001111"}')) == []


def test_names_of_policies_and_roles_ignore_case_and_regions() -> None:
    found = check("""
        policies:
          adbs_aws_policy1: {}
        roles:
          ADBS_AWS_ROLE1: {policies: [ADBS_AWS_Policy1]}
        """)

    refer = "and IAM's names ignore case. Rename one, or refer to the other by `arn`."
    assert messages(found, "NAM103") == [
        '5:7: The policy "adbs_aws_policy1" is there twice in the account 111122223333. The stack "payments-prod" has '
        f'"ADBS_AWS_Policy1", {refer}',
        '7:7: The role "ADBS_AWS_ROLE1" is there twice in the account 111122223333. The stack "payments-prod" has '
        f'"ADBS_AWS_Role1", {refer}',
    ]


def test_stacks_of_one_account_share_the_names_of_iam() -> None:
    first = spec_text("databases: null")
    second = spec_text("{databases: null, aws: {region: eu-west-1}}").replace("payments-prod", "payments-test")
    found = check_text(first, second)

    assert [(one.code, one.range.filename if one.range else "") for one in found] == [
        ("NAM103", "spec1.yaml"),
        ("NAM103", "spec1.yaml"),
    ]


def test_an_existing_role_may_be_in_several_stacks() -> None:
    existing = "roles: {ADBS_AWS_Role1: {arn: 'arn:aws:iam::111122223333:role/ADBS_AWS_Role1'}}"
    found = check_text(
        spec_text("databases: null"),
        spec_text("keys: null\npolicies: null\ndatabases: null\nroles: null").replace("payments-prod", "second"),
        f"version: 1\nstacks:\n  third:\n    {existing}\n    aws: {{account_id: '111122223333', region: us-east-2}}\n"
        "    oci: {compartment_id: ocid1.compartment.oc1..aaaa, region: us-ashburn-1}\n",
    )

    assert found == []


def test_two_names_can_be_one_label_in_terraform() -> None:
    found = check("""
        keys:
          team/a: {}
          team_a: {}
        """)

    assert messages(found, "NAM104") == [
        '6:7: "team/a" and "team_a" would both be module.key_team_a. In Terraform\'s names everything but letters, '
        "digits, _ "
        "and - becomes _. Rename one of them, and keep its alias by `alias`."
    ]


def test_a_database_name_is_there_once_in_upper_or_lower_case() -> None:
    found = check("""
        databases:
          copy: {db_name: Orders, ocid: ocid1.autonomousdatabase.oc1.iad.bbbb}
        """)

    assert messages(found, "NAM105") == [
        '5:23: Two databases in us-ashburn-1 are called "Orders". The database "orders" of the stack "payments-prod" '
        "has the "
        "name, in upper or lower case. Choose another `db_name`."
    ]


def test_a_database_name_of_another_tenancy_or_region_is_another_name() -> None:
    def second(oci: str, ocid: str) -> str:
        databases = f"{{orders: {{ocid: {ocid}, encryption: null}}}}"
        changes = f"oci: {oci}\nkeys: null\npolicies: null\nroles: null\ndatabases: {databases}"
        return spec_text(changes).replace("payments-prod", "payments-test")

    elsewhere = second("{region: us-phoenix-1}", "ocid1.autonomousdatabase.oc1.phx.bbbb")
    another = second("{tenancy_id: ocid1.tenancy.oc1..bbbb}", "ocid1.autonomousdatabase.oc1.iad.bbbb")
    same = second("{compartment_id: ocid1.compartment.oc1..bbbb}", "ocid1.autonomousdatabase.oc1.iad.bbbb")

    assert check_text(spec_text(), elsewhere) == []
    assert check_text(spec_text(), another) == []
    assert [one.code for one in check_text(spec_text(), same)] == ["NAM105"]


def test_an_ocid_is_there_once() -> None:
    found = check("""
        databases:
          copy: {db_name: COPY, ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase}
        """)

    assert messages(found, "NAM106") == [
        '5:35: This OCID is there twice. The database "orders" of the stack "payments-prod" has it. Give each its '
        "own OCID, "
        "or remove one."
    ]


def test_a_role_has_each_policy_once() -> None:
    arn = "arn:aws:iam::111122223333:policy/team/ADBS_AWS_Policy1"
    found = check(f"roles: {{ADBS_AWS_Role1: {{policies: [ADBS_AWS_Policy1, {arn}, ADBS_AWS_Policy1]}}}}")

    two = 'The role "ADBS_AWS_Role1" has two policies called "ADBS_AWS_Policy1".'
    assert messages(found, "NAM109") == [
        f"4:59: {two} ADBS_AWS_Policy1 is the other one. Declare one of them in `policies` under another name, with "
        "its "
        "`arn`.",
        f"4:115: {two} Remove one of them.",
    ]
