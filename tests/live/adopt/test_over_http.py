"""`adbkms adopt --live` as people call it, against moto and the OCI stand-in over HTTP."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.spec import model
from generator.spec.load import load_spec
from tests.cli.conftest import Run
from tests.live.adopt.conftest import SomebodysClouds, inline
from tests.oci_service import AzureKey, KeySwitch, refusals
from tests.oci_service.clock import FIRST_MINUTE
from tests.oci_service.database_records import TENANCY
from tests.oci_service.encryption_keys import AwsKey
from tests.unit.adopt.states import ACCOUNT_ID, COMPARTMENT, OCID, ORACLE_USER, document, root_statement

OTHER_ACCOUNT = "999988887777"
OTHER_OCID = OCID.replace("orders", "billing")
IN_COMPARTMENT = ("--live", "--compartment", COMPARTMENT, "--oci-region", "us-ashburn-1")


def stack_of(file: Path) -> model.Stack:
    spec, found = load_spec([str(file)])
    assert found == []
    (loaded,) = spec.stacks
    return loaded.stack


def test_what_is_as_adbkms_would_make_it_is_adopted_and_can_be_rendered(
    adbkms: Run, clouds: SomebodysClouds, tmp_path: Path
) -> None:
    key_arn = clouds.key()
    clouds.database(key_arn, clouds.role(key_arn))

    ended = adbkms("adopt", *IN_COMPARTMENT, "--stack", "payments-prod", "-o", "adopted.yaml")

    assert (ended.code, ended.data) == (0, "")
    assert ended.messages.startswith("Wrote adopted.yaml.")
    stack = stack_of(tmp_path / "adopted.yaml")
    assert stack.oci == model.Oci(tenancy_id=TENANCY, compartment_id=COMPARTMENT, region="us-ashburn-1")
    assert stack.keys == {
        "ADBS_Key": model.Key(adopt=key_arn, description="Key of orders", rotation_days=180, tags={"team": "payments"})
    }
    assert stack.policies == {
        "ADBS_Policy": model.Policy(
            adopt=True, keys=["ADBS_Key"], actions="decrypt-only", description="", path="/security/"
        )
    }
    assert stack.roles == {
        "ADBS_Role": model.Role(
            adopt=True,
            policies=["ADBS_Policy"],
            oracle_user_arn=ORACLE_USER,
            description="For Oracle",
            max_session_seconds=7200,
            tags={"team": "payments"},
        )
    }
    orders = stack.databases["orders"]
    assert (orders.ocid, orders.adopt) == (OCID, True)
    assert orders.encryption == model.Encryption(key="ADBS_Key", role="ADBS_Role")
    assert adbkms("render", "adopted.yaml", "-o", "terraform", "--terraform", "off").code == 0


def test_a_database_by_its_ocid_says_its_region_itself(adbkms: Run, clouds: SomebodysClouds) -> None:
    key_arn = clouds.key()
    role = clouds.role(key_arn)
    clouds.database(key_arn, role)
    clouds.database(key_arn, role, OTHER_OCID, "BILLING")

    ended = adbkms("adopt", "--live", OCID)

    assert (ended.code, ended.messages) == (0, "")
    assert "orders:" in ended.data
    assert "billing:" not in ended.data


def test_all_databases_of_a_compartment_and_the_keys_that_they_have_had(
    adbkms: Run, clouds: SomebodysClouds, tmp_path: Path
) -> None:
    old, key_arn = clouds.key("ADBS_Old"), clouds.key()
    role = clouds.role(key_arn)
    clouds.database(
        key_arn, role, history=(KeySwitch(AwsKey(old), FIRST_MINUTE), KeySwitch(AwsKey(key_arn), FIRST_MINUTE))
    )
    for number in range(5):  # more than a page of the list
        clouds.database(key_arn, role, f"{OTHER_OCID}{number}", f"BILLING{number}")

    assert adbkms("adopt", *IN_COMPARTMENT, "-o", "adopted.yaml").code == 0

    stack = stack_of(tmp_path / "adopted.yaml")
    assert len(stack.databases) == 6
    assert {name: one.adopt for name, one in stack.keys.items()} == {"ADBS_Key": key_arn, "ADBS_Old": old}


def test_what_differs_is_referred_to_by_its_arn_and_said(adbkms: Run, clouds: SomebodysClouds, tmp_path: Path) -> None:
    key_arn = clouds.key(Policy=document(root_statement("Mine")))
    clouds.database(key_arn, clouds.role(key_arn, policy_sid="Theirs"))
    inline(clouds)

    ended = adbkms("adopt", *IN_COMPARTMENT, "-o", "adopted.yaml", "--format", "json")

    assert ended.code == 0
    assert {one["code"] for one in json.loads(ended.data)["diagnostics"]} == {"ADO007", "ADO013"}
    text = (tmp_path / "adopted.yaml").read_text("utf-8")
    assert "# Not taken over: it has inline policies, which the module does not write: by-hand." in text
    stack = stack_of(tmp_path / "adopted.yaml")
    assert stack.keys["ADBS_Key"].arn == key_arn
    assert stack.roles["ADBS_Role"].arn == f"arn:aws:iam::{ACCOUNT_ID}:role/ADBS_Role"


def test_a_disabled_key_stays_as_it_is(adbkms: Run, clouds: SomebodysClouds) -> None:
    key_arn = clouds.key()
    clouds.client("kms").disable_key(KeyId=key_arn.rpartition("/")[2])  # moto (5.2) finds it by its id alone
    clouds.database(key_arn, clouds.role(key_arn))

    ended = adbkms("adopt", *IN_COMPARTMENT)

    assert ended.code == 0
    assert "it is disabled, and the module would enable it" in ended.data
    assert f"arn: {key_arn}" in ended.data


@pytest.mark.parametrize("option", [f"{OTHER_ACCOUNT}=theirs", "theirs"])
def test_accounts_are_reached_by_their_profiles(adbkms: Run, clouds: SomebodysClouds, option: str) -> None:
    """The whole AWS side is in an account that the environment's credentials are not of."""
    theirs = SomebodysClouds(clouds.moto, clouds.oci, clouds.profiles)
    key_arn = theirs.key("Theirs", OTHER_ACCOUNT)
    clouds.database(key_arn, f"arn:aws:iam::{OTHER_ACCOUNT}:role/ADBS_Role")
    clouds.profile("ours", clouds.moto.credentials_for(ACCOUNT_ID))
    clouds.profile("theirs", clouds.moto.credentials_for(OTHER_ACCOUNT))

    without = adbkms("adopt", *IN_COMPARTMENT)
    ended = adbkms("adopt", *IN_COMPARTMENT, "--aws-profile", "ours", "--aws-profile", option)

    assert "(LIV003)" in without.messages
    assert "(LIV003)" not in ended.messages
    assert f"adopt: {key_arn}" not in without.data
    assert f"adopt: {key_arn}" in ended.data
    assert "(ADO014)" in ended.messages  # the role is not there, and that is known now


