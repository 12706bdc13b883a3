"""What each stage of a database renders: `encryption_key`, `depends_on` and the lifecycle."""

from __future__ import annotations

from tests.unit.configuration.specs import KEY_ARN, OCID, ROLE_ARN, arguments, configured, only, orders

PROVISION = """
roles: {ADBS_AWS_Role1: {oracle_user_arn: null}}
databases: {orders: {ocid: null, encryption: {key: oracle-managed, role: null}}}
"""
TRUST = "databases: {orders: {encryption: {key: oracle-managed, role: null}}}"
POLICY_OF_ALL = "policies: {ADBS_AWS_Policy1: {keys: all}}\n"
PROVIDER = "one(self.encryption_key[*].autonomous_database_provider)"
IN_USE = "one(self.encryption_key[*].key_arn)"
LAST_WORDS = "Look at its last work request in OCI."


def policy_of(key_arn: str) -> str:
    return f"policies: {{ADBS_AWS_Policy1: {{keys: [ADBS_TestAWSKMSKey, '{key_arn}']}}}}\n"


def postconditions(changes: str) -> list[tuple[object, object]]:
    found = [arguments(one) for one in only(orders(changes).nested("lifecycle")).nested("postcondition")]
    return [(one["condition"], one["error_message"]) for one in found]


def encryption_key(changes: str) -> dict[str, object]:
    return arguments(only(orders(changes).nested("encryption_key")))


def test_provision_has_no_block_no_role_and_nothing_to_wait_for() -> None:
    root = configured(PROVISION)

    assert root.roles == ()
    assert [call.address for call in (*root.keys, *root.policies)] == [
        "module.key_ADBS_TestAWSKMSKey",
        "module.policy_ADBS_AWS_Policy1",
    ]
    assert only(root.databases).nested("encryption_key") == ()
    assert "depends_on" not in only(root.databases).arguments
    assert postconditions(PROVISION) == []


def test_trust_adds_the_role_and_says_oracles_key_explicitly() -> None:
    assert [call.address for call in configured(TRUST).roles] == ["module.role_ADBS_AWS_Role1"]
    assert encryption_key(TRUST) == {"autonomous_database_provider": "ORACLE_MANAGED"}
    assert postconditions(TRUST) == [
        (
            f'{PROVIDER} != "AWS"',
            f"After this apply the database orders is still encrypted with a key in AWS KMS. {LAST_WORDS}",
        )
    ]


def test_encrypt_has_all_four_arguments_and_waits_for_policy_and_role() -> None:
    assert encryption_key("") == {
        "autonomous_database_provider": "AWS",
        "key_arn": "module.key_ADBS_TestAWSKMSKey.arn",
        "service_endpoint_uri": "kms.us-east-2.amazonaws.com",
        "arn_role": "module.role_ADBS_AWS_Role1.arn",
        "external_id": "tenant_ocid",
    }
    assert arguments(orders())["depends_on"] == ["module.policy_ADBS_AWS_Policy1", "module.role_ADBS_AWS_Role1"]
    assert postconditions("") == [
        (
            f'{PROVIDER} == "AWS"',
            f"After this apply the database orders is not encrypted with a key in AWS KMS. {LAST_WORDS}",
        ),
        (
            f"{IN_USE} == module.key_ADBS_TestAWSKMSKey.arn",
            f"After this apply the database orders is encrypted with another key than ADBS_TestAWSKMSKey. {LAST_WORDS}",
        ),
    ]


def test_rotate_changes_the_key_and_keeps_the_old_one() -> None:
    changes = f"{POLICY_OF_ALL}keys: {{ADBS_Key2: {{}}}}\ndatabases: {{orders: {{encryption: {{key: ADBS_Key2}}}}}}"

    assert encryption_key(changes)["key_arn"] == "module.key_ADBS_Key2.arn"
    assert {call.address for call in configured(changes).keys} == {
        "module.key_ADBS_TestAWSKMSKey",
        "module.key_ADBS_Key2",
    }


def test_by_alias_either_way_of_the_service_to_give_it_back_is_right() -> None:
    changes = "databases: {orders: {encryption: {identify_key_by: alias}}}"

    assert encryption_key(changes)["key_arn"] == "module.key_ADBS_TestAWSKMSKey.alias_name"
    assert postconditions(changes)[1][0] == (
        f"try(contains([module.key_ADBS_TestAWSKMSKey.alias_name, module.key_ADBS_TestAWSKMSKey.arn], {IN_USE}), false)"
    )


def test_an_alias_whose_key_is_not_known_is_taken_as_it_is_and_nothing_is_claimed() -> None:
    changes = """
policies: {ADBS_AWS_Policy1: {keys: [ADBS_TestAWSKMSKey]}}
databases: {orders: {encryption: {key: alias/elsewhere}}}
"""

    assert encryption_key(changes)["key_arn"] == "alias/elsewhere"
    assert [condition for condition, _ in postconditions(changes)] == [f'{PROVIDER} == "AWS"']


