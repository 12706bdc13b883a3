"""Completion in bash, zsh and fish: commands, options, formats, codes, and names in the spec that is on the line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.conftest import ENCRYPT, environment
from tests.cli.shells import SHELLS, Shell, find_shell

LEAVE_OUT_VARIABLE = "ADBKMS_TEST_ALLOW_NO_SHELLS"
HOSTILE = [
    "$(touch x)",
    "`touch x`",
    "a'; touch x; '",
    'a"; touch x; "',
    "a b",
    "a\nb",
    "a:b",
    "a;touch x",
    "*",
    "~",
]


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Shell:
    """Each shell, in the folder of Oracle's example. Where one is missing the test fails, unless it may be left out."""
    name = request.param
    executable = find_shell(name)
    if executable is None:
        if os.environ.get(LEAVE_OUT_VARIABLE) == "1":
            pytest.skip(f"left out, as {LEAVE_OUT_VARIABLE} allows: {name} is missing")
        pytest.fail(
            f"{name} is not on the PATH: `apt-get install {name}`, or your system's way.\n"
            f"Or set {LEAVE_OUT_VARIABLE}=1 to leave these tests out.",
            pytrace=False,
        )
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "spec.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")
    return Shell(name, executable, folder, tmp_path / "home")


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (("adbkms", "ren"), "render"),
        (("adbkms", "key", "rot"), "rotate"),
        (("adbkms", "validate", "--ter"), "--terraform"),
        (("adbkms", "validate", "spec.yaml", "--format", "gitl"), "gitlab"),
        (("adbkms", "status", "spec.yaml", "--format", "ju"), "junit"),
        (("adbkms", "explain", "SPEC211"), "SPEC211"),
        (("adbkms", "block", "spec.yaml", "pay"), "payments-prod/orders"),
        (("adbkms", "discover", "spec.yaml", "pay"), "payments-prod/orders"),
        (("adbkms", "status", "spec.yaml", "--database", "pay"), "payments-prod/orders"),
        (("adbkms", "preflight", "spec.yaml", "--only", "payments-prod/"), "payments-prod/orders"),
        (("adbkms", "key", "revert", "spec.yaml", "pay"), "payments-prod/orders"),
        (("adbkms", "key", "switch", "spec.yaml", "payments-prod/orders", "--key", "AD"), "ADBS_TestAWSKMSKey"),
        (("adbkms", "key", "switch", "spec.yaml", "payments-prod/orders", "--role", "AD"), "ADBS_AWS_Role1"),
    ],
)
def test_what_is_completed(shell: Shell, line: tuple[str, ...], word: str) -> None:
    done = shell.complete(*line)

    assert (done.words, done.complaints) == ([word], "")


@pytest.mark.parametrize("line", [("adbkms", "validate", "sp"), ("adbkms", "render", "x", "-o", "sp")])
def test_files_are_the_shells_own(shell: Shell, line: tuple[str, ...]) -> None:
    expected = [] if shell.name == "bash" else ["spec.yaml"]  # bash has them by `complete -o default`

    assert shell.complete(*line).words == expected
    assert "complete -o default" in shell.script() or shell.name != "bash"


@pytest.mark.parametrize("text", ["stacks: [", "stacks: {a: {keys: 7, databases: [x]}}", "", "\x00", "7"])
def test_a_spec_that_is_broken_is_no_reason_to_say_anything(shell: Shell, tmp_path: Path, text: str) -> None:
    (tmp_path / "work" / "spec.yaml").write_text(text)

    done = shell.complete("adbkms", "block", "spec.yaml", "pay")

    assert (done.words, done.complaints) == ([], "")


def test_nothing_in_a_spec_is_run_and_only_plain_names_are_offered(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    spec = yaml.safe_load(ENCRYPT.read_text("utf-8"))
    stack = spec["stacks"]["payments-prod"]
    (database,) = stack["databases"].values()
    stack["keys"] = {name: {} for name in [*HOSTILE, "Plain_Key1"]}
    stack["databases"] = {name: database for name in [*HOSTILE, "plain"]}
    spec["stacks"] = {name: stack for name in [*HOSTILE, "payments-prod"]}
    (folder / "spec.yaml").write_text(yaml.safe_dump(spec))

    keys = shell.complete("adbkms", "key", "switch", "spec.yaml", "payments-prod/plain", "--key", "")
    databases = shell.complete("adbkms", "block", "spec.yaml", "")

    assert (keys.words, keys.complaints) == (["Plain_Key1"], "")
    assert (databases.words, databases.complaints) == (["payments-prod/plain"], "")
    assert [one.name for one in folder.iterdir()] == ["spec.yaml"]


def test_the_name_of_a_file_is_not_run(shell: Shell, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    (folder / "spec.yaml").rename(folder / "$(touch x).yaml")

    done = shell.complete("adbkms", "block", "'$(touch x).yaml'", "pay")

    assert done.words == ["payments-prod/orders"]
    assert [one.name for one in folder.iterdir()] == ["$(touch x).yaml"]


def completed(folder: Path, line: str) -> str:
    """What is offered to bash, without a bash."""
    variables = {"_ADBKMS_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "generator"],
        cwd=folder, env=environment(**variables), capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.strip()


def test_nobody_waits_for_a_pipe_or_for_standard_input(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")

    assert completed(tmp_path, "adbkms block pipe.yaml ") == ""
    assert completed(tmp_path, "adbkms block - ") == ""
    assert completed(tmp_path, "adbkms block missing.yaml ") == ""


def test_a_spec_that_takes_long_to_read_is_not_read(tmp_path: Path) -> None:
    text = ENCRYPT.read_text("utf-8")
    (tmp_path / "spec.yaml").write_text(text, "utf-8")
    assert completed(tmp_path, "adbkms block spec.yaml ") == "payments-prod/orders"

    (tmp_path / "spec.yaml").write_text(text + "#" * 1_000_000, "utf-8")
    assert completed(tmp_path, "adbkms block spec.yaml ") == ""


def test_the_keys_are_those_of_the_databases_stack(tmp_path: Path) -> None:
    spec = yaml.safe_load(ENCRYPT.read_text("utf-8"))
    other = {**spec["stacks"]["payments-prod"], "keys": {"Other": {}}}
    spec["stacks"]["other"] = other
    (tmp_path / "spec.yaml").write_text(yaml.safe_dump(spec))

    assert completed(tmp_path, "adbkms key switch spec.yaml other/orders --key ") == "Other"
    assert completed(tmp_path, "adbkms key switch spec.yaml payments-prod/orders --key ") == "ADBS_TestAWSKMSKey"


def test_a_folder_of_specs(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "a.yaml").write_text(ENCRYPT.read_text("utf-8"), "utf-8")

    assert completed(tmp_path, "adbkms status specs --database ") == "payments-prod/orders"
