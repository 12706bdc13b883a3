"""`adbkms status`: exit codes, what goes to which stream, and a watch, against real HTTP."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.live.oci.connection import OciConnections
from tests.cli.conftest import Ended, change, environment
from tests.live.oci.odd_server import closed_port
from tests.live.status.answers import NAME, OCID
from tests.live.status.conftest import ACCOUNT_ID, Status, TwoClouds
from tests.oci_service import AwsKey, Ending, fails

SPEC = "spec.yaml"
AS_A_PROCESS = """
import typer
from generator.cli.standard_streams import with_standard_streams
from generator.cli.status import status
app = typer.Typer()
app.command()(status)
with_standard_streams(app)
"""


def database(data: str) -> dict[str, Any]:
    (found,) = json.loads(data)["databases"]
    return dict(found)


def test_a_switch_that_is_done_is_fine_and_shows_since_when(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.updates_take(1)
    clouds.oci.begin(OCID, key=clouds.key)
    clouds.oci.step(OCID)

    ended = status(SPEC)

    assert (ended.code, ended.messages) == (0, "")
    heading, row, *rest = ended.data.splitlines()
    assert heading.split() == ["DATABASE", "STATE", "KEY", "SINCE", "STATUS"]
    assert row.split()[:4] == [NAME, "AVAILABLE", "ADBS_TestAWSKMSKey", "2026-01-01"]
    assert row.endswith("UTC  matches")
    assert rest[1] == f"History of the key of {NAME}:"
    assert rest[-1].endswith(f"AWS       {clouds.key_arn}")


def test_a_script_gets_json_with_both_sides_and_the_history(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.updates_take(1)
    clouds.oci.begin(OCID, key=clouds.key)
    clouds.oci.step(OCID)

    ended = status(SPEC, "--format", "json")

    found = database(ended.data)
    assert (ended.code, found["matches"], found["wanted"]) == (0, True, found["found"])
    assert found["found"]["key_arn"] == clouds.key_arn
    assert [one["key_arn"] for one in found["history"]] == [clouds.key_arn]
    assert found["history"][0]["time"].endswith("Z")


def test_a_database_that_still_has_oracles_key_differs(status: Status, clouds: TwoClouds) -> None:
    ended = status(SPEC)

    assert ended.code == 2
    assert "differs: provider, key, role, external ID, endpoint" in ended.data
    assert f"wanted  {clouds.key_arn}\n" in ended.data


def test_sentences_are_as_wide_as_the_terminal(
    status: Status, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.cli.width.text_width", lambda: 40)

    assert "  The database has another key than the\n  spec says." in status(SPEC).data


def test_a_key_that_was_disabled_differs(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.change(OCID, key=clouds.key)
    kms = clouds.moto.client("kms", credentials=clouds.moto.credentials_for(ACCOUNT_ID))
    kms.disable_key(KeyId=clouds.key_arn.partition("/")[2])

    ended = status(SPEC, "--format", "json")

    assert (ended.code, database(ended.data)["differences"]) == (2, ["key_state"])


def test_the_wrong_account_is_not_known_and_not_a_difference(
    status: Status, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch
) -> None:
    clouds.oci.change(OCID, key=clouds.key)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.delenv("AWS_SESSION_TOKEN")

    ended = status(SPEC)

    assert ended.code == 1
    assert f"{NAME}  AVAILABLE" in ended.data
    assert f"Not known, for {NAME} (LIV003):" in ended.data


def test_a_database_that_oci_does_not_show_is_not_known(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.remove(OCID)

    ended = status(SPEC)

    assert ended.code == 1
    assert f"Not known, for {NAME} (LIV005):" in ended.data
    assert "Needs read autonomous-databases" in ended.data


def test_only_the_database_that_is_named(status: Status, clouds: TwoClouds) -> None:
    ended = status(SPEC, "--database", "payments-prod/order")

    assert (ended.code, ended.data) == (1, "")
    assert 'The spec has no database "payments-prod/order" (STA001)' in ended.messages
    assert 'Did you mean "payments-prod/orders"?' in ended.messages
    assert status(SPEC, "--database", NAME).code == 2


def test_a_spec_with_an_error_is_not_compared_with_anything(status: Status, clouds: TwoClouds) -> None:
    change(Path(SPEC), f"        ocid: {OCID}\n", "")

    ended = status(SPEC)

    assert (ended.code, ended.data) == (1, "")
    assert "STG101" in ended.messages
    assert clouds.oci.traffic.count("GET") == 0


def test_an_update_is_watched_to_its_end(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.updates_take(6)
    clouds.oci.begin(OCID, key=clouds.key)

    ended = status(SPEC, "--watch", "--interval", "0.01", "--format", "json")

    assert ended.code == 0
    found = database(ended.data)
    assert (found["matches"], found["found"]["lifecycle_state"]) == (True, "AVAILABLE")
    lines = [line.partition(f" {NAME}: ")[2] for line in ended.messages.splitlines()]
    assert lines[0].startswith("UPDATING, Update")
    assert lines[-1] == "AVAILABLE, matches"
    assert len(lines) >= 3


def test_a_failed_update_ends_the_watch_with_the_reason(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.updates_take(4)
    clouds.oci.next_update_ends(OCID, fails("The role cannot be assumed."))
    clouds.oci.begin(OCID, key=clouds.key)

    ended = status(SPEC, "--watch", "--interval", "0.01s")

    assert ended.code == 2
    assert "FAILED: UpdateFailed: The role cannot be assumed, differs: provider, key" in ended.messages
    answer = " ".join(ended.data.split())
    assert "Update Autonomous Database FAILED: UpdateFailed: The role cannot be assumed." in answer
    assert "Apply the stack" not in answer


def test_an_update_that_ends_with_the_old_key_is_a_difference(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.updates_take(2)
    clouds.oci.next_update_ends(OCID, Ending(takes_effect=False))
    clouds.oci.begin(OCID, key=clouds.key)

    assert status(SPEC, "--watch", "--interval", "0.01").code == 2


def test_the_watch_ends_when_its_time_is_over(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.updates_take(1_000, gets_advance=False)
    clouds.oci.begin(OCID, key=clouds.key)

    ended = status(SPEC, "--watch", "--interval", "0.01", "--timeout", "0.05s")

    assert ended.code == 2
    assert f"The time is over, and OCI is not done with {NAME}." in ended.messages
    assert "differs" in ended.data


@pytest.mark.parametrize("variable", ["ADBKMS_OCI_ENDPOINT", "AWS_ENDPOINT_URL"])
def test_of_a_cloud_that_cannot_be_reached_it_is_not_said_that_anything_goes_on(
    status: Status, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    clouds.oci.change(OCID, key=clouds.key)
    monkeypatch.setenv(variable, closed_port())
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda self, context: 0)
    monkeypatch.setattr("generator.live.oci.connection.OciConnections", partial(OciConnections, first_wait=0))

    ended = status(SPEC, "--watch", "--timeout", "0")

    assert ended.code == 1
    assert f"The time is over, and {NAME} could not be looked at completely: " in ended.messages
    assert "cannot be reached" in ended.messages
    assert "goes on" not in ended.messages


def test_a_spec_without_databases_says_so(status: Status, clouds: TwoClouds) -> None:
    text = Path(SPEC).read_text("utf-8")
    Path(SPEC).write_text(text[: text.index("    databases:\n")], "utf-8")

    assert status(SPEC) == Ended(0, "", "The spec has no databases.\n")
    assert json.loads(status(SPEC, "--watch", "--format", "json").data)["databases"] == []


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--timeout", "soon", '"soon" is no duration'),
        ("--timeout", "", '"" is no duration'),
        ("--interval", "0s", "There has to be some time between two looks"),
    ],
)
def test_a_time_that_is_none(status: Status, option: str, text: str, message: str) -> None:
    ended = status(SPEC, option, text)

    assert ended.code != 0
    assert message in " ".join(ended.messages.replace("│", " ").split())


def test_nothing_that_is_secret_is_shown(status: Status, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "planted-secret")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAPLANTED")
    clouds.oci.change(OCID, key=AwsKey("alias/Other"))

    ended = status(SPEC, "--verbose")

    assert "planted" not in (ended.data + ended.messages).lower()


def test_ctrl_c_ends_the_watch_and_nothing_else(clouds: TwoClouds, tmp_path: Path) -> None:
    clouds.oci.updates_take(1_000, gets_advance=False)
    clouds.oci.begin(OCID, key=clouds.key)
    with subprocess.Popen(
        [sys.executable, "-c", AS_A_PROCESS, SPEC, "--watch", "--interval", "60"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as watched:
        try:
            assert watched.stderr is not None
            assert "UPDATING" in watched.stderr.readline()  # it sleeps from here on
            watched.send_signal(signal.SIGINT)
            data, messages = watched.communicate(timeout=60)
        finally:
            watched.kill()

    assert (watched.returncode, data) == (130, "")
    assert messages == "Stopped watching. What is under way in OCI goes on.\n"


def test_as_junit_every_database_is_a_test(status: Status, clouds: TwoClouds) -> None:
    ended = status(SPEC, "--format", "junit")

    (suite,) = ElementTree.fromstring(ended.data)
    (case,) = suite
    assert (ended.code, suite.attrib["tests"], suite.attrib["failures"]) == (2, "1", "1")
    assert case.attrib == {"classname": "status.payments-prod", "name": "orders"}
    assert case[0].attrib["message"] == "differs: provider, key, role, external ID, endpoint"
    assert f"key: wanted {clouds.key_arn}, found (none)" in (case[0].text or "")


def test_as_junit_what_is_not_known_is_skipped(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.remove(OCID)

    (suite,) = ElementTree.fromstring(status(SPEC, "--format", "junit").data)

    assert (suite.attrib["failures"], suite.attrib["skipped"]) == ("0", "1")


def test_as_junit_what_matches_has_passed(status: Status, clouds: TwoClouds) -> None:
    clouds.oci.change(OCID, key=clouds.key)

    (suite,) = ElementTree.fromstring(status(SPEC, "--format", "junit").data)

    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["skipped"]) == ("1", "0", "0")


def test_on_a_narrow_terminal_it_is_readable_and_coloured(
    status: Status, clouds: TwoClouds, monkeypatch: pytest.MonkeyPatch
) -> None:
    clouds.oci.change(OCID, key=clouds.key)
    monkeypatch.setattr("generator.cli.output.has_color", lambda stream: True)
    monkeypatch.setattr("generator.cli.width.table_width", lambda: 60)

    lines = status(SPEC).data.splitlines()

    assert lines[:3] == [NAME, "  STATE   AVAILABLE", "  KEY     ADBS_TestAWSKMSKey"]
    assert lines[4] == "  STATUS  \x1b[32mmatches\x1b[0m"
    assert all(len(line) <= 60 or "arn:aws" in line for line in lines)
