"""`adbkms validate`: a spec, or a tree that has been rendered."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, ROOT, STACK, Run, change, files

OFF = ("--terraform", "off")


@pytest.fixture
def main_tf(adbkms: Run) -> Path:
    """A rendered stack's main.tf, in the tree `out`."""
    assert adbkms("render", ENCRYPT, "-o", "out").code == 0
    return Path("out", STACK, "main.tf")


def test_a_spec_is_checked_and_nothing_is_written(adbkms: Run) -> None:
    ended = adbkms("validate", ENCRYPT, *OFF)

    assert (ended.code, ended.data) == (0, "")
    assert ended.messages == "Fine: 1 stack, 30 files rendered and verified.\n"
    assert list(Path().iterdir()) == []


def test_a_folder_of_specs(adbkms: Run) -> None:
    assert adbkms("validate", ROOT / "examples/fleet/specs", *OFF).code == 0


def test_everything_that_is_wrong_is_said_at_once(adbkms: Run, spec: Path) -> None:
    change(spec, "region: us-east-2", "region: us-east-22")
    change(spec, "external_id: tenant_ocid", "external_id: tenancy_ocid")
    change(spec, "db_name:", "db_nmae:")

    ended = adbkms("validate", spec, *OFF)

    assert ended.code == 1
    assert f"on {spec}:8:15:" in ended.messages
    assert 'Did you mean "tenant_ocid"?' in ended.messages
    assert 'Did you mean "db_name"?' in ended.messages


def test_warnings_are_said_and_are_no_reason_to_fail(adbkms: Run, spec: Path) -> None:
    change(spec, "db_name: ORDERS", "db_name: ORDERS\n        workload: DW")

    ended = adbkms("validate", spec, *OFF)

    assert ended.code == 0
    assert ended.messages.startswith("Warning: ")
    assert ended.messages.endswith("Fine, with 1 warning: 1 stack, 30 files rendered and verified.\n")


def test_a_rendered_tree(adbkms: Run, main_tf: Path) -> None:
    ended = adbkms("validate", "out", *OFF)

    assert (ended.code, ended.data) == (0, "")
    assert ended.messages == "Fine: 18 Terraform files read and verified.\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("external_ids    =", "external_ids =", None),
        ("compute_count            = 2", "compute_cuont = 2", 'Did you mean "compute_count"?'),
        ("compute_count            = 2", "compute_count = 2\n  compute_count = 4", "compute_count"),
        ("compute_count            = 2", 'compute_count = "two"', "compute_count"),
        ('  external_ids    = ["ocid1.tenancy.oc1..aaaaaaaaexampletenancy"]\n', "", "external_ids"),
        ('description             = "Master', 'description = "Master\n', "main.tf:"),
        ('resource "oci_database_autonomous_database"', 'resource "oci_database_autonomus_database"', "autonomus"),
        ("  lifecycle {", "  lifecycle {{", "main.tf:"),
    ],
)
def test_an_edited_tree(adbkms: Run, main_tf: Path, old: str, new: str, said: str | None) -> None:
    change(main_tf, old, new)

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == (0 if said is None else 1)
    if said is not None:
        assert f"{STACK}/main.tf" in ended.messages
        assert said in ended.messages


def test_a_file_that_is_not_text(adbkms: Run, main_tf: Path) -> None:
    main_tf.write_bytes(b"\xff\xfe\x00")

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == 1
    assert f"Error: Cannot read {STACK}/main.tf (VER001)" in ended.messages


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("tests/stage.tftest.hcl", 'run "stage" {\n  command = apply\n}\n', "A test that does more than plan (VER007)"),
        ("tests/other.tftest.hcl", "", f"{STACK}/tests/other.tftest.hcl is not a file that adbkms writes (VER006)"),
        ("tests/stage.tftest.json", "{}", f"{STACK}/tests/stage.tftest.json is not a file that adbkms writes (VER006)"),
        ("main.tofu", "", f"{STACK}/main.tofu is not a file that adbkms writes (VER006)"),
    ],
)
def test_what_terraform_would_run_besides_what_adbkms_writes(
    adbkms: Run, main_tf: Path, name: str, text: str, said: str
) -> None:
    main_tf.parent.joinpath(name).write_text(text, "utf-8")

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == 1
    assert said in " ".join(ended.messages.split())


@pytest.mark.parametrize(
    "arguments", [("nothing.yaml",), ("empty",), ("-",), ("list.yaml",)], ids=["missing", "empty folder", "-", "list"]
)
def test_what_is_no_spec_is_an_error(adbkms: Run, arguments: tuple[str, ...]) -> None:
    Path("empty").mkdir()
    Path("list.yaml").write_text("- 1\n", "utf-8")

    ended = adbkms("validate", *arguments, *OFF, stdin="")

    assert ended.code == 1
    assert ended.messages.startswith("Error: ")


