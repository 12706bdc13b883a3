"""`adbkms block`: the `encryption_key` block alone, in every form."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, QUICKSTART, ROOT, Run, change

ORDERS = "payments-prod/orders"
KEY_ARN = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


def block(key: str) -> str:
    """The block as it stands in Terraform, with literal ARNs."""
    return (
        "encryption_key {\n"
        '  autonomous_database_provider = "AWS"\n'
        f'  key_arn                      = "{key}"\n'
        '  service_endpoint_uri         = "kms.us-east-2.amazonaws.com"\n'
        '  arn_role                     = "arn:aws:iam::111122223333:role/ADBS_AWS_Role1"\n'
        '  external_id                  = "tenant_ocid"\n'
        "}\n"
    )


def test_with_the_arn_of_the_key(adbkms: Run) -> None:
    ended = adbkms("block", ENCRYPT, ORDERS, "--key-arn", KEY_ARN)

    assert (ended.code, ended.data, ended.messages) == (0, block(KEY_ARN), "")


def test_without_it_the_key_is_named_by_its_alias_and_that_is_said(adbkms: Run) -> None:
    ended = adbkms("block", ENCRYPT, ORDERS)

    assert (ended.code, ended.data) == (0, block("alias/ADBS_TestAWSKMSKey"))
    assert ended.messages.startswith("Warning: The block names the key ADBS_TestAWSKMSKey by its alias (BLK003)")
    assert '"$(terraform output -raw key_ADBS_TestAWSKMSKey_arn)"' in ended.messages


def test_where_the_spec_wants_the_alias_nothing_is_to_be_said(adbkms: Run, spec: Path) -> None:
    change(spec, "key: ADBS_TestAWSKMSKey", "key: ADBS_TestAWSKMSKey\n          identify_key_by: alias")

    ended = adbkms("block", spec, ORDERS)

    assert (ended.code, ended.data, ended.messages) == (0, block("alias/ADBS_TestAWSKMSKey"), "")


def test_an_existing_key_and_role_are_literal_in_the_spec(adbkms: Run) -> None:
    for database in ("ledger", "journal"):
        ended = adbkms("block", ROOT / "examples/existing/adopt.yaml", f"ledger-prod/{database}")
        assert (ended.code, ended.messages) == (0, "")
        assert f'key_arn                      = "{KEY_ARN}"' in ended.data
        assert 'arn_role                     = "arn:aws:iam::111122223333:role/security/ledger-adbs"' in ended.data


def test_oracles_key_said_explicitly(adbkms: Run) -> None:
    ended = adbkms("block", QUICKSTART / "2-trust.yaml", ORDERS)

    assert ended.data == 'encryption_key {\n  autonomous_database_provider = "ORACLE_MANAGED"\n}\n'


def test_a_database_that_does_not_exist_yet_has_none(adbkms: Run) -> None:
    ended = adbkms("block", QUICKSTART / "1-provision.yaml", ORDERS)

    assert (ended.code, ended.data) == (0, "")
    assert ended.messages.startswith(f"Warning: {ORDERS} has no encryption_key block yet (BLK002)")


@pytest.mark.parametrize("name", ["payments-prod/ordres", "orders", "", "/", "payments-prod/"])
def test_an_unknown_database(adbkms: Run, name: str) -> None:
    ended = adbkms("block", ENCRYPT, name)

    assert (ended.code, ended.data) == (1, "")
    assert f'Error: The spec has no database "{name}" (BLK001)' in ended.messages
    assert ORDERS in ended.messages


def test_a_spec_with_an_error_gives_no_block(adbkms: Run, spec: Path) -> None:
    change(spec, "region: us-east-2", "region: us-east-22")

    ended = adbkms("block", spec, ORDERS)

    assert (ended.code, ended.data) == (1, "")


@pytest.mark.parametrize(
    "given",
    ["", "ADBS_Key1", "alias/x", 'x" }', "arn:aws:iam::111122223333:role/x", "${var.key}",
     "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
)  # fmt: skip
def test_what_is_no_arn_of_a_key_in_the_region_of_the_endpoint_is_refused(adbkms: Run, given: str) -> None:
    ended = adbkms("block", ENCRYPT, ORDERS, "--key-arn", given)

    assert (ended.code, ended.data) == (1, "")
    assert "(BLK004)" in ended.messages


def test_an_arn_for_a_key_that_is_not_the_stacks_is_refused(adbkms: Run) -> None:
    other = KEY_ARN.replace("1234abcd", "ffffabcd")

    ended = adbkms("block", ROOT / "examples/existing/adopt.yaml", "ledger-prod/ledger", "--key-arn", other)

    assert (ended.code, ended.data) == (1, "")
    assert "(BLK004)" in ended.messages
