"""`moved`, `removed` and `import` blocks."""

from __future__ import annotations

from generator.configuration.terraform import Block
from tests.unit.configuration.specs import KEY_ARN, OCID, arguments, configured

KEY = "module.key_ADBS_TestAWSKMSKey"
POLICY = "module.policy_ADBS_AWS_Policy1"
ROLE = "module.role_ADBS_AWS_Role1"


def ways(blocks: tuple[Block, ...]) -> list[tuple[object, ...]]:
    return [tuple(arguments(block).values()) for block in blocks]


def test_every_kind_of_object_moves_along_all_of_its_names() -> None:
    root = configured("""
        keys: {ADBS_TestAWSKMSKey: {renamed_from: [a, b]}}
        policies: {ADBS_AWS_Policy1: {renamed_from: p}}
        roles: {ADBS_AWS_Role1: {renamed_from: r}}
        databases: {orders: {renamed_from: [sales, shop]}}
        """)

    assert ways(root.moved) == [
        ("module.key_a", "module.key_b"),
        ("module.key_b", KEY),
        ("module.policy_p", POLICY),
        ("module.role_r", ROLE),
        ("oci_database_autonomous_database.sales", "oci_database_autonomous_database.shop"),
        ("oci_database_autonomous_database.shop", "oci_database_autonomous_database.orders"),
    ]


def test_a_retired_key_is_forgotten_under_every_name_that_it_had_and_nothing_is_destroyed() -> None:
    root = configured("""
        keys: {Old: {retired: true, renamed_from: Older, description: gone}}
        policies: {ADBS_AWS_Policy1: {keys: [ADBS_TestAWSKMSKey]}}
        """)

    assert ways(root.removed) == [("module.key_Older",), ("module.key_Old",)]
    assert [[arguments(one) for one in block.nested("lifecycle")] for block in root.removed] == [
        [{"destroy": False}]
    ] * 2
    assert "removed.tf" in root.files
    assert root.moved == ()
    assert [call.address for call in root.keys] == [KEY]
    assert "key_Old_arn" not in [output.labels[0] for output in root.outputs]
    assert arguments(root.terraform) == {"required_version": ">= 1.7"}


def test_policies_go_on_to_allow_a_retired_key_whose_arn_is_known() -> None:
    root = configured(f"""
        keys: {{Old: {{retired: true, arn: '{KEY_ARN}'}}, Gone: {{retired: true}}}}
        policies: {{ADBS_AWS_Policy1: {{keys: all}}}}
        """)

    assert arguments(root.policies[0])["key_arns"] == [f"{KEY}.arn", KEY_ARN]


def test_what_exists_is_imported_at_its_address_in_the_modules() -> None:
    other = "arn:aws:iam::111122223333:policy/elsewhere/Other"
    root = configured(f"""
        keys: {{ADBS_TestAWSKMSKey: {{adopt: '{KEY_ARN}', alias: prod/orders}}}}
        policies:
          ADBS_AWS_Policy1: {{adopt: true, path: /adbs/}}
          Existing: {{arn: 'arn:aws:iam::111122223333:policy/Existing'}}
          New: {{}}
        roles: {{ADBS_AWS_Role1: {{adopt: true, path: /adbs/, policies: [ADBS_AWS_Policy1, Existing, New, '{other}']}}}}
        databases: {{orders: {{adopt: true, admin_password: null}}}}
        """)

    attachment = f"{ROLE}.aws_iam_role_policy_attachment.this"
    assert ways(root.imports) == [
        (f"{KEY}.aws_kms_key.this", "1234abcd-12ab-34cd-56ef-1234567890ab"),
        (f"{KEY}.aws_kms_alias.this", "alias/prod/orders"),
        (f"{POLICY}.aws_iam_policy.this", "arn:aws:iam::111122223333:policy/adbs/ADBS_AWS_Policy1"),
        (f"{ROLE}.aws_iam_role.this", "ADBS_AWS_Role1"),
        (
            f'{attachment}["ADBS_AWS_Policy1"]',
            "ADBS_AWS_Role1/arn:aws:iam::111122223333:policy/adbs/ADBS_AWS_Policy1",
        ),
        (f'{attachment}["Existing"]', "ADBS_AWS_Role1/arn:aws:iam::111122223333:policy/Existing"),
        (f'{attachment}["Other"]', f"ADBS_AWS_Role1/{other}"),
        ("oci_database_autonomous_database.orders", OCID),
    ]


def test_a_role_that_is_not_rendered_yet_is_not_imported() -> None:
    root = configured("""
        roles: {ADBS_AWS_Role1: {adopt: true, oracle_user_arn: null}}
        databases: {orders: {ocid: null, encryption: {key: oracle-managed, role: null}}}
        """)

    assert root.imports == ()
