"""`adbkms next --live`: what comes next once the clouds have been asked what is done."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import QUICKSTART, Ended, Run, environment
from tests.live.failures.scene import document, trusting, using
from tests.live.status.answers import NAME, OCID, ROLE_ARN
from tests.live.status.conftest import ACCOUNT_ID, TwoClouds

PRINCIPAL = "arn:aws:iam::444455556666:user/oracle-adbs"


@pytest.fixture
def stage(adbkms: Run, clouds: TwoClouds) -> Any:
    """Puts a stage of Oracle's example in the place of `spec.yaml`, and renders it."""

    def put(name: str) -> None:
        Path("spec.yaml").write_text((QUICKSTART / f"{name}.yaml").read_text("utf-8"), "utf-8")
        assert adbkms("render", "spec.yaml", "-o", "out").code == 0

    return put


def apply_identities(clouds: TwoClouds) -> None:
    """What Terraform makes in the stage *trust*: the policy, and the role that trusts Oracle's user."""
    credentials = clouds.moto.credentials_for(ACCOUNT_ID)
    iam = clouds.moto.client("iam", credentials=credentials)
    role = ROLE_ARN.rpartition("/")[2]
    iam.create_role(RoleName=role, AssumeRolePolicyDocument=document(trusting(PRINCIPAL)))
    policy = iam.create_policy(
        PolicyName="ADBS_AWS_Policy1",
        Description="Use of KMS keys by Oracle Autonomous AI Database",
        PolicyDocument=document(using(clouds.key_arn)),
    )
    iam.attach_role_policy(RoleName=role, PolicyArn=policy["Policy"]["Arn"])


def orders(adbkms: Run, *arguments: str) -> dict[str, Any]:
    ended = adbkms("next", "spec.yaml", "--live", "--format", "json", *arguments)
    assert (ended.code, ended.messages) == (0, "")
    (database,) = json.loads(ended.data)["databases"]
    return dict(database)


def commands(database: dict[str, Any]) -> list[str]:
    return [step["command"] for step in database["next"]]


def test_a_stage_trust_that_is_not_applied_is_applied_first(adbkms: Run, stage: Any) -> None:
    stage("2-trust")

    database = orders(adbkms, "-o", "out")

    assert (database["cloud"]["matches"], database["cloud"]["applied"]) == (True, False)
    assert database["cloud"]["absent"] == ["policy ADBS_AWS_Policy1", "role ADBS_AWS_Role1"]
    assert "terraform -chdir=out/stacks/payments-prod apply plan.tfplan" in commands(database)


@pytest.mark.parametrize("options", [(), ("--live",)])
def test_a_spec_without_databases_says_so(adbkms: Run, clouds: TwoClouds, options: tuple[str, ...]) -> None:
    text = (QUICKSTART / "2-trust.yaml").read_text("utf-8")
    Path("spec.yaml").write_text(text[: text.index("    databases:\n")], "utf-8")

    assert adbkms("next", "spec.yaml", *options) == Ended(0, "", "The spec has no databases.\n")


def test_once_the_database_is_there_its_ocid_is_next(adbkms: Run, stage: Any, clouds: TwoClouds) -> None:
    stage("1-provision")
    clouds.moto.client("iam", credentials=clouds.moto.credentials_for(ACCOUNT_ID)).create_policy(
        PolicyName="ADBS_AWS_Policy1",
        Description="Use of KMS keys by Oracle Autonomous AI Database",
        PolicyDocument=document(using(clouds.key_arn)),
    )

    database = orders(adbkms, "-o", "out")

    assert (database["cloud"]["applied"], database["missing"]) == (True, ["ocid", "oracle_user_arn of ADBS_AWS_Role1"])
    assert commands(database) == ["adbkms discover spec.yaml payments-prod/orders"]


def test_once_the_stage_trust_is_applied_the_key_is_next(adbkms: Run, stage: Any, clouds: TwoClouds) -> None:
    stage("2-trust")
    apply_identities(clouds)

    ended = adbkms("next", "spec.yaml", "-o", "out", "--live")

    assert (ended.code, ended.messages) == (0, "")
    assert ended.data == (
        "DATABASE              STAGE  KEY             MISSING  CLOUD\n"
        "payments-prod/orders  trust  oracle-managed  -        applied\n"
        "\n"
        "payments-prod/orders\n"
        "  1. Select a key:\n"
        "     adbkms key switch spec.yaml payments-prod/orders --key ADBS_TestAWSKMSKey --role ADBS_AWS_Role1\n"
    )


def test_without_the_folder_of_the_tree_as_well(adbkms: Run, stage: Any, clouds: TwoClouds) -> None:
    stage("2-trust")
    apply_identities(clouds)

    assert [command.split()[:3] for command in commands(orders(adbkms))] == [["adbkms", "key", "switch"]]


def test_a_key_that_is_selected_and_not_applied(adbkms: Run, stage: Any, clouds: TwoClouds) -> None:
    stage("3-encrypt")
    apply_identities(clouds)

    database = orders(adbkms, "-o", "out")

    assert database["cloud"]["differences"][:2] == ["provider", "key_arn"]
    assert commands(database)[-3:] == [
        "adbkms preflight spec.yaml",
        "terraform -chdir=out/stacks/payments-prod apply plan.tfplan",
        "adbkms status spec.yaml --watch",
    ]


def test_while_oci_is_at_work_there_is_only_waiting(adbkms: Run, stage: Any, clouds: TwoClouds) -> None:
    stage("3-encrypt")
    apply_identities(clouds)
    clouds.oci.begin(OCID, key=clouds.key)

    assert commands(orders(adbkms, "-o", "out")) == ["adbkms status spec.yaml --watch"]


def test_when_all_is_done_there_is_nothing_to_do(adbkms: Run, stage: Any, clouds: TwoClouds) -> None:
    stage("3-encrypt")
    apply_identities(clouds)
    clouds.oci.change(OCID, key=clouds.key)

    ended = adbkms("next", "spec.yaml", "-o", "out", "--live")

    assert ended.data.endswith(f"\n{NAME}\n  1. Nothing: the clouds are what the spec says.\n")
    assert orders(adbkms, "-o", "out")["next"] == []


def test_a_database_that_cannot_reach_its_key_is_mended_and_not_applied(
    adbkms: Run, stage: Any, clouds: TwoClouds
) -> None:
    stage("3-encrypt")
    apply_identities(clouds)
    clouds.oci.change(OCID, key=clouds.key, state="INACCESSIBLE")

    assert commands(orders(adbkms, "-o", "out")) == [f"adbkms status spec.yaml --database {NAME}"]


def test_what_is_not_known_is_said_and_the_steps_are_those_of_the_spec(
    adbkms: Run, stage: Any, clouds: TwoClouds
) -> None:
    stage("2-trust")
    apply_identities(clouds)
    clouds.oci.remove(OCID)

    ended = adbkms("next", "spec.yaml", "-o", "out", "--live")

    assert ended.code == 0
    assert "oracle-managed  -        not known: not found or not permitted\n" in ended.data
    assert "apply plan.tfplan" in ended.data
    assert "Warning:" in ended.messages
    assert "(LIV005)" in ended.messages


def test_without_live_no_sdk_is_imported_and_nobody_is_asked(clouds: TwoClouds, tmp_path: Path) -> None:
    script = (
        "import sys; from generator.cli.app import app; app(['next', 'spec.yaml'], standalone_mode=False); "
        "print(sorted({'boto3', 'oci', 'oracledb'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
    assert clouds.oci.traffic.count("GET") == 0
