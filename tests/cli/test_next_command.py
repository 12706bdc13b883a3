"""Errors end with the command that helps next."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import ENCRYPT, ROOT, Run, change


def test_a_single_code_is_named(adbkms: Run, spec: Path) -> None:
    change(spec, "encryption:", "encrpytion:")

    ended = adbkms("validate", spec, "--terraform", "off")

    assert ended.messages.endswith("\n\n`adbkms explain SPEC201` tells more.\n")
    assert adbkms("explain", "SPEC201").code == 0


def test_several_codes_are_not_listed_again(adbkms: Run, spec: Path) -> None:
    change(spec, "encryption:", "encrpytion:")
    change(spec, "external_id: tenant_ocid", "external_id: tenancy_ocid")

    ended = adbkms("validate", spec, "--terraform", "off")

    assert ended.messages.endswith("\n\n`adbkms explain CODE` tells more about each.\n")
    assert ended.messages.count("`adbkms explain") == 1


def test_a_warning_alone_is_no_reason_to_read_on(adbkms: Run, spec: Path) -> None:
    change(spec, "db_name: ORDERS", "db_name: ORDERS\n        workload: DW")

    assert "adbkms explain" not in adbkms("validate", spec, "--terraform", "off").messages


def test_a_spec_that_is_not_there(adbkms: Run) -> None:
    messages = adbkms("validate", "missing.yaml").messages

    assert "`adbkms init` writes a spec to begin with." in messages
    assert messages.endswith("`adbkms explain SPEC001` tells more.\n")


def test_after_a_check_the_command_that_writes(adbkms: Run) -> None:
    ended = adbkms("render", ENCRYPT, "-o", "my tree", "--check")

    assert ended.code == 2
    assert ended.messages.endswith(f"\n\nNext: adbkms render {ENCRYPT} -o 'my tree' writes this.\n")


def test_an_edit_by_hand(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    main_tf = Path("out/stacks/payments-prod/main.tf")
    main_tf.write_text(main_tf.read_text("utf-8") + "# mine\n", "utf-8")

    ended = adbkms("render", spec, "-o", "out")

    assert ended.code == 1
    assert ended.messages.endswith("`adbkms explain PUB001` tells more.\n")


def test_the_guard_says_how_to_let_something_pass(adbkms: Run) -> None:
    lines = adbkms("guard", ROOT / "examples/plans/replace.json").messages.splitlines()

    assert lines[-3] == "`adbkms explain CODE` tells more about each."
    assert lines[-1] == "What is meant can be let pass, one by one: --allow CODE=ADDRESS"
