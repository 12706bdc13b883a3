"""What people see of a status."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.cli.status_text import status_text
from generator.live.answers import Cause, NotKnown
from generator.live.aws.keys import Key
from generator.live.oci.live_database import KeySwitch, LiveEncryption
from generator.live.oci.work_requests import LiveWorkRequest
from generator.live.questions import Question
from generator.live.status.database_status import DatabaseStatus
from tests.live.status.answers import (
    ALIAS,
    ALIAS_QUESTION,
    AWS,
    HISTORY,
    KEY,
    KEY_ARN,
    KEY_QUESTION,
    OCID,
    ON_ORACLES_KEY,
    ON_THE_KEY,
    OTHER_KEY_ARN,
    as_wanted,
    status_of,
)

ONE_HISTORY = (
    "\n"
    "History of the key of payments-prod/orders:\n"
    "  TIME                     PROVIDER        KEY\n"
    f"  2026-10-01 12:30:05 UTC  AWS             {KEY_ARN}\n"
    "  2026-09-01 08:00:00 UTC  ORACLE_MANAGED  -\n"
)


def text_of(*found: DatabaseStatus, specs: str = "spec.yaml", with_history: bool = False, width: int = 100) -> str:
    return status_text(found, specs, {"payments-prod": "spec.yaml"}, with_history=with_history, width=width)


def below_the_differences(text: str) -> str:
    """What stands below the differences of the example's database, on one line."""
    return " ".join(text.partition("differs:\n")[2].split())


def fix_of(answers: Mapping[Question[Any], Any], *changes: tuple[str, str]) -> str:
    return below_the_differences(text_of(status_of(answers, *changes), other()))


def other() -> DatabaseStatus:
    """A second database, so that no history is shown."""
    return replace(status_of(as_wanted()), database="ledger")


def test_a_database_that_matches_with_its_history() -> None:
    assert text_of(status_of(as_wanted())) == (
        "DATABASE              STATE      KEY                 SINCE                    STATUS\n"
        "payments-prod/orders  AVAILABLE  ADBS_TestAWSKMSKey  2026-10-01 12:30:05 UTC  matches\n" + ONE_HISTORY
    )


def test_the_history_of_several_is_shown_if_it_is_asked_for() -> None:
    both = (status_of(as_wanted()), other())

    assert "History" not in text_of(*both)
    assert text_of(*both, with_history=True).count("History of the key of ") == 2


def test_what_is_wanted_and_found_stands_one_under_the_other_and_only_where_it_differs() -> None:
    answers = as_wanted(encryption=replace(ON_THE_KEY, key_arn=OTHER_KEY_ARN))
    answers[Key(AWS, OTHER_KEY_ARN)] = KEY

    assert text_of(status_of(answers), other()) == (
        "DATABASE              STATE      KEY                                   SINCE                    STATUS\n"
        "payments-prod/orders  AVAILABLE  99999999-2222-3333-4444-555555555555  -                        differs: key\n"
        "payments-prod/ledger  AVAILABLE  ADBS_TestAWSKMSKey                    2026-10-01 12:30:05 UTC  matches\n"
        "\n"
        "payments-prod/orders differs:\n"
        f"  key  wanted  {KEY_ARN}\n"
        f"       found   {OTHER_KEY_ARN}\n"
        "  The database has another key than the spec says. Apply the stack payments-prod: `adbkms next\n"
        "  spec.yaml -o DIR` shows the steps up to `terraform apply`. If that is done, look at the database's\n"
        "  last work request in OCI; if it was changed elsewhere, and rightly, `adbkms key switch` has the\n"
        "  spec say so.\n"
    )


def test_a_database_on_oracles_key_says_so() -> None:
    text = text_of(status_of(as_wanted(encryption=ON_ORACLES_KEY)), other())

    assert "AVAILABLE  oracle-managed      -  " in text
    assert "differs: provider, key, role, external ID, endpoint\n" in text
    assert text.count("Apply the stack") == 1  # one apply mends them all


def test_a_key_that_does_not_exist_yet_is_made_by_the_apply() -> None:
    fix = fix_of(as_wanted(encryption=ON_ORACLES_KEY) | {ALIAS_QUESTION: None})

    assert "AWS KMS has no alias/ADBS_TestAWSKMSKey yet. Apply the stack payments-prod, which makes it" in fix


