"""What holds for every command: help with an example, usage errors, `--version`."""

from __future__ import annotations

import re

import pytest

from generator import __version__
from tests.cli.conftest import ENCRYPT, Run
from tests.docs.command_reference import commands

COMMANDS = sorted(commands())

every_command = pytest.mark.parametrize("name", COMMANDS)


def test_the_commands() -> None:
    assert COMMANDS == [
        "adopt", "block", "diff", "discover", "explain", "guard", "init", "key revert", "key rotate", "key switch",
        "next", "preflight", "render", "report", "schema", "stacks", "status", "validate",
    ]  # fmt: skip


@pytest.mark.parametrize("option", ["--help", "-h"])
@every_command
def test_help_has_an_example(adbkms: Run, name: str, option: str) -> None:
    ended = adbkms(*name.split(), option)

    assert (ended.code, ended.messages) == (0, "")
    assert re.search(rf"Example: .*\badbkms {name}\b", " ".join(ended.data.split()))


@every_command
def test_the_example_is_one_line_so_that_a_copy_of_it_runs(process: Run, name: str) -> None:
    """A line that a backslash continues would be padded with blanks behind that."""
    help = process(*name.split(), "--help", env={"COLUMNS": "80"}).data

    lines = [line.strip() for line in help.partition("Example: ")[2].splitlines()]
    assert lines[1] in ("", "# yaml-language-server: $schema=./adbkms.schema.json")


def test_no_command_shows_the_help_with_the_exit_codes(adbkms: Run) -> None:
    ended = adbkms()

    assert ended.code == 1
    assert "Exit codes: 0 fine, 1 error, 2 changes or findings." in ended.data + ended.messages


def test_version(adbkms: Run, process: Run) -> None:
    assert adbkms("--version").data == f"adbkms {__version__}\n"
    alone = process("--version")
    assert (alone.code, alone.data, alone.messages) == (0, f"adbkms {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("render",), "Missing argument 'SPEC...'"),
        (("validate",), "Missing argument 'SPEC_OR_TREE...'"),
        (("block",), "Missing argument 'SPEC'"),
        (("block", ENCRYPT), "Missing argument 'STACK/DATABASE'"),
        (("render", ENCRYPT), "Say where to write the tree, or --stdout."),
        (("render", ENCRYPT, "--frobnicate"), "No such option: --frobnicate"),
        (("render", ENCRYPT, "-o"), "Option '-o' requires an argument."),
        (("render", ENCRYPT, "-o", "out", "--templates", "missing"), "Directory 'missing' does not exist."),
        (("validate", ENCRYPT, "--format", "xml"), "'xml' is not one of"),
        (("frobnicate",), "No such command 'frobnicate'."),
        (("rendr",), "No such command 'rendr'. Did you mean 'render'?"),
        (("key", "frobnicate"), "No such command 'frobnicate'."),
        (("key", "switch", "--frobnicate"), "No such option: --frobnicate"),
        (("discover", ENCRYPT, "--frobnicate"), "No such option: --frobnicate"),
        (("discover",), "Missing argument 'SPEC'"),
        (("guard", "plan.json", "--frobnicate"), "No such option: --frobnicate"),
        (("preflight", ENCRYPT, "--format", "xml"), "'xml' is not one of"),
        (("status", ENCRYPT, "--frobnicate"), "No such option: --frobnicate"),
        (("status", ENCRYPT, "--timeout", "abc"), '"abc" is no duration.'),
        (("status", ENCRYPT, "--interval", "0"), "There has to be some time between two looks."),
        (("adopt", "state.json", "--stack", "No Name"), "Lower-case letters, digits and hyphens, a letter first."),
        (("adopt", "--live", "--compartment", "none"), '"none" is no OCID of a compartment.'),
    ],
)
def test_a_usage_error_is_an_error_and_no_finding(adbkms: Run, arguments: tuple[str, ...], said: str) -> None:
    ended = adbkms(*arguments)

    assert (ended.code, ended.data) == (1, "")
    assert said in re.sub(r"[│\s]+", " ", ended.messages)


def test_a_terraform_that_is_not_there_is_an_error(adbkms: Run) -> None:
    for command in (("validate", ENCRYPT), ("render", ENCRYPT, "-o", "out")):
        ended = adbkms(*command, "--terraform", "missing/terraform")
        assert ended.code == 1
        assert "missing/terraform" in ended.messages