def test_a_role_is_assumed_for_its_account(adbkms: Run, clouds: SomebodysClouds) -> None:
    key_arn = clouds.key("Theirs", OTHER_ACCOUNT)
    clouds.database(key_arn, f"arn:aws:iam::{OTHER_ACCOUNT}:role/ADBS_Role")

    ended = adbkms("adopt", *IN_COMPARTMENT, "--assume-role", f"arn:aws:iam::{OTHER_ACCOUNT}:role/reader")

    assert "(LIV003)" not in ended.messages
    assert f"adopt: {key_arn}" in ended.data


def test_a_database_that_cannot_be_read_hides_no_other_and_the_exit_code_says_it(
    adbkms: Run, clouds: SomebodysClouds, tmp_path: Path
) -> None:
    key_arn = clouds.key()
    role = clouds.role(key_arn)
    clouds.database(key_arn, role)
    clouds.database(key_arn, role, OTHER_OCID, "BILLING")
    clouds.oci.fail(refusals.not_found(), f"*/autonomousDatabases/{OTHER_OCID}")

    ended = adbkms("adopt", *IN_COMPARTMENT, "-o", "adopted.yaml")

    assert ended.code == 1
    assert "Error: database ocid1.autonomousdatabase.oc1.iad.aaaaaaaabilling: " in ended.messages
    assert ended.messages.endswith("The spec was written without what could not be read.\n")
    assert list(stack_of(tmp_path / "adopted.yaml").databases) == ["orders"]


def test_a_compartment_without_databases_that_fit_is_an_error_and_nothing_is_written(
    adbkms: Run, clouds: SomebodysClouds, tmp_path: Path
) -> None:
    clouds.database("arn:aws:kms:us-east-2:1:key/x", "", key=AzureKey())

    ended = adbkms("adopt", *IN_COMPARTMENT, "-o", "adopted.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert f"Warning: The database {OCID} was left out (ADO006)" in ended.messages
    assert "Error: There is no database to adopt (ADO003)" in ended.messages
    assert not (tmp_path / "adopted.yaml").exists()


def test_without_aws_credentials_the_spec_names_arns_and_says_why(
    adbkms: Run, clouds: SomebodysClouds, monkeypatch: pytest.MonkeyPatch
) -> None:
    key_arn = clouds.key()
    clouds.database(key_arn, clouds.role(key_arn))
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name)

    ended = adbkms("adopt", *IN_COMPARTMENT)

    assert ended.code == 0
    assert ended.messages.count("(LIV001)") == 1
    assert f"arn: {key_arn}" in ended.data


def test_verbose_shows_the_requests_and_nothing_secret(adbkms: Run, clouds: SomebodysClouds) -> None:
    key_arn = clouds.key()
    clouds.database(key_arn, clouds.role(key_arn))

    ended = adbkms("adopt", *IN_COMPARTMENT, "--verbose")

    assert "GetKeyPolicy" in ended.messages
    assert "Signature" not in ended.messages