def test_json_has_the_shape_of_terraforms(adbkms: Run, spec: Path) -> None:
    fine = json.loads(adbkms("validate", spec, *OFF, "--format", "json").data)
    assert fine == {"format_version": "1.0", "valid": True, "error_count": 0, "warning_count": 0, "diagnostics": []}

    change(spec, "external_id: tenant_ocid", "external_id: tenancy_ocid")
    wrong = adbkms("validate", spec, *OFF, "--format", "json")
    assert (wrong.code, wrong.messages) == (1, "")
    (diagnostic,) = json.loads(wrong.data)["diagnostics"]
    assert diagnostic["range"]["start"] == {"line": 23, "column": 22, "byte": diagnostic["range"]["start"]["byte"]}
    assert diagnostic["snippet"]["code"] == "        external_id: tenancy_ocid"


def test_sarif_github_and_markdown(adbkms: Run, spec: Path) -> None:
    change(spec, "external_id: tenant_ocid", "external_id: tenancy_ocid")

    sarif = json.loads(adbkms("validate", spec, *OFF, "--format", "sarif").data)
    assert sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] == 23
    github = adbkms("validate", spec, *OFF, "--format", "github").data
    assert github.startswith("::error ")
    assert "line=23,col=22" in github
    markdown = adbkms("validate", spec, *OFF, "--format", "markdown").data
    assert "tenancy_ocid" in markdown


def test_an_unknown_format_is_refused_with_the_known_ones(adbkms: Run) -> None:
    ended = adbkms("validate", ENCRYPT, "--format", "xml")

    assert ended.code == 1
    assert "'text'" in ended.messages
    assert "'github'" in ended.messages


def test_validating_a_tree_leaves_it_as_it_is(adbkms: Run, main_tf: Path) -> None:
    before = files(Path("out"))
    adbkms("validate", "out", *OFF)
    assert files(Path("out")) == before


def test_what_has_happened_to_a_tree_since_it_was_rendered_is_a_warning(adbkms: Run, main_tf: Path) -> None:
    main_tf.write_text(main_tf.read_text() + "\n# A note.\n")
    main_tf.with_name("outputs.tf").unlink()

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == 0
    assert f"{STACK}/main.tf was edited by hand (PUB015)" in ended.messages
    assert f"{STACK}/outputs.tf is missing (PUB015)" in ended.messages


def test_what_terraform_would_read_and_adbkms_does_not_is_an_error(adbkms: Run, main_tf: Path) -> None:
    main_tf.with_name("more.tf.json").write_text("{}")
    main_tf.with_name("link.tf").symlink_to("/etc/hostname")

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == 1
    assert f"{STACK}/more.tf.json is not a file that adbkms writes (VER006)" in ended.messages
    assert f"{STACK}/link.tf is not a file that adbkms writes (VER006)" in ended.messages


def test_a_tree_without_terraform_is_an_error(adbkms: Run) -> None:
    Path("empty/.adbkms").mkdir(parents=True)

    assert adbkms("validate", "empty").code == 1


@pytest.mark.parametrize("linked", ["stacks/evil", f"{STACK}/tests/evil", "modules/evil"])
def test_a_link_to_a_folder_is_an_error_like_one_to_a_file(adbkms: Run, main_tf: Path, linked: str) -> None:
    elsewhere = Path("elsewhere").absolute()
    elsewhere.mkdir()
    (elsewhere / "main.tf").write_text('data "external" "any" {\n  program = ["true"]\n}\n')
    Path("out", linked).symlink_to(elsewhere)

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == 1
    assert f"{linked} is not a file that adbkms writes (VER006)" in ended.messages


def test_a_folder_of_the_tree_may_be_no_link_itself(adbkms: Run, main_tf: Path) -> None:
    Path("out", "modules").rename("elsewhere")
    Path("out", "modules").symlink_to(Path("elsewhere").absolute())

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == 1
    assert "modules is not a file that adbkms writes (VER006)" in ended.messages


def test_what_terraform_init_has_linked_is_passed_over(adbkms: Run, main_tf: Path) -> None:
    providers = main_tf.with_name(".terraform") / "providers"
    providers.mkdir(parents=True)
    (providers / "linux_amd64").symlink_to(Path("/usr"))

    ended = adbkms("validate", "out", *OFF)

    assert ended.code == 0


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "out", *OFF),
        ("diff", "empty", "out"),
        ("validate", ENCRYPT, *OFF),
        ("render", ENCRYPT, "-o", "new"),
    ],
)
def test_another_package_in_the_place_of_python_hcl2_is_a_message(
    process: Run, main_tf: Path, command: tuple[str, ...]
) -> None:
    """As checkov's bc-python-hcl2."""
    Path("other", "hcl2").mkdir(parents=True)
    Path("other", "hcl2", "__init__.py").touch()
    Path("empty", ".adbkms").mkdir(parents=True)

    ended = process(*command, env={"PYTHONPATH": f"{Path('other').absolute()}{os.pathsep}{ROOT}"})

    assert ended.code == 1
    assert "Error: Cannot read" in ended.messages
    assert "install checkov in an environment of its own" in " ".join(ended.messages.split())
    assert "Traceback" not in ended.messages