def test_an_existing_key_is_a_literal_wherever_it_stands() -> None:
    declared = (
        f"{POLICY_OF_ALL}keys: {{old: {{arn: '{KEY_ARN}'}}}}\ndatabases: {{orders: {{encryption: {{key: old}}}}}}"
    )
    direct = f"{policy_of(KEY_ARN)}databases: {{orders: {{encryption: {{key: '{KEY_ARN}'}}}}}}"

    for changes in (declared, direct):
        assert encryption_key(changes)["key_arn"] == KEY_ARN
        assert postconditions(changes)[1][0] == f'{IN_USE} == "{KEY_ARN}"'
        assert [call.address for call in configured(changes).keys] == ["module.key_ADBS_TestAWSKMSKey"]


def test_an_existing_key_by_its_alias() -> None:
    changes = (
        f"{POLICY_OF_ALL}keys: {{old: {{arn: '{KEY_ARN}', alias: prod/old}}}}\n"
        "databases: {orders: {encryption: {key: old, identify_key_by: alias}}}"
    )

    assert encryption_key(changes)["key_arn"] == "alias/prod/old"
    assert postconditions(changes)[1][0] == f'try(contains(["alias/prod/old", "{KEY_ARN}"], {IN_USE}), false)'


def test_an_existing_key_decides_the_endpoint() -> None:
    abroad = KEY_ARN.replace("us-east-2", "eu-west-1")
    changes = f"{policy_of(abroad)}databases: {{orders: {{encryption: {{key: '{abroad}'}}}}}}"

    assert encryption_key(changes)["service_endpoint_uri"] == "kms.eu-west-1.amazonaws.com"


def test_an_endpoint_that_is_given() -> None:
    changes = "databases: {orders: {encryption: {service_endpoint: kms-fips.us-east-2.amazonaws.com}}}"

    assert encryption_key(changes)["service_endpoint_uri"] == "kms-fips.us-east-2.amazonaws.com"


def test_an_existing_role_is_a_literal_and_nothing_is_waited_for() -> None:
    declared = f"roles: {{old: {{arn: '{ROLE_ARN}'}}}}\ndatabases: {{orders: {{encryption: {{role: old}}}}}}"
    direct = f"databases: {{orders: {{encryption: {{role: '{ROLE_ARN}'}}}}}}"

    for changes in (declared, direct):
        assert encryption_key(changes)["arn_role"] == ROLE_ARN
        assert encryption_key(changes)["external_id"] == "tenant_ocid"
        assert "depends_on" not in orders(changes).arguments


def test_an_existing_policy_is_nothing_to_wait_for() -> None:
    changes = """
policies: {old: {arn: 'arn:aws:iam::111122223333:policy/old'}}
roles: {ADBS_AWS_Role1: {policies: [ADBS_AWS_Policy1, old]}}
"""

    assert arguments(orders(changes))["depends_on"] == ["module.policy_ADBS_AWS_Policy1", "module.role_ADBS_AWS_Role1"]


def test_the_word_for_the_external_id_is_the_roles() -> None:
    for word in ("tenant_ocid", "compartment_ocid", "database_ocid"):
        changes = f"roles: {{ADBS_AWS_Role1: {{external_id: {word}}}}}"
        assert encryption_key(changes)["external_id"] == word


def test_an_existing_database_is_imported_and_keeps_what_the_spec_does_not_say() -> None:
    changes = "databases: {orders: {adopt: true, admin_password: null}}"
    root = configured(changes)
    lifecycle = only(only(root.databases).nested("lifecycle"))

    assert arguments(only(root.imports)) == {"to": "oci_database_autonomous_database.orders", "id": OCID}
    assert {"compartment_id", "db_name"} <= only(root.databases).arguments.keys()
    assert not {"db_workload", "db_version", "compute_count", "admin_password"} & only(root.databases).arguments.keys()
    ignored = arguments(lifecycle)["ignore_changes"]
    assert isinstance(ignored, list)
    assert {"whitelisted_ips", "admin_password"} <= set(ignored)


def test_a_new_database_is_not_imported() -> None:
    assert configured().imports == ()


def test_an_access_list_that_the_spec_says_is_not_ignored() -> None:
    changes = "databases: {orders: {arguments: {whitelisted_ips: [203.0.113.7]}}}"

    assert orders(changes).arguments["whitelisted_ips"] == ("203.0.113.7",)
    assert "ignore_changes" not in only(orders(changes).nested("lifecycle")).arguments


def test_protection_is_a_literal_on_databases_and_a_variant_of_the_key_module() -> None:
    protected, unprotected = configured(), configured("protect: false")

    assert only(only(protected.databases).nested("lifecycle")).arguments["prevent_destroy"] is True
    assert "prevent_destroy" not in only(only(unprotected.databases).nested("lifecycle")).arguments
    assert only(protected.keys).arguments["source"] == "../../modules/aws-kms-key"
    assert only(unprotected.keys).arguments["source"] == "../../modules/aws-kms-key-unprotected"
    assert only(protected.keys).address == only(unprotected.keys).address
    assert protected.protected == ("module.key_ADBS_TestAWSKMSKey", "oci_database_autonomous_database.orders")
    assert unprotected.protected == ()
