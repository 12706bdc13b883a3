"""What the clouds say becomes the spec that a Terraform state of the same objects becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.diagnostics import Severity
from generator.live.answers import Cause, NotKnown
from generator.live.aws.identities import LivePolicy, Policy
from generator.live.aws.keys import Key, KeyAliases, KeyPolicy, KeySettings, LiveKeySettings
from generator.live.oci.databases import Database, DatabasesIn, FoundDatabase
from generator.live.oci.live_database import KeySwitch, LiveEncryption
from generator.live.oci.tenancy import Tenancy
from tests.live.adopt.objects import (
    AWS,
    DATABASE,
    ENCRYPTION,
    FOUND,
    KEY,
    OCI,
    adopted,
    database,
    everything,
    key,
    policy,
    role,
)
from tests.unit.adopt import states
from tests.unit.adopt.states import ACCOUNT_ID, COMPARTMENT, KEY_ARN, OCID, POLICY_ARN, REGION, ROLE_ARN, TENANCY

OLD_KEY = KEY_ARN.replace("1234abcd", "00000000")
OTHER_OCID = OCID.replace("orders", "billing")
NOT_PERMITTED = NotKnown(Cause.NOT_PERMITTED, "KMS does not say", "Ask for it.", "kms:GetKeyPolicy on the key")
NOT_FOUND = NotKnown(Cause.NOT_FOUND_OR_NOT_PERMITTED, "OCI has no such database", "Look at the OCID.")
WHEN = datetime(2026, 9, 1, 8, tzinfo=UTC)


def test_the_same_objects_make_the_same_spec_as_from_a_state() -> None:
    from_clouds = adopted(everything())
    from_state, said = states.adopted(*states.everything())

    assert (from_clouds.said, said) == ([], [])
    assert from_clouds.text == from_state


def test_a_database_is_named_or_found_in_its_compartment() -> None:
    by_ocid = adopted(everything(), None, OCID)

    assert by_ocid.text == adopted(everything()).text
    assert DatabasesIn(OCI, COMPARTMENT) not in by_ocid.asked


def test_a_database_is_asked_for_in_the_region_of_its_ocid() -> None:
    ocid = OCID.replace(".iad.", ".phx.")
    phoenix = replace(OCI, region="us-phoenix-1")
    answers = {**everything(), Database(phoenix, ocid): replace(DATABASE, ocid=ocid)}

    assert adopted(answers, None, ocid).stack.oci.region == "us-phoenix-1"


def test_no_key_is_asked_for_where_oracle_keeps_it() -> None:
    answers = database(encryption=LiveEncryption("ORACLE_MANAGED"))

    only = adopted(answers).stack

    assert (only.keys, only.roles, only.databases["orders"].encryption.key) == ({}, {}, "oracle-managed")
    assert only.oci.tenancy_id == TENANCY


def test_keys_of_the_history_stay_in_the_spec() -> None:
    history = (
        KeySwitch(WHEN, LiveEncryption("ORACLE_MANAGED")),
        KeySwitch(WHEN, replace(ENCRYPTION, key_arn=OLD_KEY)),
        KeySwitch(WHEN, ENCRYPTION),
    )
    answers = {**everything(), **key(OLD_KEY, "ADBS_Old"), **database(history=history)}

    only = adopted(answers).stack

    assert {name: one.adopt for name, one in only.keys.items()} == {"ADBS_Key": KEY_ARN, "ADBS_Old": OLD_KEY}


def test_an_alias_of_the_history_is_the_key_that_it_leads_to() -> None:
    history = (KeySwitch(WHEN, replace(ENCRYPTION, key_arn="alias/ADBS_Old")),)
    answers = {**everything(), **key(OLD_KEY, "ADBS_Old"), **database(history=history)}
    answers[Key(AWS, "alias/ADBS_Old")] = replace(KEY, arn=OLD_KEY)

    assert adopted(answers).stack.keys["ADBS_Old"].adopt == OLD_KEY


def test_a_database_that_names_its_key_by_the_alias() -> None:
    answers = {**everything(), **database(encryption=replace(ENCRYPTION, key_arn="alias/ADBS_Key"))}
    answers[Key(AWS, "alias/ADBS_Key")] = KEY

    only = adopted(answers).stack

    assert only.keys["ADBS_Key"].adopt == KEY_ARN
    assert only.databases["orders"].encryption.identify_key_by == "alias"


def test_a_key_that_only_a_policy_names_is_taken_over_too() -> None:
    """As from a state: the policy is managed in the same stack."""
    next_key = KEY_ARN.replace("1234abcd", "99999999")
    answers = {**everything(), **key(next_key, "ADBS_Next"), **policy(KEY_ARN, next_key)}

    only = adopted(answers).stack

    assert only.policies["ADBS_Policy"].keys == ["ADBS_Key", "ADBS_Next"]
    assert only.keys["ADBS_Next"].adopt == next_key


def test_a_policy_of_aws_is_not_asked_for() -> None:
    of_aws = "arn:aws:iam::aws:policy/ReadOnlyAccess"

    only = adopted({**everything(), **role(attached=(POLICY_ARN, of_aws))}).stack

    assert only.roles["ADBS_Role"].policies == ["ADBS_Policy", of_aws]


def test_tags_of_aws_itself_are_not_written() -> None:
    tags = {"team": "payments", "aws:cloudformation:stack-name": "keys"}
    answers = {**everything(), KeySettings(AWS, KEY_ARN): LiveKeySettings(None, tags)}

    only = adopted(answers).stack

    assert only.keys["ADBS_Key"].tags == {"team": "payments"}
    assert only.keys["ADBS_Key"].rotation_days is False


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": "Disabled"}, "it is disabled, and the module would enable it"),
        ({"state": "PendingDeletion"}, "it is going to be deleted"),
        ({"state": "Unavailable"}, "it is not usable: AWS calls it Unavailable"),
        ({"usage": "SIGN_VERIFY"}, "it is for SIGN_VERIFY, not for encryption"),
        ({"spec": "RSA_2048"}, "it is of the kind RSA_2048, not SYMMETRIC_DEFAULT"),
        ({"origin": "AWS_CLOUDHSM"}, "it is in a custom key store"),
        ({"origin": "EXTERNAL"}, "its key material was imported"),
        ({"is_multi_region": True}, "it is a multi-Region key, and the module makes keys of one region"),
        ({"manager": "AWS"}, "it is a key of AWS"),
    ],
)
def test_a_key_that_the_module_would_not_make_so_is_referred_to(change: dict[str, Any], reason: str) -> None:
    found = adopted({**everything(), **key(**change)})

    assert found.codes == ["ADO007"]
    assert f"# Not taken over: {reason}." in found.text
    assert found.stack.keys["ADBS_Key"].arn == KEY_ARN


def test_a_role_with_inline_policies_is_referred_to_and_they_are_named() -> None:
    found = adopted({**everything(), **role(inline=("console", "more"))})

    assert found.codes == ["ADO007"]
    assert "# Not taken over: it has inline policies, which the module does not write: console, more." in found.text
    assert found.stack.roles["ADBS_Role"].arn == ROLE_ARN
    assert found.stack.policies["ADBS_Policy"].adopt is True


def test_a_permissions_boundary_is_taken_over() -> None:
    boundary = f"arn:aws:iam::{ACCOUNT_ID}:policy/Boundary"

    only = adopted({**everything(), **role(permissions_boundary=boundary)}).stack

    assert only.roles["ADBS_Role"].permissions_boundary == boundary


@pytest.mark.parametrize(
    ("question", "what"),
    [
        (KeyPolicy(AWS, KEY_ARN), "its key policy"),
        (KeyAliases(AWS, KEY_ARN), "its aliases"),
        (KeySettings(AWS, KEY_ARN), "its rotation and tags"),
    ],
)
def test_what_may_not_be_read_of_a_key_keeps_it_from_being_taken_over(question: Any, what: str) -> None:
    found = adopted({**everything(), question: NOT_PERMITTED})

    assert sorted(found.codes) == ["ADO007", "LIV004"]
    assert f"# Not taken over: {what} could not be read (not permitted)." in found.text
    (why,) = [one for one in found.said if one.code == "LIV004"]
    assert why.summary == f"key {KEY_ARN}: KMS does not say"
    assert "kms:GetKeyPolicy" in why.detail


def test_a_policy_that_may_not_be_read_is_referred_to() -> None:
    found = adopted({**everything(), Policy(AWS, POLICY_ARN): NOT_PERMITTED})

    assert sorted(found.codes) == ["ADO007", "LIV004"]
    assert found.stack.policies["ADBS_Policy"].arn == POLICY_ARN
    assert found.stack.roles["ADBS_Role"].policies == ["ADBS_Policy"]


def test_a_key_that_is_gone_is_said_and_its_arn_kept() -> None:
    found = adopted({**everything(), Key(AWS, KEY_ARN): None})

    assert sorted(found.codes) == ["ADO007", "ADO014"]
    assert [one.summary for one in found.said if one.code == "ADO014"] == [f"AWS has no key {KEY_ARN}"]
    assert KEY_ARN in [one.arn for one in found.stack.keys.values()]


def test_a_role_of_that_name_with_another_path_is_another_role() -> None:
    found = adopted({**everything(), **role(arn=ROLE_ARN.replace("role/", "role/service/"))})

    assert "ADO014" in found.codes
    assert found.stack.roles["ADBS_Role"].arn == ROLE_ARN


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"is_dedicated": True}, "It is on dedicated infrastructure."),
        ({"region_role": "REMOTE_STANDBY_DG_REGION"}, "It is a cross-region standby"),
        ({"region_role": "REMOTE"}, "It is a cross-region standby"),
        ({"state": "TERMINATED"}, "It is terminated."),
        ({"encryption": LiveEncryption("GCP")}, "Its key is kept by GCP"),
        ({"encryption": LiveEncryption("OCI")}, "Its key is kept by OCI"),
        ({"encryption": LiveEncryption("")}, "OCI does not say who keeps its key."),
    ],
)
def test_databases_that_a_spec_cannot_hold_are_left_out_by_their_ocids(change: dict[str, Any], reason: str) -> None:
    found = adopted(database(**change))

    assert found.text == ""
    (why,) = found.said
    assert (why.code, why.severity) == ("ADO006", Severity.WARNING)
    assert why.summary == f"The database {OCID} was left out"
    assert why.detail.startswith(reason)


def test_a_database_that_is_not_known_is_an_error_and_hides_no_other() -> None:
    other = FoundDatabase(OTHER_OCID, "BILLING", "billing", "AVAILABLE")
    answers = {**everything(), DatabasesIn(OCI, COMPARTMENT): (FOUND, other), Database(OCI, OTHER_OCID): NOT_FOUND}

    found = adopted(answers)

    assert [(one.code, one.severity) for one in found.said] == [("LIV005", Severity.ERROR)]
    assert found.said[0].summary == f"database {OTHER_OCID}: OCI has no such database"
    assert list(found.stack.databases) == ["orders"]


def test_a_compartment_that_is_not_known_is_an_error() -> None:
    found = adopted({Tenancy(OCI): TENANCY, DatabasesIn(OCI, COMPARTMENT): NOT_FOUND})

    assert [(one.code, one.severity) for one in found.said] == [("LIV005", Severity.ERROR)]


def test_one_reason_for_everything_in_oci_is_said_once() -> None:
    nobody = NotKnown(Cause.NO_CREDENTIALS, "There is no OCI configuration", "Make one.")

    found = adopted({Tenancy(OCI): nobody, DatabasesIn(OCI, COMPARTMENT): nobody})

    assert [(one.code, one.severity) for one in found.said] == [("LIV001", Severity.ERROR)]


def test_the_questions_are_those_that_are_needed_each_once() -> None:
    asked = adopted(everything()).asked

    assert sorted(map(repr, asked)) == sorted(map(repr, everything()))


def test_a_document_of_any_text_is_no_mistake_of_ours() -> None:
    answers = {**everything(), Policy(AWS, POLICY_ARN): LivePolicy(POLICY_ARN, '{"Statement": [1, null')}

    assert adopted(answers).codes == ["ADO007"]


def test_two_databases_with_a_role_in_two_regions_ask_for_it_once() -> None:
    west = KEY_ARN.replace(REGION, "us-west-2")
    other = replace(
        DATABASE,
        ocid=OTHER_OCID,
        db_name="BILLING",
        encryption=replace(ENCRYPTION, key_arn=west, service_endpoint="kms.us-west-2.amazonaws.com"),
    )
    answers = {
        **everything(),
        **key(west, access=AWS.in_region("us-west-2")),
        Database(OCI, OTHER_OCID): other,
    }

    found = adopted(answers, None, OCID, OTHER_OCID)

    assert found.text.count("adopt: true") >= 2
    assert found.text.count(f"arn: {ROLE_ARN}") == 1  # the second stack refers to it
