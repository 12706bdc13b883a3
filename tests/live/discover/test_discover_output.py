"""What `adbkms discover` prints, and where: other formats, standard input, help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.live.discover.conftest import OCID, USER, Discover
from tests.live.discover.example import filled
from tests.oci_service import OciService


def test_standard_input_goes_to_standard_output(discover: Discover, oci: OciService, spec: Path) -> None:
    text = spec.read_text("utf-8")

    ended = discover("-", "--oracle-user-arn", USER, stdin=text)
    assert (ended.code, ended.data) == (0, filled(text))
    again = discover("-", stdin=ended.data)
    assert (again.code, again.data) == (0, ended.data)
    dry = discover("-", "--dry-run", "--format", "json", "--oracle-user-arn", USER, stdin=text)
    assert (dry.code, json.loads(dry.data)["diagnostics"]) == (2, [])


def test_the_help_says_what_standard_input_does_and_has_the_exit_codes_in_one_paragraph(discover: Discover) -> None:
    text = " ".join(discover("--help").data.replace("\u2502", "").split())

    assert "- for standard input: then the whole edited spec is printed, and nothing is left to write." in text
    assert "Exit codes: 0 all is known and written; 2 a change was not written; 1 something" in text


def test_other_formats_are_for_programs(discover: Discover, oci: OciService, spec: Path) -> None:
    ended = discover(spec, "--yes", "--format", "json")

    report = json.loads(ended.data)
    assert (ended.code, [one["code"] for one in report["diagnostics"]]) == (1, ["DIS008"])
    assert f"+        ocid: {OCID}" in ended.messages


@pytest.mark.parametrize("options", [(), ("--dry-run",)])
def test_other_formats_are_on_standard_output_also_if_nothing_is_written(
    discover: Discover, oci: OciService, spec: Path, options: tuple[str, ...]
) -> None:
    ended = discover(spec, "--format", "json", *options)

    (diagnostic,) = json.loads(ended.data)["diagnostics"]
    assert (ended.code, diagnostic["code"], diagnostic["range"]["filename"]) == (2, "DIS008", str(spec))
    assert f"+        ocid: {OCID}" in ended.messages


def test_annotations_are_at_the_role_and_at_the_database(
    discover: Discover, oci: OciService, spec: Path, password: str
) -> None:
    def places(*options: str) -> list[str]:
        lines = spec.read_text("utf-8").splitlines()
        annotations = discover(spec, "--format", "github", *options).data.splitlines()
        numbers = [one.partition(f" file={spec},line=")[2].partition(",")[0] for one in annotations]
        return [lines[int(number) - 1].strip() for number in numbers]

    oci.change(OCID, state="STOPPED")
    assert places() == ["orders:"]
    oci.change(OCID, state="AVAILABLE", db_name="INVOICES")
    assert places() == ["orders:"]
    with pytest.MonkeyPatch.context() as without:
        without.delenv("ADBKMS_DATABASE_PASSWORD")
        oci.change(OCID, db_name="ORDERS")
        assert [one.partition(":")[0] for one in places()] == ["oracle_user_arn"]
        without.delenv("ADBKMS_OCI_ENDPOINT")
        without.setenv("OCI_CONFIG_FILE", "absent")
        assert [one.partition(":")[0] for one in places()] == ["ocid"]


def test_the_statement_for_a_dba(discover: Discover) -> None:
    ended = discover("--print-sql")

    assert ended.code == 0
    assert ended.data == (
        "SELECT param_name, param_value\nFROM cloud_integrations\n"
        "WHERE LOWER(param_name) IN ('aws_user_arn', 'aws_arn');\n"
    )
    assert "--oracle-user-arn" in ended.messages
