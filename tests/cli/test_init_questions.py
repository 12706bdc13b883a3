"""What `adbkms init` asks on a terminal: with what configuration files say, and until an answer is right."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Run
from tests.cli.session import Session

SECRET = "s3cr3t-that-nobody-may-see"
TENANCY = "ocid1.tenancy.oc1..aaaaaaaapayments"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Made-up profiles of both clouds, in files with secrets."""
    folder = tmp_path / "home"
    for name in (".aws", ".oci"):
        (folder / name).mkdir(parents=True)
    (folder / ".aws/config").write_text(
        "[default]\nregion = eu-west-1\n"
        "[profile payments]\nregion = eu-central-1\nsso_account_id = 222233334444\ns3 =\n  max_queue = 1\n"
        "[profile audit]\nrole_arn = arn:aws:iam::333344445555:role/Audit\nsource_profile = payments\n"
        f"[sso-session corp]\nsso_start_url = https://{SECRET}\n"
    )
    (folder / ".aws/credentials").write_text(
        f"[default]\naws_access_key_id = {SECRET}\naws_secret_access_key = {SECRET}%\n"
        f"[legacy]\naws_session_token = {SECRET}\nregion = {SECRET}\n"
    )
    (folder / ".oci/config").write_text(
        f"[DEFAULT]\nuser = {SECRET}\nfingerprint = {SECRET}\nkey_file = {SECRET}\npass_phrase = {SECRET}\n"
        "tenancy = ocid1.tenancy.oc1..aaaaaaaadefault\nregion = iad\n"
        f"[PAYMENTS]\ntenancy = {TENANCY}\nregion = eu-frankfurt-1\n"
    )
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "OCI_CONFIG_FILE"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    work = tmp_path / "work"
    work.mkdir()
    return work


def stack_of(folder: Path) -> Any:
    (stack,) = yaml.safe_load((folder / "adbkms.yaml").read_text("utf-8"))["stacks"].values()
    return stack


def test_what_profiles_say_is_offered(home: Path, folder: Path) -> None:
    session = Session(folder, "init", "--stack", "payments-prod")
    session.answer("AWS profile (default, payments, audit, legacy) [default]: ", "payments")
    session.answer("AWS account id [222233334444]: ", "")
    session.answer("AWS region of the key [eu-central-1]: ", "")
    session.answer("OCI profile (DEFAULT, PAYMENTS) [DEFAULT]: ", "PAYMENTS")
    session.answer(f"OCID of the OCI tenancy [{TENANCY}]: ", "")
    session.answer("OCI region [eu-frankfurt-1]: ", "")
    session.answer("OCID of the databases' compartment: ", COMPARTMENT)
    session.answer("Name of the database in OCI [ORDERS]: ", "")
    session.read_until("Next: adbkms render adbkms.yaml -o terraform")

    assert session.process.wait(60) == 0
    stack = stack_of(folder)
    assert stack["aws"] == {"account_id": "222233334444", "region": "eu-central-1", "profile": "payments"}
    assert stack["oci"]["profile"] == "PAYMENTS"
    assert SECRET not in (folder / "adbkms.yaml").read_text("utf-8")


def test_the_default_profiles_are_not_written_and_a_region_near_the_other_cloud_is_offered(
    home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / ".aws/config").unlink()
    (home / ".aws/credentials").unlink()
    (home / ".oci/config").write_text("[DEFAULT]\nregion = iad\n")
    session = Session(folder, "init", "--stack", "a", "--database", "ORDERS", "--compartment", COMPARTMENT)
    session.answer("AWS account id: ", "111122223333")
    session.answer("AWS region of the key [us-east-1]: ", "")
    session.answer("OCID of the OCI tenancy: ", TENANCY)
    session.answer("OCI region [us-ashburn-1]: ", "")
    session.read_until("Next: ")

    assert session.process.wait(60) == 0
    assert "profile" not in stack_of(folder)["aws"] | stack_of(folder)["oci"]


def test_a_role_says_its_account(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "audit")
    session = Session(folder, "init", "--stack", "a")
    session.answer("[audit]: ", "")
    session.read_until("AWS account id [333344445555]: ")
    session.end()


def test_without_a_default_profile_there_may_be_none(home: Path, folder: Path) -> None:
    (home / ".aws/config").write_text("[profile payments]\nregion = eu-central-1\n[profile \x1b[2J]\n")
    (home / ".aws/credentials").unlink()
    session = Session(folder, "init", "--stack", "a")
    session.answer(r"AWS profile (payments, \x1b[2J), or Enter for none: ", "")
    session.read_until("AWS account id: ")
    session.end()


