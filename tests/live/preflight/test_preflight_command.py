"""`adbkms preflight`: exit codes, streams and formats, against real HTTP."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from generator.cli.app import app
from tests.cli.conftest import QUICKSTART, change
from tests.oci_service import AwsKey, DatabaseRecord

from .conftest import Preflight, TwoClouds, act_in, checks_of
from .example import ACCOUNT, COMPARTMENT, ENDPOINT, NAME, OCID, ROLE_ARN, document, trust

SPEC = "spec.yaml"


def test_where_everything_is_ready_it_says_so_in_one_line(preflight: Preflight, clouds: TwoClouds) -> None:
    ended = preflight(SPEC)

    assert (ended.code, ended.messages) == (0, "")
    assert ended.data == "26 passed, 0 warnings, 0 failed, 0 not known.\n"


@pytest.mark.parametrize("stage", ["1-provision", "2-trust"])
def test_before_the_first_apply_nothing_is_there_and_that_is_fine(
    preflight: Preflight, empty_clouds: TwoClouds, stage: str
) -> None:
    if stage == "2-trust":
        empty_clouds.oci.put(DatabaseRecord(ocid=OCID, compartment_id=COMPARTMENT))
    Path(SPEC).write_text((QUICKSTART / f"{stage}.yaml").read_text("utf-8"), "utf-8")

    ended = preflight(SPEC, "--all")

    assert (ended.code, ended.messages) == (0, "")
    assert f"alias/{NAME} is free: the key will be made" in ended.data


def test_a_rotation_in_one_apply_is_a_warning(preflight: Preflight, clouds: TwoClouds) -> None:
    """The role gains the new key by a change of its policy in the apply that makes the key and selects it."""
    key = f"arn:aws:kms:us-east-2:{ACCOUNT}:key/{clouds.key_id}"
    clouds.oci.change(OCID, key=AwsKey(key, ENDPOINT, arn_role=ROLE_ARN, external_id="tenant_ocid"))
    assert CliRunner().invoke(app, ["key", "rotate", SPEC, "payments-prod/orders"]).exit_code == 0

    ended = preflight(SPEC, "--format", "json")

    found = checks_of(ended.data)
    assert (ended.code, {one["outcome"] for one in found.values()}) == (0, {"warning"})
    assert "for kms:Decrypt, kms:DescribeKey yet" in found["PRE210"]["summary"]
    assert "IAM is eventually consistent" in found["PRE210"]["detail"]


def test_what_passed_is_shown_on_demand(preflight: Preflight, clouds: TwoClouds) -> None:
    ended = preflight(SPEC, "--all")

    assert ended.code == 0
    assert "payments-prod\n  Passed: The AWS account is 111122223333, as arn:aws:" in ended.data
    assert f"  Passed: The role ADBS_AWS_Role1 may use the key {NAME} (PRE210," in ended.data


def test_it_asks_and_changes_nothing(preflight: Preflight, clouds: TwoClouds) -> None:
    before = clouds.oci.database(OCID)

    preflight(SPEC)

    assert clouds.oci.database(OCID) == before
    assert clouds.oci.traffic.count() == clouds.oci.traffic.count("GET") > 0


def test_what_failed_is_a_finding_with_its_fix(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.change(OCID, state="STOPPED")
    clouds.client("kms").disable_key(KeyId=clouds.key_id)

    ended = preflight(SPEC)

    assert (ended.code, ended.messages) == (2, "")
    assert ended.data.startswith("payments-prod\n")
    assert f"  Failed: The key {NAME} is disabled (PRE104, payments-prod/keys/{NAME})\n" in ended.data
    assert "  Failed: orders is stopped (PRE304, payments-prod/orders)\n" in ended.data
    assert f"--autonomous-database-id {OCID}`." in ended.data
    assert ended.data.endswith("24 passed, 0 warnings, 2 failed, 0 not known.\n")


def test_the_wrong_trust_is_named(preflight: Preflight, clouds: TwoClouds) -> None:
    iam = clouds.client("iam")
    iam.update_assume_role_policy(
        RoleName="ADBS_AWS_Role1", PolicyDocument=document(trust(external_id="ocid1.tenancy.oc1..other"))
    )
    iam.detach_role_policy(RoleName="ADBS_AWS_Role1", PolicyArn=f"arn:aws:iam::{ACCOUNT}:policy/ADBS_AWS_Policy1")

    found = checks_of(preflight(SPEC, "--format", "json").data)

    assert found.keys() == {"PRE205", "PRE207"}
    assert found["PRE207"]["address"] == "payments-prod/roles/ADBS_AWS_Role1"


def test_a_database_that_is_not_found_is_an_error_not_a_finding(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.remove(OCID)

    ended = preflight(SPEC)

    assert ended.code == 1
    assert "Not known whether orders exists, and all that depends on it" in ended.data
    assert "Permissions that were missing:\n  " in ended.data
    assert "read autonomous-databases" in ended.data
    assert ended.data.endswith("0 failed, 1 not known.\n")


def test_an_account_that_cannot_be_asked_is_said_once(
    preflight: Preflight, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch
) -> None:
    act_in("999900001111", clouds.moto, monkeypatch)

    ended = preflight(SPEC)

    assert ended.code == 2
    assert "Failed: The AWS credentials are those of the account 999900001111" in ended.data.replace("\n  ", " ")
    assert "  Not known, 4 times: The AWS credentials are those of another account" in ended.data
    assert f"    - whether alias/{NAME} is free (PRE102, payments-prod/keys/{NAME})\n" in ended.data
    assert ROLE_ARN not in ended.data


def test_what_is_not_known_is_wrapped_below_its_bullet(
    preflight: Preflight, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch
) -> None:
    act_in("999900001111", clouds.moto, monkeypatch)
    monkeypatch.setattr("generator.cli.width.text_width", lambda: 60)

    lines = preflight(SPEC).data.splitlines()

    bullet = lines.index("    - whether alias/ADBS_TestAWSKMSKey is free (PRE102,")
    assert lines[bullet + 1] == "      payments-prod/keys/ADBS_TestAWSKMSKey)"
    assert all(len(line) <= 60 or " " not in line.strip() for line in lines)


def test_json_has_terraforms_shape_and_every_outcome(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.change(OCID, state="UPDATING")

    ended = preflight(SPEC, "--format", "json")

    answer = json.loads(ended.data)
    assert (ended.code, answer["valid"], answer["error_count"]) == (2, False, 1)
    (diagnostic,) = answer["diagnostics"]
    assert (diagnostic["code"], diagnostic["address"]) == ("PRE304", "payments-prod/orders")
    assert diagnostic["range"]["filename"] == SPEC
    outcomes = [one["outcome"] for one in answer["checks"]]
    assert (len(outcomes), outcomes.count("failed")) == (26, 1)
    assert set(answer["checks"][0]) == {"code", "stack", "address", "outcome", "summary", "detail", "permission"}


def test_what_is_not_known_is_not_valid(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.remove(OCID)

    answer = json.loads(preflight(SPEC, "--format", "json").data)

    assert (answer["valid"], answer["error_count"], answer["warning_count"]) == (False, 0, 1)


def test_a_forge_shows_findings_at_their_place(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.change(OCID, state="UPDATING")

    ended = preflight(SPEC, "--format", "github")

    assert ended.code == 2
    assert ended.data.startswith("::error file=spec.yaml,line=")


@pytest.mark.parametrize("allowed", ["PRE304=payments-prod/orders", "PRE304", "pre304"])
def test_what_is_allowed_is_a_warning_that_says_so(preflight: Preflight, clouds: TwoClouds, allowed: str) -> None:
    clouds.oci.change(OCID, state="UPDATING")

    ended = preflight(SPEC, "--allow", allowed)

    assert (ended.code, ended.messages) == (0, "")
    assert (
        "Warning: Allowed by --allow: orders is being updated (UPDATING) (PRE304, payments-prod/orders)" in ended.data
    )


def test_what_is_not_known_can_be_allowed_too(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.remove(OCID)

    ended = preflight(SPEC, "--allow", "PRE303=payments-prod/orders")

    assert ended.code == 0
    assert "Warning: Allowed by --allow: Not known whether orders exists" in ended.data


def test_an_option_that_allows_nothing_is_said(preflight: Preflight, clouds: TwoClouds) -> None:
    ended = preflight(SPEC, "--allow", "PRE304=payments-prod/other")

    assert ended.code == 0
    assert "Warning: --allow PRE304=payments-prod/other allowed nothing (PRE001)" in ended.messages


@pytest.mark.parametrize(
    ("option", "said"), [("PRE999", 'there is no check "PRE999"'), ("PRE304=", "has an equals sign and no address")]
)
def test_an_option_that_cannot_be_read_stops_before_any_request(
    preflight: Preflight, clouds: TwoClouds, option: str, said: str
) -> None:
    ended = preflight(SPEC, "--allow", option)

    assert (ended.code, ended.data) == (1, "")
    assert said in ended.messages
    assert clouds.oci.traffic.count() == 0


def test_a_spec_that_breaks_a_rule_stops_before_any_request(preflight: Preflight, clouds: TwoClouds) -> None:
    change(Path(SPEC), "          role: ADBS_AWS_Role1\n", "")

    ended = preflight(SPEC)

    assert (ended.code, ended.data) == (1, "")
    assert "Error: " in ended.messages
    assert clouds.oci.traffic.count() == 0


def test_verbose_shows_the_requests(preflight: Preflight, clouds: TwoClouds) -> None:
    ended = preflight(SPEC, "--verbose")

    assert ended.code == 0
    assert "kms" in ended.messages and "DescribeKey" in ended.messages.replace("describe_key", "DescribeKey")


def test_a_wrong_command_line_ends_with_1(preflight: Preflight) -> None:
    assert preflight("--no-such-option").code == 1


def test_only_looks_at_what_is_named(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.change(OCID, state="STOPPED")

    key, database = preflight(SPEC, "--only", f"payments-prod/keys/{NAME}"), preflight(SPEC, "--only", "payments-prod")

    assert (key.code, database.code) == (0, 2)
    assert "orders" not in key.data
    assert "orders is stopped" in database.data


def test_only_of_nothing_is_an_error(preflight: Preflight, clouds: TwoClouds) -> None:
    ended = preflight(SPEC, "--only", "payments-prod/order")

    assert ended.code == 1
    assert 'Error: --only: the spec has no "payments-prod/order" (PRE003)' in ended.messages
    assert 'Did you mean "payments-prod/orders"?' in ended.messages


def test_as_junit_every_check_is_a_test(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.change(OCID, state="STOPPED")

    ended = preflight(SPEC, "--format", "junit")

    (suite,) = ElementTree.fromstring(ended.data)
    assert (ended.code, suite.attrib["tests"], suite.attrib["failures"], suite.attrib["skipped"]) == (2, "26", "1", "0")
    (failed,) = (one for one in suite if one.find("failure") is not None)
    assert failed.attrib["classname"] == "preflight.payments-prod"
    assert failed.attrib["name"].startswith("PRE304 payments-prod/orders: ")
    assert failed[0].attrib["message"] == "orders is stopped"
    assert "--autonomous-database-id" in (failed[0].text or "")


def test_as_junit_what_is_not_known_is_skipped(preflight: Preflight, clouds: TwoClouds) -> None:
    clouds.oci.remove(OCID)

    (suite,) = ElementTree.fromstring(preflight(SPEC, "--format", "junit").data)

    assert (suite.attrib["failures"], suite.attrib["skipped"]) == ("0", "1")


def test_on_a_terminal_it_is_coloured(preflight: Preflight, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.cli.output.has_color", lambda stream: True)
    clouds.oci.change(OCID, state="STOPPED")

    ended = preflight(SPEC)

    assert ended.data.startswith("\x1b[1mpayments-prod\x1b[0m\n  \x1b[31mFailed\x1b[0m: orders is stopped ")
    assert ended.data.endswith("\x1b[32m25 passed\x1b[0m, 0 warnings, \x1b[31m1 failed\x1b[0m, 0 not known.\n")
