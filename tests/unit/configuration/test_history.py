"""What one tree tells the next: the keys that each database has had, and what follows from them."""

from __future__ import annotations

import pytest

from generator.configuration.history import StackFacts, read_facts
from generator.configuration.root_module import RootModule, configure
from generator.configuration.stage import Stage, stage_of
from generator.configuration.succession import stack_facts
from generator.spec.load import Spec
from tests.unit.configuration.specs import KEY_ARN, loaded, only

PROVISION = """
roles: {ADBS_AWS_Role1: {oracle_user_arn: null}}
databases: {orders: {ocid: null, encryption: {key: oracle-managed, role: null}}}
"""
TRUST = "databases: {orders: {encryption: {key: oracle-managed, role: null}}}"
ENCRYPT = ""
TWO_KEYS = "keys: {ADBS_Key2: {}}\npolicies: {ADBS_AWS_Policy1: {keys: all}}\n"
ROTATE = TWO_KEYS + "databases: {orders: {encryption: {key: ADBS_Key2}}}"
REVERT = TWO_KEYS + "databases: {orders: {encryption: {key: oracle-managed}}}"
FIRST, SECOND = "module.key_ADBS_TestAWSKMSKey", "module.key_ADBS_Key2"
ORDERS = "oci_database_autonomous_database.orders"


def published(*trees: str) -> tuple[Spec, RootModule]:
    """The last of several trees that were published one after the other, each a change of Oracle's example."""
    before: dict[str, StackFacts] = {}
    for changes in trees:
        spec = loaded(changes)
        (root,) = configure(spec, before)
        before, unreadable = read_facts(stack_facts(spec, [root]))
        assert not unreadable
    return spec, root


def history(*trees: str) -> tuple[str, ...]:
    (keys,) = published(*trees)[1].histories.values()
    return keys


def stage(*trees: str) -> Stage:
    spec, root = published(*trees)
    ((_, database),) = spec.stacks[0].stack.databases.items()
    return stage_of(database, only_history(root))


def only_history(root: RootModule) -> tuple[str, ...]:
    (keys,) = root.histories.values()
    return keys


def has_block(*trees: str) -> bool:
    return bool(only(published(*trees)[1].databases).nested("encryption_key"))


@pytest.mark.parametrize(
    ("trees", "expected"),
    [
        ([PROVISION], Stage.PROVISION),
        ([PROVISION, TRUST], Stage.TRUST),
        ([TRUST], Stage.TRUST),
        ([PROVISION, TRUST, ENCRYPT], Stage.ENCRYPT),
        ([ENCRYPT], Stage.ENCRYPT),
        ([TRUST, ENCRYPT], Stage.ENCRYPT),
        ([ENCRYPT, ROTATE], Stage.ROTATE),
        ([ENCRYPT, ROTATE, ROTATE], Stage.ROTATE),
        ([ENCRYPT, ROTATE, TWO_KEYS], Stage.ROTATE),
        ([ENCRYPT, ROTATE, REVERT], Stage.REVERT),
        ([ENCRYPT, ROTATE, REVERT, REVERT], Stage.REVERT),
        ([ENCRYPT, REVERT, ENCRYPT], Stage.ENCRYPT),
        ([ENCRYPT, REVERT, ROTATE], Stage.ENCRYPT),
    ],
)
def test_the_stage_follows_from_the_spec_and_from_the_keys_before(trees: list[str], expected: Stage) -> None:
    assert stage(*trees) == expected


def test_the_keys_of_a_database_are_kept_in_order_and_once_for_each_time() -> None:
    assert history(PROVISION) == history(PROVISION, TRUST) == ()
    assert history(PROVISION, TRUST, ENCRYPT, ENCRYPT) == (FIRST,)
    assert history(ENCRYPT, ROTATE, REVERT, REVERT, ROTATE) == (FIRST, SECOND, "oracle-managed", SECOND)


def test_a_database_that_has_always_had_oracles_key_has_no_block() -> None:
    assert not has_block(PROVISION, TRUST)
    assert not has_block(PROVISION, TRUST, TRUST)


def test_where_the_past_is_not_known_oracles_key_is_said() -> None:
    assert has_block(TRUST)
    assert has_block(TRUST, TRUST)


def test_the_way_back_is_said_from_then_on() -> None:
    assert has_block(PROVISION, TRUST, ENCRYPT, REVERT)
    assert has_block(PROVISION, TRUST, ENCRYPT, REVERT, REVERT)


def test_a_database_that_loses_its_ocid_in_the_spec_goes_back_openly_or_not_at_all() -> None:
    without_ocid = TWO_KEYS + "databases: {orders: {ocid: null, encryption: {key: oracle-managed}}}"

    assert has_block(ENCRYPT, without_ocid)
    assert stage(ENCRYPT, without_ocid) is Stage.REVERT


def test_a_key_that_is_handed_over_or_taken_over_is_the_same_key() -> None:
    by_arn = f"""
        keys: {{ADBS_TestAWSKMSKey: {{retired: true, arn: '{KEY_ARN}'}}}}
        databases: {{orders: {{encryption: {{key: '{KEY_ARN}'}}}}}}
        """
    theirs = f"keys: {{ADBS_TestAWSKMSKey: {{arn: '{KEY_ARN}', description: null}}}}"
    ours = f"keys: {{ADBS_TestAWSKMSKey: {{adopt: '{KEY_ARN}'}}}}"

    assert history(ENCRYPT, by_arn) == (FIRST,)
    assert history(theirs, ours) == (FIRST,)


def test_an_existing_key_is_known_by_its_arn() -> None:
    existing = f"keys: {{ADBS_TestAWSKMSKey: {{arn: '{KEY_ARN}', description: null}}}}"

    assert history(existing) == (KEY_ARN,)


def test_keys_and_databases_that_get_another_name_keep_their_past() -> None:
    renamed = """
        keys: {ADBS_TestAWSKMSKey: null, First: {renamed_from: [ADBS_TestAWSKMSKey], alias: a}, ADBS_Key2: {}}
        policies: {ADBS_AWS_Policy1: {keys: all}}
        databases: {orders: null, sales: {db_name: ORDERS, ocid: OCID, renamed_from: orders, ENCRYPTION}}
        """.replace("OCID", "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase").replace(
        "ENCRYPTION", "encryption: {key: ADBS_Key2, role: ADBS_AWS_Role1}"
    )

    root = published(ENCRYPT, renamed)[1]

    assert dict(root.histories) == {"oci_database_autonomous_database.sales": ("module.key_First", SECOND)}


def test_facts_that_are_not_ours_are_a_finding() -> None:
    facts, (found,) = read_facts({"payments-prod": {"databases": {ORDERS: {"keys": "all"}}}})

    assert (facts, found.code) == ({}, "STG114")