def test_a_wrong_answer_is_told_at_once_and_asked_again(folder: Path) -> None:
    session = Session(folder, "init")
    session.answer("Stack [payments-prod]: ", "Payments")
    session.answer("Stack [payments-prod]: ", "payments")
    session.answer("AWS account id: ", "1234")
    session.read_until("twelve digits")
    session.answer("AWS account id: ", "111122223333")
    session.answer("AWS region of the key [us-east-2]: ", "us-east2")
    session.read_until("Did you mean us-east-2")
    session.answer("AWS region of the key [us-east-2]: ", "")
    session.answer("OCID of the OCI tenancy: ", COMPARTMENT)
    session.read_until("This is the OCID of a compartment")
    session.answer("OCID of the OCI tenancy: ", TENANCY)
    session.answer("OCI region: ", "us-asburn-1")
    session.read_until("Did you mean us-ashburn-1")
    session.answer("OCI region: ", "us-ashburn-1")
    session.answer("OCID of the databases' compartment: ", COMPARTMENT)
    session.answer("Name of the database in OCI [ORDERS]: ", "A-B")
    session.read_until("at most 30 letters and digits")
    session.answer("Name of the database in OCI [ORDERS]: ", "")
    session.read_until("Next: ")

    assert session.process.wait(60) == 0


def test_an_unknown_profile_is_asked_again(home: Path, folder: Path) -> None:
    session = Session(folder, "init", "--stack", "a")
    session.answer("[default]: ", "payment")
    session.read_until('There is no AWS profile "payment". Did you mean "payments"?')
    session.read_until("[default]: ")
    session.end()


@pytest.mark.parametrize("text", [f"{SECRET}\n[", f"[default]\n{SECRET}\n = {SECRET}\n", "\xff\x00"])
def test_a_file_that_is_wrong_is_said_without_a_word_of_it(home: Path, folder: Path, text: str) -> None:
    (home / ".aws/config").write_bytes(text.encode("latin-1"))
    (home / ".oci/config").unlink()
    session = Session(folder, "init", "--stack", "a")
    session.read_until("AWS ")

    assert SECRET not in session.said
    session.end()


def test_what_a_file_says_wrongly_is_not_offered(home: Path, folder: Path) -> None:
    (home / ".aws/config").write_text(f"[default]\nregion = \x1b[2J{SECRET}\nsso_account_id = {SECRET}\n")
    (home / ".aws/credentials").unlink()
    session = Session(folder, "init", "--stack", "a")
    session.answer("AWS account id: ", "111122223333")
    session.read_until("AWS region of the key [us-east-1]: ")  # near OCI's, which its own file says

    assert SECRET not in session.said
    session.end()


def test_without_a_terminal_a_profile_that_is_named_says_what_it_knows(
    home: Path, adbkms: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    profiles = ("--aws-profile", "payments", "--oci-profile", "PAYMENTS")

    ended = adbkms("init", "--stack", "a", "--database", "ORDERS", "--compartment", COMPARTMENT, *profiles)

    assert ended.code == 0
    assert stack_of(Path())["aws"]["account_id"] == "222233334444"
    assert stack_of(Path())["oci"]["tenancy_id"] == TENANCY


def test_a_profile_that_is_not_there_is_an_error_that_names_the_option(home: Path, adbkms: Run) -> None:
    ended = adbkms("init", "--aws-profile", "payment")

    assert ended.code == 1
    assert ended.messages.startswith('Error: --aws-profile: There is no AWS profile "payment" (SPEC206)')
    assert 'Did you mean "payments"?' in ended.messages


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: os.truncate(path, 2**32)], ids=["a pipe", "a huge file"])
def test_a_configuration_that_cannot_be_read_at_once_is_not_waited_for(
    adbkms: Run, home: Path, make: Callable[[Path], None]
) -> None:
    config = home / ".aws/config"
    if make is os.mkfifo:
        config.unlink()
    make(config)

    ended = adbkms("init", "--aws-profile", "legacy", "--oci-profile", "PAYMENTS", "-o", "-")

    assert ended.code == 1
    assert "~/.aws/config cannot be read as a configuration; nothing is offered from it." in ended.messages
    assert "Traceback" not in ended.messages