@pytest.mark.parametrize(
    ("state", "fix"),
    [
        ("UPDATING", "`adbkms status spec.yaml --database payments-prod/orders --watch` follows it to the end."),
        ("INACCESSIBLE", "The database has not reached its key for two hours. See that the key is enabled"),
        ("STOPPED", f"`oci db autonomous-database start --autonomous-database-id {OCID}`"),
        ("TERMINATED", "If that is meant, take it out of the spec; if not, restore it from a backup"),
        ("RESTORE_FAILED", "Look at the database in the OCI console, which says why it is RESTORE_FAILED."),
    ],
)
def test_each_state_has_a_fix(state: str, fix: str) -> None:
    assert fix in fix_of(as_wanted(state=state))


def test_what_oci_says_about_the_state_is_said() -> None:
    details = "Key access\nwas denied\x1b[2J"

    assert "OCI says: Key access was denied\\x1b[2J" in fix_of(as_wanted(state="INACCESSIBLE", state_details=details))


def test_while_oci_is_at_work_nobody_is_told_to_apply_again() -> None:
    assert "Apply" not in fix_of(as_wanted(state="UPDATING", encryption=ON_ORACLES_KEY))


@pytest.mark.parametrize("state", ["INACCESSIBLE", "STOPPED"])
def test_the_state_comes_first_and_nothing_is_applied_before_it_is_mended(state: str) -> None:
    fix = fix_of(as_wanted(state=state, encryption=ON_ORACLES_KEY))

    assert fix.partition(f"found {state} ")[2].startswith("The database ")
    assert fix.count("Apply") == fix.count("Apply the stack only when it is AVAILABLE again.") == 1
    assert "adbkms next" not in fix


@pytest.mark.parametrize(
    "state", ["AVAILABLE_NEEDS_ATTENTION", "RESTORE_FAILED", "STANDBY", "TERMINATED", "UNAVAILABLE"]
)
def test_nobody_is_told_to_apply_to_a_database_that_is_not_available(state: str) -> None:
    assert "Apply" not in fix_of(as_wanted(state=state, encryption=ON_ORACLES_KEY) | {ALIAS_QUESTION: None})


def test_a_database_that_is_stopped_with_the_right_key_needs_no_apply() -> None:
    assert "Apply" not in fix_of(as_wanted(state="STOPPED"))


def failed(*errors: str, accepted: datetime | None = None) -> LiveWorkRequest:
    return LiveWorkRequest("ocid1.wr", "Update Autonomous Database", "FAILED", 60, accepted, errors)


def test_why_an_update_failed_is_said_and_nobody_is_told_just_to_apply_again() -> None:
    work = failed("UpdateFailed: The key\ncannot be reached.", accepted=datetime(2026, 10, 1, 12, 30, 5, tzinfo=UTC))
    status = replace(status_of(as_wanted(encryption=ON_ORACLES_KEY)), last_work=work)

    fix = below_the_differences(text_of(status, other()))

    said = (
        "OCI's last work request about it, accepted 2026-10-01 12:30 UTC: Update Autonomous Database FAILED: "
        "UpdateFailed: The key cannot be reached. The database has another key than the spec says. Mend what made the "
        "work request fail before you apply the stack payments-prod again: `adbkms preflight` looks at"
    )
    assert said in fix
    assert "Apply the stack" not in fix


def test_why_an_update_failed_is_said_whatever_state_it_left() -> None:
    status = replace(status_of(as_wanted(state="INACCESSIBLE")), last_work=failed())

    fix = below_the_differences(text_of(status, other()))

    assert "OCI's last work request about it: Update Autonomous Database FAILED: OCI does not say why." in fix


def test_a_spec_from_standard_input_is_no_argument_of_the_next_command() -> None:
    text = text_of(status_of(as_wanted(encryption=ON_ORACLES_KEY)), other(), specs="-")

    assert "Apply the stack payments-prod. If that is done" in " ".join(text.split())
    assert "adbkms next" not in text


def test_sentences_fit_a_narrow_terminal() -> None:
    down = NotKnown(
        Cause.UNREACHABLE, "kms.us-east-2.amazonaws.com cannot be reached", "Look at the network, please. " * 3
    )
    text = text_of(replace(status_of(as_wanted(state="INACCESSIBLE")), unknown=(down,)), other(), width=40)

    sentences = [line for line in text.partition("found   INACCESSIBLE\n")[2].splitlines() if line.startswith("  ")]
    assert len(sentences) > 10
    assert all(len(line) <= 40 for line in sentences)


