"""`adbkms next`: where every database stands, without a cloud."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import QUICKSTART, ROOT, Run, change


@pytest.fixture
def stage(adbkms: Run, tmp_path: Path) -> Any:
    """Puts a stage of Oracle's example in the place of `spec.yaml`, and renders it if asked to."""

    def put(name: str, *, render: bool = False) -> None:
        Path("spec.yaml").write_text((QUICKSTART / f"{name}.yaml").read_text("utf-8"), "utf-8")
        if render:
            assert adbkms("render", "spec.yaml", "-o", "out").code == 0

    return put


def orders(adbkms: Run, *arguments: str) -> dict[str, Any]:
    ended = adbkms("next", "spec.yaml", "--format", "json", *arguments)
    assert (ended.code, ended.messages) == (0, "")
    (database,) = json.loads(ended.data)["databases"]
    return dict(database)


def commands(database: dict[str, Any]) -> list[str]:
    return [step["command"] for step in database["next"] if step["command"]]


def test_a_database_that_is_new(adbkms: Run, stage: Any) -> None:
    stage("1-provision")

    ended = adbkms("next", "spec.yaml")

    assert (ended.code, ended.messages) == (0, "")
    assert ended.data == (
        "DATABASE              STAGE      KEY             MISSING\n"
        "payments-prod/orders  provision  oracle-managed  ocid, oracle_user_arn of ADBS_AWS_Role1\n"
        "\n"
        "payments-prod/orders\n"
        "  1. Render the spec into the folder of its tree, and ask again with that folder:\n"
        "     adbkms render spec.yaml -o DIR\n"
    )


def test_once_it_is_rendered_it_is_applied_and_asked_what_only_it_knows(adbkms: Run, stage: Any) -> None:
    stage("1-provision", render=True)
    terraform = "terraform -chdir=out/stacks/payments-prod"

    database = orders(adbkms, "-o", "out")

    assert commands(database) == [
        f"{terraform} init",
        f"{terraform} plan -out plan.tfplan",
        f"{terraform} show -json plan.tfplan | adbkms guard - --spec spec.yaml",
        f"{terraform} apply plan.tfplan",
        "adbkms discover spec.yaml payments-prod/orders",
    ]
    assert database["next"][-1]["summary"] == (
        "Put what only the clouds know into the spec: its ocid and oracle_user_arn of ADBS_AWS_Role1"
    )


def test_a_password_comes_in_the_environment_or_terraform_asks_where_no_shell_has_such_a_name(
    adbkms: Run, stage: Any
) -> None:
    stage("1-provision")
    text = Path("spec.yaml").read_text("utf-8")
    database = text[text.index("      orders:\n") :]
    archive = database.replace("orders:", "orders-eu:").replace("ORDERS", "ORDERSEU")
    Path("spec.yaml").write_text(f"{text}{archive}", "utf-8")
    assert adbkms("render", "spec.yaml", "-o", "out").code == 0

    ended = adbkms("next", "spec.yaml", "-o", "out")

    assert (
        ended.data.count(
            "  2. Plan, with TF_VAR_orders_admin_password in the environment, and enter orders-eu_admin_password when "
            "Terraform asks (no shell exports a name with a hyphen):\n"
        )
        == 2
    )


def test_a_key_is_selected_between_a_look_ahead_and_a_look_back(adbkms: Run, stage: Any) -> None:
    stage("3-encrypt", render=True)

    database = orders(adbkms, "-o", "out")

    assert commands(database)[-3:] == [
        "adbkms preflight spec.yaml",
        "terraform -chdir=out/stacks/payments-prod apply plan.tfplan",
        "adbkms status spec.yaml --watch",
    ]
    assert "cloud" not in database


def test_the_last_command_of_the_stage_trust_selects_the_key_and_works(adbkms: Run, stage: Any) -> None:
    stage("1-provision", render=True)
    stage("2-trust", render=True)

    database = orders(adbkms, "-o", "out")

    assert (database["stage"], database["missing"]) == ("trust", [])
    command = commands(database)[-1]
    assert command == "adbkms key switch spec.yaml payments-prod/orders --key ADBS_TestAWSKMSKey --role ADBS_AWS_Role1"
    assert adbkms(*command.split()[1:]).code == 0
    assert orders(adbkms)["stage"] == "encrypt"
    assert commands(orders(adbkms, "-o", "out")) == ["adbkms render spec.yaml -o out"]


