"""`adbkms adopt` as people call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.spec.load import load_spec
from tests.cli.conftest import ROOT, Run
from tests.unit.adopt.states import (
    AWS_KEY,
    alias,
    attachment,
    database,
    document,
    everything,
    key,
    policy,
    role,
    state,
    use_statement,
)


@pytest.fixture
def shown(tmp_path: Path) -> Path:
    """What `terraform show -json` prints of a state that has one of each."""
    path = tmp_path / "state.json"
    path.write_text(json.dumps(state(*everything())), "utf-8")
    return path


def test_the_spec_is_printed(adbkms: Run, shown: Path) -> None:
    ended = adbkms("adopt", shown)

    assert (ended.code, ended.messages) == (0, "")
    assert "\nstacks:\n  adopted:\n" in ended.data


def test_the_spec_is_written_and_can_be_rendered(adbkms: Run, shown: Path, tmp_path: Path) -> None:
    ended = adbkms("adopt", shown, "--stack", "payments-prod", "-o", "adopted.yaml")

    assert (ended.code, ended.data) == (0, "")
    assert (
        ended.messages == "Wrote adopted.yaml.\n\nNext: adbkms render adopted.yaml -o DIR, into a folder of its own\n"
    )
    assert adbkms("render", "adopted.yaml", "-o", "terraform").code == 0
    imports = (tmp_path / "terraform/stacks/payments-prod/imports.tf").read_text("utf-8")
    assert imports.count("import {") == 6


def test_a_file_that_exists_is_not_overwritten(adbkms: Run, shown: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("mine", "utf-8")

    ended = adbkms("adopt", shown, "-o", "mine.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert "Error: mine.yaml exists already" in ended.messages
    assert "(ADO011)" in ended.messages
    assert (tmp_path / "mine.yaml").read_text("utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_not_written_through(adbkms: Run, shown: Path, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")

    ended = adbkms("adopt", shown, "-o", "link.yaml")

    assert ended.code == 1
    assert "(ADO011)" in ended.messages
    assert not (tmp_path / "elsewhere.yaml").exists()


def test_several_states_make_one_spec(adbkms: Run, tmp_path: Path) -> None:
    resources = everything()
    (tmp_path / "aws.json").write_text(json.dumps(state(*resources[:-1])), "utf-8")
    (tmp_path / "oci.json").write_text(json.dumps(state(resources[-1])), "utf-8")

    assert adbkms("adopt", "oci.json", "aws.json", "-o", "adopted.yaml").code == 0

    spec, found = load_spec([str(tmp_path / "adopted.yaml")])
    assert found == []
    (loaded,) = spec.stacks
    assert loaded.stack.keys["ADBS_Key"].adopt
    assert loaded.stack.databases["orders"].encryption.key == "ADBS_Key"


def test_a_state_comes_from_standard_input(adbkms: Run) -> None:
    assert adbkms("adopt", "-", stdin=json.dumps(state(*everything()))).code == 0


def test_what_was_not_taken_over_is_said_and_the_spec_is_written(adbkms: Run, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(json.dumps(state(key(), database())), "utf-8")

    ended = adbkms("adopt", "state.json", "-o", "adopted.yaml", "--format", "json")

    assert ended.code == 0
    report = json.loads(ended.data)
    assert [one["code"] for one in report["diagnostics"]] == ["ADO007"]
    assert (tmp_path / "adopted.yaml").exists()


def test_what_has_to_be_mended_is_a_finding(adbkms: Run, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text(json.dumps(state(database(encryption=AWS_KEY | {"arn_role": ""}))), "utf-8")

    ended = adbkms("adopt", "state.json", "-o", "adopted.yaml")

    assert ended.code == 2
    assert "(TRU103)" in ended.messages
    assert ended.messages.endswith("The spec was written; mend what is said above before you render it.\n")
    assert (tmp_path / "adopted.yaml").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON as Terraform writes it"),
        ('{"lineage": "x"}', "This is the state file itself."),
        ('{"format_version": "1.0"}', "There is no database to adopt"),
    ],
)
def test_what_is_no_state_with_a_database_is_an_error_and_nothing_is_written(
    adbkms: Run, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "state.json").write_text(text, "utf-8")

    ended = adbkms("adopt", "state.json", "-o", "adopted.yaml")

    assert (ended.code, ended.data) == (1, "")
    assert said in " ".join(ended.messages.split())
    assert not (tmp_path / "adopted.yaml").exists()


@pytest.mark.parametrize("arguments", [("--stack", "No Name"), ("--format", "json")])
def test_options_that_cannot_be_meant_so(adbkms: Run, shown: Path, arguments: tuple[str, str]) -> None:
    assert adbkms("adopt", shown, *arguments).code == 1


def test_a_place_that_cannot_be_written_to(adbkms: Run, shown: Path) -> None:
    ended = adbkms("adopt", shown, "-o", "no/such/folder.yaml")

    assert ended.code == 1
    assert "Error: Cannot write no/such/folder.yaml" in ended.messages
    assert "No such file or directory." in ended.messages
    assert "(ADO012)" in ended.messages


@pytest.mark.parametrize(("out", "code"), [("mine.yaml", "ADO011"), ("no/such/folder.yaml", "ADO012")])
@pytest.mark.parametrize("format", ["json", "sarif"])
def test_programs_learn_as_well_why_nothing_was_written(
    adbkms: Run, shown: Path, tmp_path: Path, out: str, code: str, format: str
) -> None:
    (tmp_path / "mine.yaml").write_text("mine", "utf-8")

    ended = adbkms("adopt", shown, "-o", out, "--format", format)

    assert ended.code == 1
    report = json.loads(ended.data)
    found = [one["code"] for one in report["diagnostics"]] if format == "json" else report["runs"][0]["results"]
    assert found == [code] if format == "json" else [one["ruleId"] for one in found] == [code]


def test_a_policy_that_ends_up_nowhere_is_named(adbkms: Run, tmp_path: Path) -> None:
    theirs = [role(max_session_duration=1), policy(policy=document(use_statement(sid="Theirs"))), attachment()]
    (tmp_path / "state.json").write_text(json.dumps(state(key(), alias(), *theirs, database())), "utf-8")

    ended = adbkms("adopt", "state.json", "-o", "adopted.yaml")

    assert ended.code == 0
    assert "(ADO013)" in ended.messages
    assert "aws_iam_policy.use" in ended.messages


DATABASE = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexample"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name a state, or ask the clouds with --live."),
        ((DATABASE,), "An OCID is asked for with --live; without it, states are read."),
        (("state.json", "--compartment", COMPARTMENT), "The clouds are only asked with --live."),
        (("state.json", "--oci-region", "us-ashburn-1"), "The clouds are only asked with --live."),
        (("state.json", "--aws-profile", "mine"), "The clouds are only asked with --live."),
        (("--live",), "With --live, name databases by their OCIDs, or a --compartment."),
        (
            ("--live", "state.json"),
            '"state.json" is no OCID of an Autonomous Database. States are read without --live.',
        ),
        (("--live", COMPARTMENT), "is no OCID of an Autonomous Database."),
        (("--live", DATABASE.replace("iad", "xyz")), "No region is known that"),
        (("--live", "--compartment", COMPARTMENT), "Name the region to look for the databases of a compartment in."),
        (("--live", "--compartment", DATABASE, "--oci-region", "us-ashburn-1"), "is no OCID of a compartment."),
        (
            ("--live", DATABASE, "--oci-region", "ashburn"),
            'There is no OCI region "ashburn". Did you mean us-ashburn-1?',
        ),
        (("--live", DATABASE, "--aws-profile", ""), "The name of a profile is empty."),
        (("--live", DATABASE, "--assume-role", "reader"), '"reader" is no ARN of a role:'),
    ],
)
def test_states_and_clouds_exclude_each_other_and_every_option_is_looked_at(
    adbkms: Run, arguments: tuple[str, ...], said: str
) -> None:
    ended = adbkms("adopt", *arguments)

    assert (ended.code, ended.data) == (1, "")
    assert said in " ".join(ended.messages.replace("│", " ").split())


def test_no_sdk_is_imported_to_read_a_state(process: Run, shown: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nfor name in ('boto3', 'botocore', 'oci', 'oracledb'):\n    sys.modules[name] = None\n", "utf-8"
    )

    ended = process("adopt", shown, env={"PYTHONPATH": f"{ROOT}:{tmp_path}"})

    assert (ended.code, ended.messages) == (0, "")
