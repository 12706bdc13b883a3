"""`adbkms guard`: a plan judged, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, ROOT, Run

PLANS = ROOT / "tests/unit/guard/plans"
GOOD, BAD = PLANS / "good-noise.json", PLANS / "bad-db-replaced.json"
DATABASE = "oci_database_autonomous_database.d"
PASSING = ("--allow", f"GRD201={DATABASE}", "--allow", f"GRD204={DATABASE}")


def test_a_plan_that_passes(adbkms: Run) -> None:
    ended = adbkms("guard", GOOD)

    assert (ended.code, ended.data) == (0, "")
    assert ended.messages == "Fine: 3 changes (1 database, 1 role, 1 attachment or inline policy) judged.\n"


def test_a_plan_that_is_stopped(adbkms: Run) -> None:
    ended = adbkms("guard", BAD)

    assert (ended.code, ended.data) == (2, "")
    assert "(GRD201)" in ended.messages
    assert f"with {DATABASE}" in ended.messages
    assert ended.messages.endswith(
        "Stopped: 1 change (1 database) judged, 2 findings against the plan.\n"
        "What is meant can be let pass, one by one: --allow CODE=ADDRESS\n"
    )


def test_a_plan_on_standard_input(adbkms: Run) -> None:
    assert adbkms("guard", "-", stdin=BAD.read_text("utf-8")).code == 2


def test_what_is_allowed_passes_visibly(adbkms: Run) -> None:
    ended = adbkms("guard", BAD, *PASSING)

    assert ended.code == 0
    assert ended.messages.count("Warning: Allowed by --allow: ") == 2


def test_an_allow_that_allows_nothing(adbkms: Run) -> None:
    ended = adbkms("guard", GOOD, "--allow", f"GRD201={DATABASE}")

    assert ended.code == 0
    assert "(GRD005)" in ended.messages


@pytest.mark.parametrize("format", ["json", "sarif", "markdown", "github"])
def test_other_formats_are_data(adbkms: Run, format: str) -> None:
    ended = adbkms("guard", BAD, "--format", format)

    assert ended.code == 2
    assert "GRD201" in ended.data
    assert ended.messages.startswith("Stopped: ")


def test_json_has_the_address(adbkms: Run) -> None:
    found = json.loads(adbkms("guard", BAD, "--format", "json").data)

    assert found["valid"] is False
    assert {one["address"] for one in found["diagnostics"]} == {DATABASE}


@pytest.mark.parametrize(
    "arguments",
    [
        ("guard", "missing.json"),
        ("guard", ENCRYPT),
        ("guard",),
        ("guard", GOOD, "--nonsense"),
        ("guard", GOOD, "--format", "xml"),
        ("guard", GOOD, "--allow", "GRD999=a.b"),
        ("guard", GOOD, "--allow", "GRD201"),
        ("guard", GOOD, "--allow", ""),
        ("guard", GOOD, "--spec", "missing.yaml"),
    ],
)
def test_what_cannot_be_judged_ends_with_1(adbkms: Run, arguments: tuple[str | Path, ...]) -> None:
    ended = adbkms(*arguments)

    assert ended.code == 1
    assert ended.messages


def test_an_unknown_code_is_a_slip(adbkms: Run) -> None:
    assert 'Did you mean "GRD501"?' in adbkms("guard", GOOD, "--allow", f"GR501={DATABASE}").messages


@pytest.mark.parametrize("format", ["json", "sarif"])
def test_a_wrong_allow_is_a_finding_for_programs_too(adbkms: Run, format: str) -> None:
    ended = adbkms("guard", GOOD, "--allow", "GRD201", "--format", format)

    assert ended.code == 1
    assert "GRD007" in ended.data
    assert ended.messages == ""


def test_a_plan_that_ended_with_an_error_is_not_judged(adbkms: Run, tmp_path: Path) -> None:
    broken = tmp_path / "plan.json"
    broken.write_text(json.dumps(json.loads(GOOD.read_text("utf-8")) | {"errored": True}), "utf-8")

    ended = adbkms("guard", broken)

    assert ended.code == 1
    assert "(GRD002)" in ended.messages


def test_a_plan_of_a_place_that_the_spec_does_not_name(adbkms: Run) -> None:
    ended = adbkms("guard", GOOD, "--spec", ENCRYPT)

    assert ended.code == 2
    assert "The OCI compartment ocid1.compartment.oc1..aaaa is not in the spec (GRD501)" in ended.messages


def test_the_exit_codes_are_in_the_help(adbkms: Run) -> None:
    assert "Exit codes: 0 the plan passes" in " ".join(adbkms("guard", "--help").data.split())


def test_no_password_is_printed(adbkms: Run) -> None:
    for format in ("text", "json", "sarif"):
        ended = adbkms("guard", BAD, "--format", format)
        assert "Welcome12345#" not in ended.data + ended.messages


def test_sarif_holds_the_explanation_of_each_rule_that_found_something(adbkms: Run) -> None:
    ended = adbkms("guard", ROOT / "examples" / "plans" / "replace.json", "--format", "sarif")

    (run,) = json.loads(ended.data)["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {"GRD201", "GRD204"}
    assert rules["GRD201"]["help"]["markdown"].startswith("# GRD201: A database is destroyed or replaced\n")