def test_the_stage_is_that_of_the_spec_in_the_place_of_the_tree(adbkms: Run, stage: Any) -> None:
    stage("3-encrypt", render=True)
    assert adbkms("key", "rotate", "spec.yaml", "payments-prod/orders").code == 0

    assert orders(adbkms)["stage"] == "encrypt"  # nobody says what was before
    database = orders(adbkms, "-o", "out")
    assert (database["stage"], database["key"]) == ("rotate", "ADBS_TestAWSKMSKey_2")

    assert adbkms("render", "spec.yaml", "-o", "out").code == 0
    assert adbkms("key", "revert", "spec.yaml", "payments-prod/orders").code == 0
    assert orders(adbkms, "-o", "out")["stage"] == "revert"


def test_what_is_missing_before_a_key_can_be_selected(adbkms: Run, stage: Any) -> None:
    stage("2-trust")
    change(Path("spec.yaml"), "        oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs\n", "")

    assert orders(adbkms)["missing"] == ["oracle_user_arn of ADBS_AWS_Role1"]


def test_the_command_names_the_one_file_that_the_stack_is_from(adbkms: Run, stage: Any) -> None:
    stage("2-trust")
    Path("specs").mkdir()
    other = (
        Path("spec.yaml")
        .read_text("utf-8")
        .replace("payments-prod", "billing-prod")
        .replace("111122223333", "111122224444")
    )
    Path("specs", "billing.yaml").write_text(
        other.replace("exampledatabase", "otherdatabase").replace("ORDERS", "BILLING"), "utf-8"
    )
    assert adbkms("render", "spec.yaml", "specs", "-o", "out").code == 0

    ended = adbkms("next", "spec.yaml", "specs", "-o", "out", "--format", "json")

    first, second = json.loads(ended.data)["databases"]
    assert " key switch spec.yaml payments-prod/orders " in commands(first)[-1]
    assert " key switch specs billing-prod/orders " in commands(second)[-1]


def test_a_plan_and_a_spec_do_not_come_from_the_same_standard_input(adbkms: Run, stage: Any) -> None:
    stage("2-trust")
    text = Path("spec.yaml").read_text("utf-8")
    assert adbkms("render", "-", "-o", "out", stdin=text).code == 0

    ended = adbkms("next", "-", "-o", "out", stdin=text)

    assert "| adbkms guard -\n" in ended.data


def test_where_there_is_a_choice_it_is_left_to_the_user(adbkms: Run, stage: Any) -> None:
    stage("2-trust")
    change(Path("spec.yaml"), "    policies:\n      ADBS", "      ADBS_Key2: {}\n    policies:\n      ADBS")
    assert adbkms("render", "spec.yaml", "-o", "out").code == 0

    step = orders(adbkms, "-o", "out")["next"][-1]

    assert step["summary"] == "Select a key (ADBS_TestAWSKMSKey, ADBS_Key2)"
    assert step["command"].endswith("--key NAME --role ADBS_AWS_Role1")


def test_a_role_that_exists_elsewhere_is_enough(adbkms: Run, stage: Any) -> None:
    stage("2-trust")
    text = Path("spec.yaml").read_text("utf-8")
    roles = text[text.index("    roles:\n") : text.index("    databases:\n")]
    text = text.replace(roles, "").replace(
        "key: oracle-managed", "key: oracle-managed\n          role: arn:aws:iam::111122223333:role/adbs"
    )
    Path("spec.yaml").write_text(text, "utf-8")

    assert orders(adbkms)["missing"] == []


def test_a_fleet_shows_the_same_steps_once(adbkms: Run) -> None:
    ended = adbkms("next", ROOT / "examples" / "fleet" / "specs")

    assert ended.code == 0
    assert ended.data.count("adbkms render") == 1
    assert len([line for line in ended.data.splitlines() if "  encrypt " in line or "  trust " in line]) >= 2


def test_a_spec_with_an_error_has_that_to_be_mended_first(adbkms: Run, stage: Any) -> None:
    stage("3-encrypt")
    change(Path("spec.yaml"), "        ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase\n", "")

    ended = adbkms("next", "spec.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert "STG101" in ended.messages


def test_names_do_not_steer_the_terminal(adbkms: Run, stage: Any) -> None:
    stage("2-trust")
    text = (
        Path("spec.yaml")
        .read_text("utf-8")
        .replace("        oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs\n", "")
    )
    Path("spec.yaml").write_text(text.replace("ADBS_AWS_Role1", '"Role\\u202e1"'), "utf-8")

    ended = adbkms("next", "spec.yaml")

    assert "\u202e" not in ended.data + ended.messages