@pytest.mark.parametrize(
    ("key", "fix"),
    [
        (replace(KEY, state="Disabled"), f"`aws kms enable-key --key-id {KEY_ARN} --region us-east-2`"),
        (replace(KEY, state="PendingDeletion"), "--region us-east-2`, and then `aws kms enable-key"),
        (replace(KEY, state="Unavailable"), f"Look at the key {KEY_ARN} in AWS KMS, which says why it is Unavailable."),
        (None, f"AWS KMS has no key {KEY_ARN}."),
    ],
)
def test_each_state_of_the_key_has_a_fix(key: object, fix: str) -> None:
    assert fix in fix_of(as_wanted() | {KEY_QUESTION: key})


def test_a_command_takes_the_way_that_the_stack_takes() -> None:
    profile = ("      region: us-east-2", "      profile: payments\n      region: us-east-2")
    aws = replace(AWS, profile="payments")
    answers = as_wanted() | {Key(aws, ALIAS): KEY, Key(aws, KEY_ARN): replace(KEY, state="Disabled")}

    assert f"`aws kms enable-key --key-id {KEY_ARN} --region us-east-2 --profile payments`" in fix_of(answers, profile)


def test_a_database_with_a_key_in_another_store_that_is_to_have_oracles_key() -> None:
    role = "          role: ADBS_AWS_Role1\n"
    selected = (f"          key: ADBS_TestAWSKMSKey\n{role}", "          key: oracle-managed\n")

    fix = fix_of(as_wanted(encryption=LiveEncryption("AZURE")), selected)

    assert "AWS KMS" not in fix
    assert "Apply the stack payments-prod" in fix


def test_one_account_that_cannot_be_reached_is_said_once_for_all_its_databases() -> None:
    down = NotKnown(Cause.UNREACHABLE, "kms.us-east-2.amazonaws.com cannot be reached", "Look at the network.")
    one = status_of(as_wanted() | {KEY_QUESTION: down})

    text = text_of(*(replace(one, database=f"orders{number}") for number in range(25)))

    assert text.partition("\n\n")[2] == (
        "Not known, for 25 databases (payments-prod/orders0, payments-prod/orders1, payments-prod/orders2, …) "
        "(LIV006):\n"
        "  kms.us-east-2.amazonaws.com cannot be reached.\n"
        "  Look at the network.\n"
    )


def test_refusals_of_one_kind_are_one_with_some_of_the_permissions() -> None:
    found = [
        replace(
            status_of(as_wanted()),
            database=f"orders{number}",
            unknown=(NotKnown(Cause.NOT_PERMITTED, f"No {number}", "Ask for it.", f"kms:DescribeKey on {number}"),),
        )
        for number in range(5)
    ]

    assert text_of(*found).partition("(LIV004):\n")[2] == (
        "  No 0.\n  No 1.\n  No 2.\n  … and 2 more like this.\n"
        "  Needs kms:DescribeKey on 0.\n  Needs kms:DescribeKey on 1.\n  Needs kms:DescribeKey on 2.\n"
        "  … and 2 more like this.\n"
        "  Ask for it.\n"
    )


def test_an_ocid_that_is_missing_is_found_by_discover() -> None:
    on_oracle = (
        "          key: ADBS_TestAWSKMSKey\n          role: ADBS_AWS_Role1\n",
        "          key: oracle-managed\n",
    )
    ocid = "        ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase\n"

    assert text_of(status_of({}, on_oracle, (ocid, ""))) == (
        "DATABASE              STATE  KEY  SINCE  STATUS\n"
        "payments-prod/orders  -      -    -      missing: ocid\n"
        "\n"
        "Missing, for payments-prod/orders:\n"
        "  The spec does not say the OCID yet. Once a database is provisioned, this finds it:\n"
        "  adbkms discover spec.yaml\n"
    )


def test_nothing_that_a_cloud_says_steers_the_terminal_or_fakes_a_line() -> None:
    hostile = "x\n\x1b[2J\u202epayments-prod/ledger  AVAILABLE"
    history = (*HISTORY, KeySwitch(None, replace(ON_THE_KEY, provider=hostile, key_arn=hostile)))
    encryption = replace(ON_THE_KEY, role_arn=hostile, service_endpoint=hostile)
    why = NotKnown(Cause.SERVICE_ERROR, hostile, hostile, hostile)
    answers = as_wanted(encryption=encryption, state=hostile, state_details=hostile, history=history)

    text = text_of(status_of(answers | {KEY_QUESTION: why}))

    assert "\x1b" not in text
    assert "\u202e" not in text
    assert not any(line.startswith(("\x1b", "payments-prod/ledger")) for line in text.splitlines())
    assert "  -                        x\\n\\x1b[2J\\u202epayments-prod/ledger  AVAILABLE" in text
